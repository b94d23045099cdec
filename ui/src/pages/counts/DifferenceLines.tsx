import { Checkbox, Input, Select } from "antd";
import { count as figure, money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { CONDITION, stockWords } from "../../words/stock";
import { PartName } from "../shipments/PartName";
import type { Part } from "../shipments/reading";
import type { Difference, Reason } from "./reading";
import { counts, REASON } from "./words";

/** Why a line differs, as far as it was said. */
export interface Said {
  readonly reason?: Reason;
  readonly text?: string;
  readonly serials?: readonly string[];
}

interface Props {
  lines: readonly Difference[];
  parts: ReadonlyMap<string, Part>;
  given: Readonly<Record<number, Said>>;
  again: ReadonlySet<number>;
  onSay: (line: number, said: Said) => void;
  onAgain: (line: number) => void;
}

export function DifferenceLines({ lines, parts, given, again, onSay, onAgain }: Props) {
  const say = useSay();
  if (lines.length === 0) return null;
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={say(counts.toDecide)}>
      <table className="lines">
        <thead>
          <tr>
            <th>{say(counts.recountHead)}</th>
            <th>{say(stockWords.part)}</th>
            <th>{say(stockWords.condition)}</th>
            <th className="number">{say(counts.counted)}</th>
            <th className="number">{say(counts.books)}</th>
            <th className="number">{say(counts.difference)}</th>
            <th className="number">{say(counts.value)}</th>
            <th className="number">{say(counts.now)}</th>
            <th className="number">{say(counts.held)}</th>
            <th>{say(stockWords.reason)}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td>
                <Checkbox
                  checked={again.has(line.line)}
                  aria-label={say(counts.recountLine(line.part))}
                  onChange={() => onAgain(line.line)}
                />
              </td>
              <td>
                <PartName number={line.part} parts={parts} />
              </td>
              <td>
                {say(CONDITION[line.condition])} {line.set_aside && say(counts.setAside)}
              </td>
              <Figures line={line} />
              <td>
                {line.difference !== 0 && (
                  <Why
                    line={line}
                    tracked={parts.get(line.part)?.serial_tracked ?? false}
                    said={given[line.line] ?? {}}
                    onSay={(said) => onSay(line.line, said)}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figures({ line }: { line: Difference }) {
  const spoken = useLanguage();
  return (
    <>
      <td className="number">{figure(spoken, line.counted)}</td>
      <td className="number">{figure(spoken, line.expected)}</td>
      <td className={line.difference === 0 ? "number" : "number differs"}>
        {line.difference > 0 && "+"}
        {figure(spoken, line.difference)}
      </td>
      <td className="number">{money(spoken, line.value_fen)}</td>
      <td className="number">{figure(spoken, line.on_hand)}</td>
      <td className="number">{figure(spoken, line.held)}</td>
    </>
  );
}

interface WhyProps {
  line: Difference;
  tracked: boolean;
  said: Said;
  onSay: (said: Said) => void;
}

function Why({ line, tracked, said, onSay }: WhyProps) {
  const say = useSay();
  return (
    <div className="why">
      <Select<Reason>
        size="small"
        className="reason-choice"
        aria-label={say(counts.reasonOf(line.part))}
        placeholder={say(stockWords.reason)}
        {...(said.reason ? { value: said.reason } : { status: "error" as const })}
        options={Object.entries(REASON).map(([value, text]) => ({ value: value as Reason, label: say(text) }))}
        onChange={(reason) => onSay({ reason })}
      />
      {said.reason === "other" && (
        <Input
          size="small"
          className="reason-text"
          aria-label={say(counts.textOf(line.part))}
          maxLength={500}
          value={said.text ?? ""}
          onChange={(event) => onSay({ text: event.target.value })}
        />
      )}
      {tracked && (
        <Select<string[]>
          mode="tags"
          size="small"
          open={false}
          className="reason-text"
          tokenSeparators={[" ", ","]}
          aria-label={say(counts.serialsOf(line.part))}
          placeholder={say(counts.serialsHow)}
          value={[...(said.serials ?? [])]}
          onChange={(serials) => onSay({ serials })}
        />
      )}
    </div>
  );
}

import { CountField } from "../../scanning/CountField";
import type { Scans } from "../../scanning/scans";
import { useSay } from "../../words/language";
import { CONDITION, stockWords } from "../../words/stock";
import { PartName } from "../shipments/PartName";
import { useShelves, type Part } from "../shipments/reading";
import type { Count, CountLine } from "./reading";
import { found, keyOf } from "./sheet";
import { counts } from "./words";

interface Props {
  count: Count;
  parts: ReadonlyMap<string, Part>;
  scans: Scans;
}

export function SheetLines({ count, parts, scans }: Props) {
  const say = useSay();
  const { data: shelves } = useShelves(count.place);
  return (
    <section className="panel">
      <table className="lines scanned">
        <thead>
          <tr>
            <th>{say(stockWords.part)}</th>
            <th>{say(stockWords.condition)}</th>
            <th>{say(counts.owner)}</th>
            <th>{say(counts.found)}</th>
            <th>{say(stockWords.status)}</th>
          </tr>
        </thead>
        <tbody>
          {count.lines.map((line, i) => (
            <Row key={keyOf(line)} line={line} n={i + 1} shelf={shelves?.get(line.part)} parts={parts} scans={scans} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  line: CountLine;
  n: number;
  shelf: string | undefined;
  parts: ReadonlyMap<string, Part>;
  scans: Scans;
}

function Row({ line, n, shelf, parts, scans }: RowProps) {
  const say = useSay();
  const now = found(line, n, scans.entries);
  const touched = scans.entries.some((one) => one.line === n);
  return (
    <tr className={now === null ? "" : "full"}>
      <td>
        <PartName number={line.part} parts={parts} />
        {shelf && <span className="mark mark-plain">{shelf}</span>}
      </td>
      <td>
        {say(CONDITION[line.condition])} {line.set_aside && say(counts.setAside)}
      </td>
      <td>{line.owner}</td>
      <td>
        <CountField
          label={say(counts.foundOf(line.part))}
          value={now}
          onCount={(value) => scans.add([{ line: n, found: "good", quantity: value - (now ?? 0) }])}
        />
      </td>
      <td>
        {line.recount && !touched && <span className="mark mark-bad">{say(counts.again)}</span>}
        {!line.recount && now === null && <span className="quiet">{say(counts.notYet)}</span>}
        {touched && <span className="mark mark-warn">{say(counts.unsaved)}</span>}
      </td>
    </tr>
  );
}

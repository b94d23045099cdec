import { count as figure } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { CONDITION, stockWords } from "../../words/stock";
import { PartName } from "../shipments/PartName";
import type { Part } from "../shipments/reading";
import type { Count } from "./reading";
import { keyOf } from "./sheet";
import { counts, REASON } from "./words";

/** The sheet to be read; what the books said stands there once the count is booked. */
export function Booked({ count, parts }: { count: Count; parts: ReadonlyMap<string, Part> }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <section className="panel">
      <table className="lines">
        <thead>
          <tr>
            <th>{say(stockWords.part)}</th>
            <th>{say(stockWords.condition)}</th>
            <th className="number">{say(counts.found)}</th>
            <th className="number">{say(counts.books)}</th>
            <th className="number">{say(counts.difference)}</th>
            <th>{say(stockWords.reason)}</th>
          </tr>
        </thead>
        <tbody>
          {count.lines.map((line) => (
            <tr key={keyOf(line)}>
              <td>
                <PartName number={line.part} parts={parts} />
              </td>
              <td>{say(CONDITION[line.condition])}</td>
              <td className="number">{line.counted === null ? "" : figure(spoken, line.counted)}</td>
              <td className="number">{line.expected === null ? "" : figure(spoken, line.expected)}</td>
              <td className="number">
                {line.expected !== null && line.counted !== null && figure(spoken, line.counted - line.expected)}
              </td>
              <td>
                {line.reason && say(REASON[line.reason])} {line.reason_text}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

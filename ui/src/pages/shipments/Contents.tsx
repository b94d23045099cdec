import { count } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { PartName } from "./PartName";
import type { Part, Shipment } from "./reading";
import { FOUND, shipments } from "./words";

const FOUNDS = ["good", "damaged", "short", "wrong"] as const;

/** What was sent and what came of it. */
export function Contents({ shipment, parts }: { shipment: Shipment; parts: ReadonlyMap<string, Part> }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <section className="panel">
      <table className="lines">
        <thead>
          <tr>
            <th>{say(stockWords.part)}</th>
            <th className="number">{say(shipments.sent)}</th>
            {FOUNDS.map((found) => (
              <th key={found} className="number">
                {say(FOUND[found])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shipment.lines.map((line) => (
            <tr key={line.pending}>
              <td>
                <PartName number={line.part} parts={parts} />
              </td>
              <td className="number">{count(spoken, line.quantity)}</td>
              {FOUNDS.map((found) => (
                <td key={found} className="number">
                  {count(spoken, line[found])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

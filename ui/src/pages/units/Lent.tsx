import { Reference } from "../../parts/Reference";
import { Failed, Loading } from "../../parts/States";
import { moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { useLent } from "./reading";
import { units, USE } from "./words";

/** Who has a unit, those longest overdue first. */
export function Lent({ onOpen }: { onOpen: (serial: string) => void }) {
  const say = useSay();
  const spoken = useLanguage();
  const { data, error, refetch } = useLent();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <section className="panel stack">
      <h2>{say(units.lent)}</h2>
      {data.results.length === 0 && <p className="quiet">{say(units.noneLent)}</p>}
      {data.results.length > 0 && (
        <table className="lines">
          <thead>
            <tr>
              <th>{say(units.serial)}</th>
              <th>{say(stockWords.part)}</th>
              <th>{say(units.customer)}</th>
              <th>{say(units.use)}</th>
              <th>{say(units.order)}</th>
              <th>{say(units.since)}</th>
              <th>{say(units.due)}</th>
            </tr>
          </thead>
          <tbody>
            {data.results.map((one) => (
              <tr key={one.serial}>
                <td>
                  <button type="button" className="link" onClick={() => onOpen(one.serial)}>
                    {one.serial}
                  </button>
                </td>
                <td>{one.part}</td>
                <td>{one.customer}</td>
                <td>{say(USE[one.use])}</td>
                <td>
                  <Reference number={one.order} />
                </td>
                <td className="whole-number">{moment(spoken, one.since)}</td>
                <td className="whole-number">
                  {moment(spoken, one.due_at)}{" "}
                  {one.overdue_s > 0 && <span className="mark mark-bad">{say(units.overdue)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

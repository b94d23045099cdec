import { moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { Reference } from "../../parts/Reference";
import type { State, Unit } from "./reading";
import { STATE, units, USE } from "./words";

export const LOOK: Record<State, string> = {
  in_pool: "mark mark-good",
  set_aside: "mark mark-action",
  on_its_way: "mark mark-warn",
  at_customer: "mark mark-warn",
  coming_back: "mark mark-warn",
  in_repair: "mark mark-bad",
  written_off: "mark mark-plain",
};

/** The units under their places. */
export function Pool({ units: shown, onOpen }: { units: readonly Unit[]; onOpen: (serial: string) => void }) {
  const say = useSay();
  const places = [...new Set(shown.map((one) => one.place))];
  return (
    <section className="panel">
      <table className="lines">
        <thead>
          <tr>
            <th>{say(units.serial)}</th>
            <th>{say(stockWords.part)}</th>
            <th>{say(stockWords.status)}</th>
            <th>{say(units.home)}</th>
            <th>{say(units.use)}</th>
            <th>{say(units.order)}</th>
            <th>{say(units.customer)}</th>
            <th>{say(units.since)}</th>
            <th>{say(units.due)}</th>
          </tr>
        </thead>
        {places.map((place) => (
          <Place key={place} place={place} units={shown.filter((one) => one.place === place)} onOpen={onOpen} />
        ))}
      </table>
    </section>
  );
}

interface PlaceProps {
  place: string;
  units: readonly Unit[];
  onOpen: (serial: string) => void;
}

function Place({ place, units: here, onOpen }: PlaceProps) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <tbody>
      <tr className="place-line">
        <th colSpan={9} scope="rowgroup">
          {place} <span className="quiet">{say(units.standing(here.length))}</span>
        </th>
      </tr>
      {here.map((one) => (
        <tr key={one.serial}>
          <td>
            <button type="button" className="link" onClick={() => onOpen(one.serial)}>
              {one.serial}
            </button>
          </td>
          <td>{one.part}</td>
          <td>
            <span className={LOOK[one.state]}>{say(STATE[one.state])}</span>
          </td>
          <td>{one.home}</td>
          <td>{one.use && say(USE[one.use])}</td>
          <td>{one.order && <Reference number={one.order} />}</td>
          <td>{one.customer}</td>
          <td className="whole-number">{moment(spoken, one.since)}</td>
          <td className="whole-number">{one.due_at && moment(spoken, one.due_at)}</td>
        </tr>
      ))}
    </tbody>
  );
}

import { Button } from "antd";
import { moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { Deed } from "./deedForms";
import { useNodeName } from "./nodes";
import { Left } from "./Pressing";
import type { Sheet } from "./sheet";
import { PAUSE, sheet } from "./sheetWords";
import { BASIS, CLOCK, orders, STANDING } from "./words";
import { deedWords } from "./deedWords";

type Clock = Sheet["clocks"][number];

/** All that the order had to see done by when, and what stopped it. */
export function Clocks({ clocks, onDeed }: { clocks: readonly Clock[]; onDeed: ((deed: Deed) => void) | null }) {
  const say = useSay();
  if (clocks.length === 0) return <p className="quiet">{say(sheet.noClocks)}</p>;
  return (
    <table className="lines">
      <thead>
        <tr>
          <th>{say(sheet.clock)}</th>
          <th>{say(orders.holder)}</th>
          <th>{say(sheet.due)}</th>
          <th>{say(sheet.stopped)}</th>
          <th>{say(sheet.standing)}</th>
        </tr>
      </thead>
      <tbody>
        {clocks.map((clock) => (
          <ClockRow key={`${clock.kind} ${clock.started_at}`} clock={clock} onDeed={onDeed} />
        ))}
      </tbody>
    </table>
  );
}

function ClockRow({ clock, onDeed }: { clock: Clock; onDeed: ((deed: Deed) => void) | null }) {
  const say = useSay();
  const spoken = useLanguage();
  const nameOf = useNodeName();
  const ended = clock.stopped_at ?? clock.cancelled_at;
  const pause = clock.pauses.at(-1);
  const renewed = clock.renewals.at(-1);
  return (
    <tr>
      <td>
        {say(CLOCK[clock.kind])}
        <span className="quiet">
          {clock.basis && ` ${say(BASIS[clock.basis])}`}
          {clock.measure !== "wall_clock" && ` ${say(sheet.workingTime)}`}
        </span>
      </td>
      <td>{nameOf(clock.due_holder)}</td>
      <td className="whole-number">
        {moment(spoken, clock.due_at)}
        {renewed && <div className="small quiet">{say(sheet.renewed(moment(spoken, renewed.was_due_at)))}</div>}
      </td>
      <td className="whole-number">{ended ? moment(spoken, ended) : say(orders.none)}</td>
      <td>
        <div className="row whole-number">
          {ended && clock.standing !== "missed" ? (
            <span className={clock.standing === "met" ? "mark mark-good" : "mark mark-plain"}>
              {say(STANDING[clock.standing])}
            </span>
          ) : (
            <Left clock={clock} />
          )}
          {!ended && onDeed && <ClockDeeds clock={clock} onDeed={onDeed} />}
        </div>
        {pause && clock.paused_since && (
          <div className="small quiet">{say(sheet.paused(say(PAUSE[pause.reason]), pause.note))}</div>
        )}
      </td>
    </tr>
  );
}

function ClockDeeds({ clock, onDeed }: { clock: Clock; onDeed: (deed: Deed) => void }) {
  const say = useSay();
  const kind = clock.kind;
  return (
    <>
      {(kind === "arranged" || kind === "checked") && (
        <Button size="small" onClick={() => onDeed({ name: kind })}>
          {say(deedWords[kind])}
        </Button>
      )}
      {clock.paused_since ? (
        <Button size="small" onClick={() => onDeed({ name: "resume_clock", clock: kind })}>
          {say(deedWords.resume_clock)}
        </Button>
      ) : (
        <Button size="small" onClick={() => onDeed({ name: "pause_clock", clock: kind })}>
          {say(deedWords.pause_clock)}
        </Button>
      )}
    </>
  );
}

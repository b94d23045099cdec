import { moment, span } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { Pressing as Clock } from "./listing";
import { BASIS, CLOCK, orders } from "./words";

/** A clock that runs: until when, and what is left; late in red, at risk in amber. */
export function Pressing({ clock, holder }: { clock: Clock; holder?: string }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <>
      <Left clock={clock} />
      <div className="small quiet">
        {moment(spoken, clock.due_at)} · {say(CLOCK[clock.kind])}
        {clock.basis && ` · ${say(BASIS[clock.basis])}`}
        {holder && (
          <>
            {" "}
            · <span className="whole-number">{say(orders.heldBy(holder))}</span>
          </>
        )}
        {clock.paused_since && ` · ${say(orders.paused(moment(spoken, clock.paused_since)))}`}
      </div>
    </>
  );
}

export function Left({ clock }: { clock: Pick<Clock, "standing" | "at_risk" | "left_s" | "over_s"> }) {
  const say = useSay();
  const spoken = useLanguage();
  if (clock.standing === "missed") {
    return <span className="mark mark-bad">{say(orders.over(span(spoken, clock.over_s)))}</span>;
  }
  const kind = clock.at_risk ? "mark mark-warn" : "mark mark-plain";
  return <span className={kind}>{say(orders.left(span(spoken, clock.left_s)))}</span>;
}

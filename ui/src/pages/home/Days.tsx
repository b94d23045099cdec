import { Link } from "react-router";
import { useMe } from "../../app/me";
import { Failed } from "../../parts/States";
import { count, day as dayOf } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { dayAfter, dayIn, inHand, ownOf } from "../dispatch/desk";
import { usePlans, useProvinces } from "../dispatch/reading";
import { STATE } from "../dispatch/words";
import { Panel } from "./Panel";
import { home } from "./words";

/** A plan may be asked for up to three days at once. */
const DAYS = [0, 1, 2];

/** What is planned for today and the days after it, and what isn't yet. */
export function Days() {
  const me = useMe();
  const provinces = useProvinces();
  const province = ownOf(provinces.data, me);
  const today = dayIn(me.time_zone);
  return (
    <Panel title={home.plans} to="/dispatch">
      {provinces.error && <Failed error={provinces.error} retry={() => void provinces.refetch()} />}
      <ul className="plain-list waits">
        {DAYS.map((n) => (
          <Day key={n} province={province} day={dayAfter(today, n)} n={n} />
        ))}
      </ul>
    </Panel>
  );
}

function Day({ province, day, n }: { province: string | undefined; day: string; n: number }) {
  const say = useSay();
  const spoken = useLanguage();
  const plans = usePlans(province, day);
  const plan = inHand(plans.data ?? []);
  const state = plan?.state;
  return (
    <li>
      <span className="row">
        <Link to={`/dispatch?day=${day}`}>{dayOf(spoken, day)}</Link>
        {n < 2 && <span className="quiet">{say(n === 0 ? home.today : home.tomorrow)}</span>}
      </span>
      <span className="row">
        {plan && <span className="quiet">{say(home.servedOf(count(spoken, plan.served)))}</span>}
        {plan && plan.unserved > 0 && (
          <span className="mark mark-warn">{say(home.unservedOf(count(spoken, plan.unserved)))}</span>
        )}
        {plan && plan.late > 0 && <span className="mark mark-bad">{say(home.lateOf(count(spoken, plan.late)))}</span>}
        {plans.data && (
          <span className={state === "published" ? "mark mark-good" : "mark mark-action"}>
            {say(state ? STATE[state] : home.unplanned)}
          </span>
        )}
      </span>
    </li>
  );
}

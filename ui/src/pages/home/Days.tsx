import { Link } from "react-router";
import { useMe } from "../../app/me";
import { Failed } from "../../parts/States";
import { count, day as dayOf } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { PlanHead } from "../dispatch/board";
import { dayAfter, dayIn } from "../dispatch/days";
import { inHand, usePlans, useProvinces } from "../dispatch/reading";
import { STATE } from "../dispatch/words";
import { Panel } from "./Panel";
import { home } from "./words";

/** A plan may be asked for up to three days at once. */
const DAYS = [0, 1, 2];

/** What is planned for today and the days after it, and what isn't yet. */
export function Days() {
  const me = useMe();
  const { provinces, own } = useProvinces();
  const today = dayIn(me.time_zone);
  return (
    <Panel title={home.plans} to="/dispatch">
      {provinces.error && <Failed error={provinces.error} retry={() => void provinces.refetch()} />}
      <ul className="plain-list waits">
        {DAYS.map((n) => (
          <Day key={n} province={own} day={dayAfter(today, n)} n={n} />
        ))}
      </ul>
    </Panel>
  );
}

function Day({ province, day, n }: { province: string | undefined; day: string; n: number }) {
  const say = useSay();
  const spoken = useLanguage();
  const plans = usePlans(province, day);
  const found = plans.data ?? [];
  const plan = found.find((one) => one.state === "published") ?? inHand(found);
  return (
    <li className="planned-day">
      <span className="row">
        <Link to={`/dispatch?day=${day}`}>{dayOf(spoken, day)}</Link>
        {n < 2 && <span className="quiet">{say(n === 0 ? home.today : home.tomorrow)}</span>}
      </span>
      {plans.data && (
        <span className={plan?.state === "published" ? "mark mark-good" : "mark mark-action"}>
          {say(plan ? STATE[plan.state] : home.unplanned)}
        </span>
      )}
      {plan && <Figures plan={plan} />}
    </li>
  );
}

function Figures({ plan: { served, unserved, late } }: { plan: PlanHead }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <span className="row">
      <span className="quiet">{say(home.servedOf(count(spoken, served)))}</span>
      {unserved > 0 && <span className="mark mark-warn">{say(home.unservedOf(count(spoken, unserved)))}</span>}
      {late > 0 && <span className="mark mark-bad">{say(home.lateOf(count(spoken, late)))}</span>}
    </span>
  );
}

import { Link } from "react-router";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { count } from "../../words/figures";
import { useLanguage, useSay, type Text } from "../../words/language";
import { useWaiting } from "../approvals/waiting";
import { useDesk } from "../orders/listing";
import { Panel } from "./Panel";
import { home } from "./words";

interface Waiting {
  text: Text;
  to: string;
  count: number | undefined;
  bad?: boolean;
}

/** Counts that open their rows. */
export function Waits({ parts }: { parts: boolean }) {
  const me = useMe();
  return (
    <Panel title={home.waits}>
      <ul className="plain-list waits">
        {allowed(me, "requests.decide") && <Requests />}
        {allowed(me, "orders.read") && <Orders parts={parts} />}
      </ul>
    </Panel>
  );
}

function Requests() {
  const counts = useWaiting("mine").data?.counts;
  return (
    <Lines
      lines={[
        { text: home.approve, to: "/approvals?view=mine", count: counts?.["mine"] },
        { text: home.overdue, to: "/approvals?view=overdue", count: counts?.["overdue"], bad: true },
        { text: home.holdUp, to: "/approvals?view=holding_up", count: counts?.["holding_up"] },
      ]}
    />
  );
}

type OrderLine = "mine" | "late" | "unbooked" | "chased" | "crisis" | "waiting";

function Orders({ parts }: { parts: boolean }) {
  const counts = useDesk({ limit: 1 }).data?.counts;
  const line = (view: OrderLine, bad = false): Waiting => ({
    text: home[view],
    to: `/orders?view=${view}`,
    count: counts?.[view],
    bad,
  });
  const waiting = line("waiting");
  return (
    <Lines
      lines={
        parts
          ? [waiting, line("late", true)]
          : [line("mine"), line("late", true), line("unbooked"), line("chased"), line("crisis", true), waiting]
      }
    />
  );
}

function Lines({ lines }: { lines: readonly Waiting[] }) {
  const say = useSay();
  const spoken = useLanguage();
  return lines.map((one) => (
    <li key={one.to}>
      <Link to={one.to}>{say(one.text)}</Link>
      <span
        className={
          one.count === undefined || one.count === 0 ? "quiet" : one.bad ? "mark mark-bad" : "mark mark-action"
        }
      >
        {one.count === undefined ? "" : count(spoken, one.count)}
      </span>
    </li>
  ));
}

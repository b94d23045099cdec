import { Link } from "react-router";
import { Failed, Loading } from "../../parts/States";
import { between, moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { useWaiting } from "../approvals/waiting";
import { useDesk } from "../orders/listing";
import { Pressing } from "../orders/Pressing";
import { Marks } from "../orders/Rows";
import { Panel } from "./Panel";
import { usePlannedVisits } from "./reading";
import { home } from "./words";

const MOST = 8;

/** Orders that break, or may break, what the customer was promised. */
export function OrdersAtRisk() {
  const say = useSay();
  const { data, error, refetch } = useDesk({ view: "at_risk", limit: MOST });
  return (
    <Panel title={home.atRisk} to="/orders?view=at_risk">
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.results.length === 0 && <p className="quiet">{say(home.nothingAtRisk)}</p>}
      <ul className="plain-list risks">
        {data?.results.map((one) => (
          <li key={one.order.number}>
            <div>
              <div className="row">
                <Link to={`/orders/${encodeURIComponent(one.order.number)}`}>{one.order.number}</Link>
                <span>{one.order.name}</span>
              </div>
              <Marks one={one} />
            </div>
            <div className="risk-time">{one.promise && <Pressing clock={one.promise} />}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function RequestsAtRisk() {
  const say = useSay();
  const spoken = useLanguage();
  const { data, error, refetch } = useWaiting("holding_up");
  return (
    <Panel title={home.holdingUp} to="/approvals?view=holding_up">
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.requests.length === 0 && <p className="quiet">{say(home.nothingHeldUp)}</p>}
      <ul className="plain-list risks">
        {data?.requests.slice(0, MOST).map((one) => (
          <li key={one.number}>
            <div className="row">
              <Link to={`/approvals?view=holding_up&at=${encodeURIComponent(one.number)}`}>{one.number}</Link>
              <span>{spoken === "zh" ? one.partner_name_zh : one.partner_name_en}</span>
            </div>
            {one.due_at && <span className="mark mark-warn">{moment(spoken, one.due_at)}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What a technician has before them. */
export function MyVisits() {
  const say = useSay();
  const spoken = useLanguage();
  const { data, error, refetch } = usePlannedVisits(true);
  return (
    <Panel title={home.visits}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.results.length === 0 && <p className="quiet">{say(home.noVisits)}</p>}
      <ul className="plain-list risks">
        {data?.results.map((one) => (
          <li key={one.number}>
            <span>
              {one.number} · {one.order}
            </span>
            {one.window && <span>{between(spoken, one.window.starts, one.window.ends)}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

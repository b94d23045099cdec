import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { useSay } from "../../words/language";
import { Days } from "./Days";
import { OrderFigures, PartFigures } from "./Figures";
import "./home.css";
import { MyVisits, OrdersAtRisk, RequestsAtRisk } from "./Risks";
import { Waits } from "./Waits";
import { home } from "./words";

const OF_PARTS: ReadonlySet<string> = new Set(["parts_manager", "parts_administrator"]);

/** What waits, what is at risk, and how it goes, for each role. */
export default function Home() {
  const say = useSay();
  const me = useMe();
  const parts = OF_PARTS.has(me.role);
  const orders = allowed(me, "orders.read");
  return (
    <div className="home">
      <h1>{say(home.title)}</h1>
      {orders && (parts ? <PartFigures /> : <OrderFigures />)}
      <div className="home-columns">
        {allowed(me, "plans.make") && <Days />}
        {orders && <Waits parts={parts} />}
        {!orders && <MyVisits />}
        {parts && <RequestsAtRisk />}
        {orders && <OrdersAtRisk />}
      </div>
    </div>
  );
}

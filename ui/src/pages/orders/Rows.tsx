import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { between } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { DeskOrder } from "./listing";
import { Pressing } from "./Pressing";
import { ORDER_KIND } from "../../words/terms";
import { LEVEL, orders, STATUS, WAITING } from "./words";

interface Props {
  results: readonly DeskOrder[];
  at: string | undefined;
  /** The list's link, to come back to a row of it. */
  from: (number: string) => string;
}

export function Rows({ results, at, from }: Props) {
  const say = useSay();
  return (
    <div className="orders-scroll">
      <table className="lines orders-table">
        <thead>
          <tr>
            <th>{say(orders.order)}</th>
            <th>{say(orders.customer)}</th>
            <th>{say(orders.fault)}</th>
            <th>{say(orders.holder)}</th>
            <th>{say(orders.promise)}</th>
            <th>{say(orders.step)}</th>
          </tr>
        </thead>
        <tbody>
          {results.map((one) => (
            <Row key={one.order.number} one={one} current={one.order.number === at} from={from} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ one, current, from }: { one: DeskOrder; current: boolean } & Pick<Props, "from">) {
  const say = useSay();
  const spoken = useLanguage();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const { order, promise, step } = one;
  return (
    <tr ref={row} className={current ? "current" : undefined} aria-selected={current}>
      <td>
        <Link to={order.number} state={from(order.number)} className="whole-number">
          {order.number}
        </Link>
        <Marks one={one} />
      </td>
      <td>
        <div>
          {order.name} <span className="quiet">{order.phone}</span>
        </div>
        <div className="small quiet">{order.address}</div>
      </td>
      <td>
        <div>{(spoken === "zh" ? order.fault_zh : order.fault_en) ?? order.note.slice(0, 60)}</div>
        <div className="small quiet">{order.unit ? `${order.model ?? ""} ${order.unit}` : say(orders.noUnit)}</div>
      </td>
      <td>
        <div>{spoken === "zh" ? order.outlet_zh : order.outlet_en}</div>
        <div className="small quiet">
          {say(STATUS[order.status])}
          {order.appointment && ` ${between(spoken, order.appointment.starts, order.appointment.ends)}`}
        </div>
      </td>
      <td>{promise ? <Pressing clock={promise} /> : say(orders.none)}</td>
      <td>{step ? <Pressing clock={step} holder={step.holder} /> : say(orders.none)}</td>
    </tr>
  );
}

/** What makes it special, and why it may be late. */
export function Marks({ one }: { one: DeskOrder }) {
  const say = useSay();
  const { order } = one;
  return (
    <div className="marks">
      <span className="mark mark-plain">{say(ORDER_KIND[order.kind])}</span>
      {order.fault_level < 3 && <span className="mark mark-warn">{say(orders.faultLevel(order.fault_level))}</span>}
      {order.contract && <span className="mark mark-action">{say(orders.contract)}</span>}
      {order.crisis && <span className="mark mark-bad">{say(orders.crisis)}</span>}
      {order.chased > 0 && <span className="mark mark-warn">{say(orders.chased(order.chased))}</span>}
      {order.waiting_for && <span className="mark mark-warn">{say(WAITING[order.waiting_for])}</span>}
      {order.escalated_to && (
        <span className="mark mark-warn">{say(orders.escalated(say(LEVEL[order.escalated_to])))}</span>
      )}
    </div>
  );
}

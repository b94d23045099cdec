import type { ReactNode } from "react";
import { between, fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { Sheet } from "./sheet";
import { sheet } from "./sheetWords";
import { orders } from "./words";

/** Who, what, where. */
export function Facts({ order }: { order: Sheet["desk"]["order"] }) {
  const say = useSay();
  const spoken = useLanguage();
  const zh = spoken === "zh";
  const window = order.appointment;
  return (
    <section className="panel two">
      <dl className="facts">
        <Fact name={say(sheet.customer)}>
          <strong>{order.name}</strong> <span className="quiet">{order.customer}</span>
        </Fact>
        <Fact name={say(sheet.phone)}>{order.phone}</Fact>
        <Fact name={say(sheet.address)}>{order.address}</Fact>
        <Fact name={say(sheet.registered)}>{fullMoment(spoken, order.registered_at)}</Fact>
      </dl>
      <dl className="facts">
        <Fact name={say(sheet.machine)}>
          {order.unit ? (
            <>
              {order.unit} <span className="quiet">{order.model}</span>
            </>
          ) : (
            say(orders.noUnit)
          )}
        </Fact>
        <Fact name={say(sheet.fault)}>{(zh ? order.fault_zh : order.fault_en) ?? say(orders.none)}</Fact>
        <Fact name={say(sheet.holder)}>
          {zh ? order.outlet_zh : order.outlet_en} <span className="quiet">{order.outlet}</span>
        </Fact>
        <Fact name={say(sheet.appointment)}>
          {window ? between(spoken, window.starts, window.ends) : say(sheet.noAppointment)}
        </Fact>
        {order.note && <Fact name={say(sheet.note)}>{order.note}</Fact>}
        {order.said && <Fact name={say(sheet.said)}>{order.said}</Fact>}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

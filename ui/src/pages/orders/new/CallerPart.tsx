import { Form, Input, InputNumber, Radio, Select } from "antd";
import { useSay } from "../../../words/language";
import { orders } from "../words";
import { PHONE, type Customer } from "./finding";
import { fresh, SYSTEM } from "./words";

interface Props {
  callers: readonly Customer[] | undefined;
  customer: Customer | undefined;
  /** The phone is known not to be one of ours, or somebody new was chosen. */
  isNew: boolean;
}

/** Who calls: found by the phone, or new. */
export function CallerPart({ callers, customer, isNew }: Props) {
  const say = useSay();
  const needed = { required: true, whitespace: true, message: say(fresh.needed) };
  return (
    <section className="panel">
      <h2>{say(fresh.caller)}</h2>
      <Form.Item
        name="phone"
        label={say(fresh.phone)}
        rules={[{ ...needed }, { pattern: PHONE, message: say(fresh.phoneWrong) }]}
      >
        <Input autoFocus inputMode="tel" maxLength={20} />
      </Form.Item>
      {callers && callers.length > 0 && (
        <Form.Item name="customer" label={say(fresh.known)} rules={[{ required: true, message: say(fresh.needed) }]}>
          <Radio.Group
            className="callers"
            options={[
              ...callers.map((one) => ({
                value: one.code,
                label: `${one.name} · ${one.address}${one.contract ? ` · ${say(orders.contract)}` : ""}`,
              })),
              { value: NEW, label: say(fresh.someoneNew) },
            ]}
          />
        </Form.Item>
      )}
      {isNew && <NewCaller />}
      {customer && (
        <p className="quiet">
          {customer.code} · {customer.lon.toFixed(5)}, {customer.lat.toFixed(5)}
        </p>
      )}
    </section>
  );
}

export const NEW = "new";

function NewCaller() {
  const say = useSay();
  const needed = { required: true, whitespace: true, message: say(fresh.needed) };
  const placed = { required: true, message: say(fresh.placeNeeded) };
  return (
    <>
      <Form.Item name="name" label={say(fresh.name)} rules={[needed]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="address" label={say(fresh.address)} rules={[needed]}>
        <Input maxLength={300} />
      </Form.Item>
      <p className="small quiet">{say(fresh.placeTold)}</p>
      <div className="fields">
        <Form.Item name="lon" label={say(fresh.lon)} rules={[placed]}>
          <InputNumber className="wide" min={-180} max={180} step={0.001} />
        </Form.Item>
        <Form.Item name="lat" label={say(fresh.lat)} rules={[placed]}>
          <InputNumber className="wide" min={-180} max={180} step={0.001} />
        </Form.Item>
        <Form.Item name="coordinates" label={say(fresh.coordinates)}>
          <Select options={Object.entries(SYSTEM).map(([value, text]) => ({ value, label: say(text) }))} />
        </Form.Item>
      </div>
    </>
  );
}

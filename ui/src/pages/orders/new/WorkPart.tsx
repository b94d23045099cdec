import { AutoComplete, Button, DatePicker, Form, Input, Select } from "antd";
import dayjs from "dayjs";
import { Link } from "react-router";
import { Note } from "../../../parts/States";
import { useLanguage, useSay } from "../../../words/language";
import { useNodeOptions } from "../nodes";
import { ORDER_KIND } from "../../../words/terms";
import { orders, type Kind } from "../words";
import { useFaults, useModels, useOpenOrders, useUnitsOf, type Customer } from "./finding";
import { fresh, MISSED } from "./words";

interface Props {
  kind: Kind;
  customer: Customer | undefined;
  unit: string | undefined;
  model: string | undefined;
  unknownUnit: boolean;
  onChaser: (about: string) => void;
}

const LEVELS = [1, 2, 3, 4];

/** What is wanted, of which machine. */
export function WorkPart({ kind, customer, unit, model, unknownUnit, onChaser }: Props) {
  const say = useSay();
  const needed = { required: true, message: say(fresh.needed) };
  const points = kind === "chaser" || kind === "complaint";
  const ofUnit = kind === "repair" || kind === "swap";
  const units = useUnitsOf(customer?.code).data?.results ?? [];
  const already = useOpenOrders({ unit: unit ?? "" }).data?.results ?? [];
  return (
    <section className="panel">
      <h2>{say(fresh.work)}</h2>
      <Kinds customer={customer} />
      {points && <About customer={customer} chaser={kind === "chaser"} />}
      {kind !== "chaser" && (
        <>
          <Form.Item name="unit" label={say(fresh.unit)} rules={ofUnit ? [{ ...needed, whitespace: true }] : []}>
            <AutoComplete
              allowClear
              placeholder={units.length > 0 ? say(fresh.unitsOf) : ""}
              options={units.map((one) => ({ value: one.serial, label: `${one.serial} · ${one.model}` }))}
            />
          </Form.Item>
          {already.length > 0 && (
            <Note
              kind="warn"
              title={say(fresh.openAlready)}
              remedy={say(fresh.openAlreadyTold)}
              action={already.map((one) => (
                <span key={one.number} className="row">
                  <Link to={`/orders/${encodeURIComponent(one.number ?? "")}`}>{one.number}</Link>
                  <Button size="small" onClick={() => onChaser(one.number ?? "")}>
                    {say(fresh.asChaser)}
                  </Button>
                </span>
              ))}
            />
          )}
          {unknownUnit && <NewUnit />}
          <div className="fields two-fields">
            <Fault model={model} needed={kind === "repair"} />
            <Form.Item name="fault_level" label={say(fresh.level)} rules={[needed]}>
              <Select options={LEVELS.map((n) => ({ value: n, label: say(orders.faultLevel(n)) }))} />
            </Form.Item>
          </div>
        </>
      )}
      <Form.Item name="note" label={say(fresh.note)}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </section>
  );
}

/** A swap within four hours is for contracted customers (B1). */
function Kinds({ customer }: { customer: Customer | undefined }) {
  const say = useSay();
  const swaps = customer?.contract === true;
  return (
    <Form.Item name="kind" label={say(fresh.kind)} {...(!swaps && { extra: say(fresh.swapNeedsContract) })}>
      <Select
        options={(Object.keys(ORDER_KIND) as Kind[]).map((value) => ({
          value,
          label: say(ORDER_KIND[value]),
          disabled: value === "swap" && !swaps,
        }))}
      />
    </Form.Item>
  );
}

function About({ customer, chaser }: { customer: Customer | undefined; chaser: boolean }) {
  const say = useSay();
  const found = useOpenOrders({ customer: customer?.code ?? "" }).data?.results ?? [];
  const options = found
    .filter((one) => one.kind !== "chaser" && one.kind !== "complaint")
    .map((one) => ({ value: one.number ?? "", label: `${one.number ?? ""} · ${say(ORDER_KIND[one.kind])}` }));
  return (
    <div className="fields two-fields">
      <Form.Item
        name="about"
        label={say(fresh.about)}
        rules={chaser ? [{ required: true, message: say(fresh.needed) }] : []}
      >
        <Select allowClear options={options} />
      </Form.Item>
      {chaser && (
        <Form.Item name="missed" label={say(fresh.missed)} rules={[{ required: true, message: say(fresh.needed) }]}>
          <Select options={Object.entries(MISSED).map(([value, text]) => ({ value, label: say(text) }))} />
        </Form.Item>
      )}
    </div>
  );
}

/** The faults of such a machine; all as long as nobody knows which it is. */
function Fault({ model, needed }: { model: string | undefined; needed: boolean }) {
  const say = useSay();
  const spoken = useLanguage();
  const type = useModels().data?.results.find((one) => one.code === model)?.product_type;
  const faults = useFaults().data?.results ?? [];
  const fitting = faults.filter((one) => !type || one.product_type === type);
  return (
    <Form.Item
      name="fault"
      label={say(fresh.fault)}
      rules={needed ? [{ required: true, message: say(fresh.needed) }] : []}
    >
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        options={fitting.map((one) => ({
          value: one.code,
          label: `${spoken === "zh" ? one.name_zh : one.name_en} ${one.code}`,
        }))}
      />
    </Form.Item>
  );
}

function NewUnit() {
  const say = useSay();
  const spoken = useLanguage();
  const models = useModels().data?.results ?? [];
  const sellers = useNodeOptions((node) => node.kind !== "head_office");
  const needed = { required: true, message: say(fresh.needed) };
  return (
    <>
      <Note kind="warn" title={say(fresh.unknownUnit)} remedy={say(fresh.unknownUnitTold)} />
      <div className="fields new-unit">
        <Form.Item name="model" label={say(fresh.model)} rules={[needed]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={models.map((one) => ({
              value: one.code,
              label: `${one.code} ${spoken === "zh" ? one.name_zh : one.name_en}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="sold_by" label={say(fresh.soldBy)} rules={[needed]}>
          <Select showSearch={{ optionFilterProp: "label" }} options={sellers} />
        </Form.Item>
        <Form.Item name="sold_on" label={say(fresh.soldOn)} rules={[needed]}>
          <DatePicker className="wide" maxDate={dayjs()} />
        </Form.Item>
      </div>
    </>
  );
}

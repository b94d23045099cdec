import { Button, DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import type { components } from "../../api/schema";
import { useSay } from "../../words/language";
import type { Unit } from "./reading";
import { NEEDS, type Said, type Step } from "./verbs";
import { units, VERB, WRITTEN_OFF } from "./words";

type WrittenOff = components["schemas"]["WrittenOff"];
type Filled = Omit<Said, "repairUntil"> & { until?: Dayjs | null };

interface Props {
  step: Step;
  unit: Unit;
  busy: boolean;
  onSay: (said: Said) => void;
}

/** What a step has to know. */
export function StepForm({ step, unit, busy, onSay }: Props) {
  const say = useSay();
  const { asks } = NEEDS[step];
  const rules = [{ required: true, message: say(units.needed) }];
  // Moments are told in the network's time, as the unit's own is.
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(unit.since)?.[0] ?? "Z";
  function finish({ until, ...said }: Filled) {
    onSay({ ...said, ...(until && { repairUntil: `${until.format("YYYY-MM-DDTHH:mm:ss")}${offset}` }) });
  }
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ place: step === "move" ? "" : unit.home, reason: "scrapped" }}
      onFinish={finish}
    >
      {asks === "going" && (
        <Form.Item name="place" label={say(units.place)} rules={rules}>
          <Input maxLength={60} />
        </Form.Item>
      )}
      {asks === "sending" && (
        <>
          <Form.Item name="order" label={say(units.order)} rules={rules}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="via" label={say(units.via)} rules={rules}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="until" label={say(units.repairUntil)}>
            <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
        </>
      )}
      {asks === "write_off" && (
        <Form.Item name="reason" label={say(units.reason)} rules={rules}>
          <Select<WrittenOff>
            options={Object.entries(WRITTEN_OFF).map(([value, text]) => ({
              value: value as WrittenOff,
              label: say(text),
            }))}
          />
        </Form.Item>
      )}
      <Form.Item name="note" label={say(units.note)}>
        <Input maxLength={500} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {say(VERB[step])}
      </Button>
    </Form>
  );
}

import { DatePicker, Form, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useSay } from "../../../words/language";
import { deedWords } from "../deedWords";
import { useNodeOptions } from "../nodes";
import type { Foreseen } from "./finding";
import { fresh } from "./words";

interface Props {
  foreseen: Foreseen | undefined;
  suggested: boolean;
  window: [Dayjs, Dayjs] | null | undefined;
  visited: boolean;
}

/** Who has it done, and whether a time is agreed already. */
export function HandPart({ foreseen, suggested, window, visited }: Props) {
  const say = useSay();
  const nodes = useNodeOptions();
  const due = foreseen?.promised?.due_at;
  const after = window && due && window[0].isAfter(dayjs(due));
  return (
    <section className="panel">
      <h2>{say(fresh.handOn)}</h2>
      <Form.Item
        name="node"
        label={say(fresh.node)}
        rules={[{ required: true, message: say(fresh.needed) }]}
        {...(suggested && { extra: say(fresh.nodeTold) })}
      >
        <Select showSearch={{ optionFilterProp: "label" }} options={nodes} />
      </Form.Item>
      {visited && (
        <Form.Item
          name="window"
          label={say(fresh.window)}
          {...(after && { extra: say(fresh.afterPromise) })}
          rules={[
            {
              validator: (_, value: [Dayjs, Dayjs] | null | undefined) =>
                value && value[0].isBefore(dayjs())
                  ? Promise.reject(new Error(say(deedWords.windowPast)))
                  : Promise.resolve(),
            },
          ]}
        >
          <DatePicker.RangePicker
            className="wide"
            showTime={{ format: "HH:mm", minuteStep: 30 }}
            format="YYYY-MM-DD HH:mm"
            needConfirm={false}
          />
        </Form.Item>
      )}
    </section>
  );
}

/** How to plan: for how long, for how many days, with whom kept free. */
import { Button, Checkbox, Form, InputNumber, Modal } from "antd";
import { Failed } from "../../parts/States";
import { common } from "../../words/common";
import { useSay } from "../../words/language";
import type { Asked } from "./deeds";
import type { Deeds } from "./doing";
import { dispatch } from "./words";

type Options = Pick<Asked, "time_limit_s" | "days" | "reserve" | "publish">;

export function OptionsDialog({ deeds, onClose }: { deeds: Deeds; onClose: () => void }) {
  const say = useSay();
  const [form] = Form.useForm<Options>();
  return (
    <Modal
      open
      title={say(dispatch.plan)}
      onCancel={onClose}
      closable={{ "aria-label": say(common.close) }}
      footer={
        <Button type="primary" loading={deeds.request.isPending} onClick={form.submit}>
          {say(dispatch.plan)}
        </Button>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ days: 1, publish: false }}
        onFinish={({ time_limit_s, days, reserve, publish }) =>
          deeds.plan({
            days,
            publish,
            ...(time_limit_s && { time_limit_s }),
            ...(typeof reserve === "number" && { reserve }),
          })
        }
      >
        {deeds.request.isError && <Failed error={deeds.request.error} />}
        <Form.Item name="time_limit_s" label={say(dispatch.timeLimit)}>
          <InputNumber min={1} max={3600} placeholder={say(dispatch.asPolicy)} />
        </Form.Item>
        <Form.Item name="days" label={say(dispatch.days)}>
          <InputNumber min={1} max={3} />
        </Form.Item>
        <Form.Item name="reserve" label={say(dispatch.reserve)}>
          <InputNumber min={0} max={20} placeholder={say(dispatch.asPolicy)} />
        </Form.Item>
        <Form.Item name="publish" valuePropName="checked">
          <Checkbox>{say(dispatch.publishAtOnce)}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}

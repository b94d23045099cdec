import { App, Checkbox, Form, Input, Modal, Select } from "antd";
import type { components } from "../../api/schema";
import { Failed } from "../../parts/States";
import { common } from "../../words/common";
import { useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { ORIGIN, units } from "./words";
import { useRegister } from "./verbs";

type NewUnit = components["schemas"]["NewUnit"];
type Origin = components["schemas"]["backuppoolOrigin"];

export function Register({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<NewUnit>();
  const register = useRegister(({ serial }) => {
    void message.success(say(units.registered(serial)));
    onClose();
  });
  const rules = [{ required: true, whitespace: true, message: say(units.needed) }];
  return (
    <Modal
      open
      title={say(units.register)}
      okText={say(units.register)}
      cancelText={say(common.cancel)}
      closable={{ "aria-label": say(common.close) }}
      okButtonProps={{ loading: register.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ origin: "supplier", set_aside: false, note: "" }}
        onFinish={(said) => register.mutate(said)}
      >
        <Form.Item name="serial" label={say(units.serial)} rules={rules}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="part" label={say(stockWords.part)} rules={rules}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="place" label={say(units.place)} rules={rules}>
          <Input placeholder="ZJ/WH" maxLength={60} />
        </Form.Item>
        <Form.Item name="origin" label={say(units.origin)}>
          <Select<Origin>
            options={Object.entries(ORIGIN).map(([value, text]) => ({ value: value as Origin, label: say(text) }))}
          />
        </Form.Item>
        <Form.Item name="set_aside" valuePropName="checked">
          <Checkbox>{say(units.setAside)}</Checkbox>
        </Form.Item>
        <Form.Item name="note" label={say(units.note)}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
      {register.isError && <Failed error={register.error} />}
    </Modal>
  );
}

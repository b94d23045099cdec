import { Form, Input, Modal, Select, type RefSelectProps } from "antd";
import { useRef } from "react";
import { useSay } from "../../words/language";
import { common } from "../../words/common";
import type { Rejection } from "./deciding";
import { approvals, REASON, type Reason } from "./words";

interface Props {
  count: number;
  busy: boolean;
  onReject: (rejection: Rejection) => void;
  onClose: () => void;
}

/** A rejection needs its reason and a word for the partner. */
export function RejectDialog({ count, busy, onReject, onClose }: Props) {
  const say = useSay();
  const first = useRef<RefSelectProps>(null);
  const [form] = Form.useForm<Rejection>();
  const rules = [{ required: true, whitespace: true, message: say(approvals.needed) }];
  return (
    <Modal
      open
      title={say(approvals.rejectTitle(count))}
      okText={say(approvals.reject)}
      cancelText={say(common.cancel)}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={() => first.current?.focus()}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={onReject}>
        <Form.Item
          name="reason"
          label={say(approvals.reason)}
          rules={[{ required: true, message: say(approvals.needed) }]}
        >
          <Select<Reason>
            ref={first}
            autoFocus
            options={(Object.keys(REASON) as Reason[]).map((value) => ({ value, label: say(REASON[value]) }))}
          />
        </Form.Item>
        <Form.Item name="text" label={say(approvals.rejectText)} rules={rules}>
          <Input.TextArea
            rows={3}
            maxLength={500}
            onPressEnter={(event) => (event.ctrlKey || event.metaKey) && form.submit()}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

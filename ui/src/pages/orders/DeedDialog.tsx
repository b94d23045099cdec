import { Form, Modal } from "antd";
import { useState } from "react";
import { Refused } from "../../api/problems";
import { Failed, Loading } from "../../parts/States";
import { common } from "../../words/common";
import { useSay } from "../../words/language";
import { DeedField } from "./DeedFields";
import { formOf, type Deed } from "./deedForms";
import { useDoing, type Doing, type Given } from "./deeds";
import { deedWords } from "./deedWords";
import { Overtaken } from "./Overtaken";
import { useKept } from "./sheet";

interface Props {
  number: string;
  deed: Deed;
  onDone: (deed: Deed) => void;
  onClose: () => void;
}

type Kept = NonNullable<ReturnType<typeof useKept>["data"]>;

/** What a deed asks for. If somebody else was quicker, what they made of the order is shown instead. */
export function DeedDialog(props: Props) {
  const { data, error, refetch } = useKept(props.number);
  const say = useSay();
  if (data) return <Asking {...props} kept={data} />;
  return (
    <Modal open title={say(deedWords[props.deed.name])} footer={null} onCancel={props.onClose}>
      {error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />}
    </Modal>
  );
}

function Asking({ number, deed, kept: news, onDone, onClose }: Props & { kept: Kept }) {
  const say = useSay();
  // What was read as the dialog opened: what is changed meanwhile must not be overwritten unseen.
  const [kept] = useState(news);
  const [form] = Form.useForm<Given>();
  const [overtaken, setOvertaken] = useState<Doing | null>(null);
  const doing = useDoing(number, {
    onDone: () => onDone(deed),
    onRefused: (error, refused) => setOvertaken(error instanceof Refused && error.overtaken ? refused : null),
  });
  const { fields, danger } = formOf(deed.name);
  if (overtaken) {
    return (
      <Overtaken
        number={number}
        doing={overtaken}
        busy={doing.isPending}
        onTheirs={onClose}
        onMine={(again) => doing.mutate(again)}
      />
    );
  }
  return (
    <Modal
      open
      title={`${say(deedWords[deed.name])} · ${number}`}
      okText={say(deedWords[deed.name])}
      cancelText={say(common.cancel)}
      okButtonProps={{ danger: Boolean(danger), loading: doing.isPending, autoFocus: fields.length === 0 }}
      closable={{ "aria-label": say(common.close) }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={(open) => open && focusFirst()}
    >
      {doing.error ? <Failed error={doing.error} /> : null}
      {fields.length === 0 && !doing.error && <p>{say(deedWords.noFields)}</p>}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="deed-form"
        initialValues={beginning(deed, kept)}
        onFinish={(given) => doing.mutate({ deed, given, outlet: kept.value.outlet, etag: kept.etag })}
      >
        {fields.map((field) => (
          <DeedField key={field.name} number={number} field={field} onSubmit={form.submit} />
        ))}
      </Form>
    </Modal>
  );
}

function beginning({ name }: Deed, { value }: Kept): Given {
  if (name === "reached") return { reached: value.reached, claims_damages: value.claims_damages };
  if (name !== "amend") return { asked_by: "customer" };
  const parts = (value.parts ?? []).map((one) => `${one.part} × ${one.quantity}`).join("\n");
  return { fault_level: String(value.fault_level), note: value.note, parts };
}

function focusFirst(): void {
  document.querySelector<HTMLElement>(".deed-form input, .deed-form textarea")?.focus();
}

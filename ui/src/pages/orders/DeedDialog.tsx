import { Form, Modal } from "antd";
import { Refused } from "../../api/problems";
import { Failed, Loading, Note } from "../../parts/States";
import { common } from "../../words/common";
import { moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { DeedField } from "./DeedFields";
import { formOf, type Deed } from "./deedForms";
import { useDoing, type Given } from "./deeds";
import { deedWords } from "./deedWords";
import { useKept, useSteps } from "./sheet";
import { VERB } from "./sheetWords";

interface Props {
  number: string;
  deed: Deed;
  onDone: (deed: Deed) => void;
  onClose: () => void;
}

type Kept = NonNullable<ReturnType<typeof useKept>["data"]>;

/** What a deed asks for. If somebody else was quicker, what they did is shown beside it. */
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

function Asking({ number, deed, kept, onDone, onClose }: Props & { kept: Kept }) {
  const say = useSay();
  const [form] = Form.useForm<Given>();
  const doing = useDoing(number, { onDone: () => onDone(deed) });
  const { fields, danger } = formOf(deed.name);
  const overtaken = doing.error instanceof Refused && doing.error.overtaken;
  return (
    <Modal
      open
      title={`${say(deedWords[deed.name])} · ${number}`}
      okText={say(overtaken ? common.overwrite : deedWords[deed.name])}
      cancelText={say(overtaken ? common.reload : common.cancel)}
      okButtonProps={{ danger: Boolean(danger) || overtaken, loading: doing.isPending, autoFocus: fields.length === 0 }}
      closable={{ "aria-label": say(common.close) }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={(open) => open && focusFirst()}
    >
      {overtaken && <Overtaken number={number} amended={deed.name === "amend"} />}
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

/** Who was quicker, and how it stands now; what was amended is no step of anybody's. */
function Overtaken({ number, amended }: { number: string; amended: boolean }) {
  const say = useSay();
  const spoken = useLanguage();
  const last = useSteps(number).data?.results[0];
  const kept = useKept(number).data?.value;
  return (
    <Note
      kind="warn"
      title={say(deedWords.conflict)}
      remedy={
        last && !amended ? say(deedWords.conflictLast(last.by, say(VERB[last.verb]), moment(spoken, last.at))) : ""
      }
      more={
        amended &&
        kept && (
          <>
            {say(deedWords.theirs)}: {say(deedWords.faultLevel)} {kept.fault_level}
            {kept.note && ` · ${kept.note}`}
          </>
        )
      }
    />
  );
}

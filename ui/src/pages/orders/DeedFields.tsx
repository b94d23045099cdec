import { Checkbox, DatePicker, Form, Input, Select } from "antd";
import dayjs from "dayjs";
import { useSay, type Text } from "../../words/language";
import type { Field } from "./deedForms";
import { partsOf } from "./deeds";
import { deedWords } from "./deedWords";
import { useNodeOptions } from "./nodes";
import { useDuplicates } from "./sheet";
import { LIKENESS } from "./sheetWords";

interface Props {
  number: string;
  field: Field;
  onSubmit: () => void;
}

export function DeedField({ number, field, onSubmit }: Props) {
  const say = useSay();
  const required = { required: !field.optional, message: say(deedWords.needed) };
  const rules = {
    text: [{ ...required, whitespace: true }],
    parts: [
      {
        validator: (_: unknown, value: string | undefined) =>
          partsOf(value ?? "") ? Promise.resolve() : Promise.reject(new Error(say(deedWords.partsWrong))),
      },
    ],
    window: [
      { ...required, message: say(deedWords.windowNeeded) },
      {
        validator: (_: unknown, value: [dayjs.Dayjs, dayjs.Dayjs] | undefined) =>
          value && value[0].isBefore(dayjs())
            ? Promise.reject(new Error(say(deedWords.windowPast)))
            : Promise.resolve(),
      },
    ],
  };
  return (
    <Form.Item
      name={field.name}
      label={say(field.label)}
      rules={rules[field.kind as keyof typeof rules] ?? [required]}
      {...(field.kind === "yes" && { valuePropName: "checked" })}
    >
      <Control number={number} field={field} onSubmit={onSubmit} />
    </Form.Item>
  );
}

/** What the form hands to the control of a field. */
interface Controlled {
  id?: string;
  value?: never;
  checked?: boolean;
  onChange?: () => void;
}

function Control({ number, field, onSubmit, ...given }: Props & Controlled) {
  const say = useSay();
  switch (field.kind) {
    case "text":
    case "parts":
      return (
        <Input.TextArea
          {...given}
          rows={3}
          maxLength={500}
          onPressEnter={(event) => (event.ctrlKey || event.metaKey) && onSubmit()}
        />
      );
    case "window":
      return (
        <DatePicker.RangePicker
          {...given}
          className="wide"
          showTime={{ format: "HH:mm", minuteStep: 15 }}
          format="YYYY-MM-DD HH:mm"
          needConfirm={false}
        />
      );
    case "choice":
      return <Select {...given} options={optionsOf(field.options, say)} />;
    case "choices":
      return <Select {...given} mode="multiple" options={optionsOf(field.options, say)} />;
    case "node":
      return <NodeSelect {...given} of={field.of} />;
    case "duplicate":
      return <DuplicateSelect {...given} number={number} />;
    case "yes":
      return <Checkbox {...given}>{say(deedWords.damagesYes)}</Checkbox>;
  }
}

function optionsOf(texts: Readonly<Record<string, Text>>, say: (text: Text) => string) {
  return Object.entries<Text>(texts).map(([value, text]) => ({ value, label: say(text) }));
}

function NodeSelect({ of, ...given }: Controlled & { of: readonly string[] }) {
  const options = useNodeOptions((node) => of.includes(node.kind));
  return <Select {...given} showSearch={{ optionFilterProp: "label" }} options={options} />;
}

function DuplicateSelect({ number, ...given }: Controlled & { number: string }) {
  const say = useSay();
  const found = useDuplicates(number).data ?? [];
  return (
    <Select
      {...given}
      placeholder={say(deedWords.intoTold)}
      options={found.map((one) => ({
        value: one.number,
        label: `${one.number} · ${one.because.map((why) => say(LIKENESS[why])).join(", ")}`,
      }))}
    />
  );
}

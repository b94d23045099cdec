import { App, Button, Form, Popconfirm } from "antd";
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { Refused } from "../../../api/problems";
import { useMe } from "../../../app/me";
import { useKeys } from "../../../parts/keys";
import { Failed } from "../../../parts/States";
import { common } from "../../../words/common";
import { useSay } from "../../../words/language";
import { keyWords } from "../words";
import { CallerPart, NEW } from "./CallerPart";
import { EMPTY, forget, keepDraft, keptDraft, type Draft } from "./draft";
import { PHONE, useCallers, useForeseen, useUnit, useWarranty, type Customer, type Spot } from "./finding";
import { HandPart } from "./HandPart";
import "./new.css";
import { useSaving } from "./saving";
import { MapPanel, PromisePanel, WarrantyPanel } from "./Told";
import { WorkPart } from "./WorkPart";
import { fresh } from "./words";

const NOT_VISITED: ReadonlySet<string> = new Set(["consultation", "complaint", "chaser"]);

export default function NewOrder() {
  const say = useSay();
  const go = useNavigate();
  const { login } = useMe();
  const { message } = App.useApp();
  const [form] = Form.useForm<Draft>();
  const [draft, setDraft] = useState(() => keptDraft(login));
  const caller = useCaller(draft);
  const kind = draft.kind ?? "repair";
  const spot = spotOf(draft, caller.customer);
  // The nearest outlet is meant, until somebody says otherwise.
  const suggestion = useForeseen(spot, kind, undefined).data?.served_by;
  const node = draft.node ?? suggestion;
  const { unit, unknown } = useUnit(draft.unit);
  const foreseen = useForeseen(spot, kind, node);
  const warranty = useWarranty(unit?.serial, draft.fault);
  const saving = useSaving(login, form, (number) => {
    forget(login);
    void message.success(say(fresh.saved(number)));
    void go(`/orders/${encodeURIComponent(number)}`, { replace: true });
  });

  function keep() {
    const now = { ...draft, ...(form.getFieldsValue(true) as Draft) };
    keepDraft(login, now);
    setDraft(now);
  }
  function set(some: Draft) {
    form.setFieldsValue(some);
    keep();
  }
  const meant = caller.customer?.code;
  useEffect(() => {
    if (meant && !form.getFieldValue("customer")) form.setFieldValue("customer", meant);
  }, [meant, form]);
  useEffect(() => {
    if (node && !form.getFieldValue("node")) form.setFieldValue("node", node);
  }, [node, form]);
  useKeys([{ keys: ["b"], told: keyWords.back, act: () => void go("/orders") }]);

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="orders new-order"
      initialValues={draft}
      scrollToFirstError
      onValuesChange={(changed: Draft) => {
        if ("phone" in changed) form.setFieldValue("customer", undefined);
        keep();
      }}
      onFinish={() => {
        const customer = draft.customer === NEW ? "" : (caller.customer?.code ?? "");
        saving.save({
          draft: { ...draft, customer, ...(node && { node }) },
          unknownUnit: unknown && needsUnit(kind),
        });
      }}
      onFinishFailed={() => void message.warning(say(fresh.correct))}
      onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
    >
      <div className="spread">
        <h1>{say(fresh.title)}</h1>
        <div className="row">
          <span className="small quiet">{say(fresh.draftKept)}</span>
          <Link to="/orders">{say(fresh.back)}</Link>
        </div>
      </div>
      <div className="new-columns">
        <div className="stack">
          <CallerPart callers={caller.callers} customer={caller.customer} isNew={caller.isNew} />
          <WorkPart
            kind={kind}
            customer={caller.customer}
            unit={unit?.serial}
            model={unit?.model ?? draft.model}
            unknownUnit={unknown && needsUnit(kind)}
            onChaser={(about) => set({ kind: "chaser", about, missed: "promise" })}
          />
        </div>
        <div className="stack">
          <MapPanel
            place={foreseen.data ?? spot}
            onPick={
              caller.isNew
                ? ({ lon, lat }) => set({ lon: rounded(lon), lat: rounded(lat), coordinates: "wgs84" })
                : undefined
            }
          />
          <div className="two">
            <PromisePanel found={foreseen} />
            <WarrantyPanel found={warranty} />
          </div>
          <HandPart
            foreseen={foreseen.data}
            suggested={node !== undefined && node === suggestion}
            window={draft.window}
            visited={!NOT_VISITED.has(kind)}
          />
        </div>
      </div>
      <div className="save-bar">
        {saving.error && !saidBesideField(saving.error) ? <Failed error={saving.error} /> : null}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={saving.isPending}>
            {say(fresh.save)} <kbd>Ctrl ⏎</kbd>
          </Button>
          <Popconfirm
            title={say(fresh.discardAsk)}
            okText={say(fresh.discard)}
            cancelText={say(common.cancel)}
            onConfirm={() => {
              forget(login);
              form.setFieldsValue(Object.fromEntries(Object.keys(draft).map((name) => [name, undefined])));
              form.setFieldsValue(EMPTY);
              setDraft(EMPTY);
            }}
          >
            <Button>{say(fresh.discard)}</Button>
          </Popconfirm>
        </div>
      </div>
    </Form>
  );
}

/** Who is meant: the one that was chosen, or somebody new. */
function useCaller(draft: Draft) {
  const found = useCallers(draft.phone);
  const callers = PHONE.test(draft.phone?.trim() ?? "") ? found.data?.results : undefined;
  // Who is the only one with this number is meant, until somebody says otherwise.
  const only = callers?.length === 1 ? callers[0] : undefined;
  const customer = draft.customer ? callers?.find((one) => one.code === draft.customer) : only;
  return {
    callers,
    customer,
    isNew: callers !== undefined && (callers.length === 0 || draft.customer === NEW),
  };
}

function spotOf(draft: Draft, customer: Customer | undefined): Spot | null {
  if (customer) return { lon: customer.lon, lat: customer.lat, coordinates: "wgs84" };
  const { lon, lat, coordinates = "wgs84" } = draft;
  const placed = typeof lon === "number" && typeof lat === "number" && Math.abs(lat) <= 90;
  return placed ? { lon, lat, coordinates } : null;
}

function needsUnit(kind: string): boolean {
  return kind === "repair" || kind === "swap" || kind === "installation";
}

const DIGITS = 100_000;

function rounded(degrees: number): number {
  return Math.round(degrees * DIGITS) / DIGITS;
}

function saidBesideField(error: unknown): boolean {
  return error instanceof Refused && (error.problem.errors ?? []).length > 0;
}

/** Registering: the customer if new, the machine if unknown, then the order. Each is done once, whatever is repeated. */
import type { FormInstance } from "antd";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Dayjs } from "dayjs";
import { useRef } from "react";
import { api, ask, freshKey } from "../../../api/client";
import { Refused, Unreachable } from "../../../api/problems";
import type { components } from "../../../api/schema";
import { keepAttempt, keptAttempt, type Draft } from "./draft";

type Schemas = components["schemas"];

export interface Saving {
  draft: Draft;
  unknownUnit: boolean;
}

const TIMES = 2;
const VISITED: ReadonlySet<string> = new Set(["repair", "swap", "installation", "inspection"]);

export function useSaving(login: string, form: FormInstance<Draft>, onSaved: (number: string) => void) {
  const queries = useQueryClient();
  // A second click comes before the page has heard of the first.
  const busy = useRef(false);
  const saving = useMutation<string, unknown, Saving>({
    mutationFn: async ({ draft, unknownUnit }) => {
      const customer = draft.customer || (await newCustomer(login, draft));
      // What is done is done: if the order is refused, the customer is known from now on.
      form.setFieldValue("customer", customer);
      if (unknownUnit && draft.unit) await newUnit(login, draft, customer);
      return newOrder(login, draft, customer);
    },
    onSuccess: onSaved,
    onError: (error) => mark(form, error),
    onSettled: () => {
      busy.current = false;
      void queries.invalidateQueries({ queryKey: ["service-orders"] });
    },
    retry: (failures, error) => error instanceof Unreachable && failures < TIMES,
  });
  const save = (wanted: Saving) => {
    if (busy.current) return;
    busy.current = true;
    saving.mutate(wanted);
  };
  return { save, isPending: saving.isPending, error: saving.error };
}

/** The body and the key of the same thing said before, else new ones. */
function attempt(login: string, step: string, said: object, more: object = {}): { body: string; key: string } {
  const text = JSON.stringify(said);
  const before = keptAttempt(login, step);
  if (before?.said === text) return before;
  const made = { said: text, body: JSON.stringify({ ...said, ...more }), key: freshKey() };
  keepAttempt(login, step, made);
  return made;
}

async function newCustomer(login: string, draft: Draft): Promise<string> {
  const { name = "", phone = "", address = "", lon, lat, coordinates } = draft;
  const said = { name, phone, address, lon, lat, coordinates };
  const { body, key } = attempt(login, "customer", said);
  const headers = { "Idempotency-Key": key };
  return (await ask(api.POST("/api/v1/customers", { body: JSON.parse(body) as Schemas["NewCustomer"], headers }))).code;
}

async function newUnit(login: string, draft: Draft, customer: string): Promise<void> {
  const said = {
    serial: draft.unit?.trim() ?? "",
    model: draft.model ?? "",
    sold_by: draft.sold_by ?? "",
    sold_on: draft.sold_on?.format("YYYY-MM-DD") ?? "",
    customer,
  };
  const { body, key } = attempt(login, "unit", said);
  const headers = { "Idempotency-Key": key };
  await ask(api.POST("/api/v1/sold-units", { body: JSON.parse(body) as Schemas["SoldUnit"], headers }));
}

async function newOrder(login: string, draft: Draft, customer: string): Promise<string> {
  const { kind = "repair", fault_level = 3, note = "", window } = draft;
  const points = kind === "chaser" || kind === "complaint";
  const visited = VISITED.has(kind);
  const said = {
    kind,
    customer,
    outlet: draft.node ?? "",
    fault_level,
    note,
    ...(draft.unit?.trim() && { unit: draft.unit.trim() }),
    ...(draft.fault && { fault: draft.fault }),
    ...(points && draft.about && { about: draft.about }),
    ...(kind === "chaser" && { missed: draft.missed ?? "promise" }),
    ...(visited && window && { appointment: { starts: written(window[0]), ends: written(window[1]) } }),
  };
  const { body, key } = attempt(login, "order", said, { registered_at: await serversTime() });
  const headers = { "Idempotency-Key": key };
  const made = await ask(
    api.POST("/api/v1/service-orders", { body: JSON.parse(body) as Schemas["ServiceOrder"], headers }),
  );
  return made.number ?? "";
}

function written(moment: Dayjs): string {
  return moment.format();
}

/** This machine's clock may be wrong, and an order isn't registered in the future. */
async function serversTime(): Promise<string> {
  const { response } = await api.GET("/api/v1/session").catch(() => Promise.reject(new Unreachable()));
  const told = response.headers.get("date");
  return (told ? new Date(told) : new Date()).toISOString();
}

const FIELDS: Record<string, keyof Draft> = {
  outlet: "node",
  "appointment.starts": "window",
  "appointment.ends": "window",
  appointment: "window",
  serial: "unit",
};
const OF_A_FIELD: Record<string, keyof Draft> = {
  place_swapped: "lon",
  place_out_of_reach: "lon",
  place_near_no_settlement: "lon",
  swap_without_contract: "kind",
  target_missing: "fault_level",
  nothing_to_chase: "about",
};

/** What is refused about a field is said beside it. */
function mark(form: FormInstance<Draft>, error: unknown): void {
  if (!(error instanceof Refused)) return;
  const { code, cause, remedy, errors } = error.problem;
  const field = OF_A_FIELD[code];
  if (field) form.setFields([{ name: field, errors: [`${cause} ${remedy}`] }]);
  form.setFields(
    (errors ?? []).map(({ path, message }) => ({
      name: FIELDS[path] ?? (path.replace(/^\d+\./, "") as keyof Draft),
      errors: [message],
    })),
  );
}

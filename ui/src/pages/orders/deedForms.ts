/** What can be done with an order: who may, and what is asked for it. Where it stands is the API's to say. */
import type { Permission } from "../../api/session";
import type { components } from "../../api/schema";
import type { Text } from "../../words/language";
import { deedWords, REACHED } from "./deedWords";
import { ASKED_BY, PAUSE } from "./sheetWords";
import { LEVEL, WAITING } from "./words";

export type DeedName = keyof typeof FORMS;

export interface Deed {
  name: DeedName;
  visit?: string;
  clock?: components["schemas"]["ClockKind"];
}

export type Field = { readonly name: string; readonly label: Text; readonly optional?: boolean } & (
  | { readonly kind: "text" | "window" | "duplicate" | "parts" | "yes" }
  | { readonly kind: "choice" | "choices"; readonly options: Readonly<Record<string, Text>> }
  | { readonly kind: "node"; readonly of: readonly components["schemas"]["NodeKind"][] }
);

interface DeedForm {
  readonly needs: Permission;
  readonly fields: readonly Field[];
  readonly danger?: boolean;
}

const REASON: Field = { name: "reason", label: deedWords.reason, kind: "text" };
const NOTE: Field = { name: "note", label: deedWords.note, kind: "text" };
const WINDOW: Field = { name: "window", label: deedWords.window, kind: "window" };
const WHO: Field = { name: "asked_by", label: deedWords.asked_by, kind: "choice", options: ASKED_BY };
const LEVELS = Object.fromEntries([1, 2, 3, 4].map((n) => [String(n), { zh: `${n} 级`, en: `Level ${n}` }]));

export const FORMS = {
  book: { needs: "visits.book", fields: [WINDOW, WHO, { ...NOTE, optional: true }] },
  rebook: { needs: "visits.book", fields: [WINDOW, WHO, REASON] },
  assign: {
    needs: "orders.dispatch",
    fields: [{ name: "outlet", label: deedWords.outlet, kind: "node", of: ["partner", "province"] }],
  },
  forward: {
    needs: "orders.dispatch",
    fields: [{ name: "province", label: deedWords.province, kind: "node", of: ["province"] }],
  },
  answer: { needs: "orders.amend", fields: [{ name: "text", label: deedWords.text, kind: "text" }] },
  resume: { needs: "orders.amend", fields: [] },
  wait: {
    needs: "orders.amend",
    fields: [{ name: "what", label: deedWords.what, kind: "choice", options: WAITING }, NOTE],
  },
  amend: {
    needs: "orders.amend",
    fields: [
      { name: "fault_level", label: deedWords.faultLevel, kind: "choice", options: LEVELS },
      { name: "parts", label: deedWords.parts, kind: "parts", optional: true },
      { ...NOTE, optional: true },
    ],
  },
  escalate: {
    needs: "orders.amend",
    fields: [{ name: "level", label: deedWords.level, kind: "choice", options: LEVEL }, REASON],
  },
  settle: { needs: "orders.settle", fields: [{ name: "outcome", label: deedWords.outcome, kind: "text" }] },
  send_back: { needs: "orders.amend", fields: [REASON] },
  reached: {
    needs: "orders.amend",
    fields: [
      { name: "reached", label: deedWords.whom, kind: "choices", options: REACHED, optional: true },
      { name: "claims_damages", label: deedWords.damages, kind: "yes", optional: true },
    ],
  },
  merge: { needs: "orders.dispatch", fields: [{ name: "into", label: deedWords.into, kind: "duplicate" }] },
  finish: { needs: "orders.amend", fields: [] },
  reopen: { needs: "orders.amend", fields: [REASON] },
  close: { needs: "orders.dispatch", fields: [] },
  cancel: { needs: "orders.cancel", fields: [REASON], danger: true },
  cancel_visit: { needs: "visits.book", fields: [REASON], danger: true },
  pause_clock: {
    needs: "clocks.keep",
    fields: [{ name: "reason", label: deedWords.reason, kind: "choice", options: PAUSE }, NOTE],
  },
  resume_clock: { needs: "clocks.keep", fields: [] },
  arranged: { needs: "clocks.keep", fields: [] },
  checked: { needs: "clocks.keep", fields: [] },
} as const satisfies Record<string, DeedForm>;

export function formOf(name: DeedName): DeedForm {
  return FORMS[name];
}

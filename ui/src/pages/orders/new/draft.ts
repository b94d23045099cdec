/** What was entered so far. It outlives a reload and a session that ends: it is kept in this tab's storage. */
import dayjs, { type Dayjs } from "dayjs";
import type { components } from "../../../api/schema";
import type { Kind } from "../words";

type Schemas = components["schemas"];

export interface Draft {
  phone?: string;
  /** The code of a customer who is known; "" for a new one. */
  customer?: string;
  name?: string;
  address?: string;
  lon?: number | null;
  lat?: number | null;
  coordinates?: Schemas["CoordinateSystem"];
  kind?: Kind;
  unit?: string;
  model?: string;
  sold_by?: string;
  sold_on?: Dayjs | null;
  fault?: string;
  fault_level?: number;
  about?: string;
  missed?: Schemas["Missed"];
  node?: string;
  window?: [Dayjs, Dayjs] | null;
  note?: string;
}

/** A POST whose answer may have been lost: repeated as it was, it is done once. */
export interface Attempt {
  said: string;
  body: string;
  key: string;
}

interface Kept {
  draft: Draft;
  attempts: Record<string, Attempt>;
}

export const EMPTY: Draft = { kind: "repair", fault_level: 3, coordinates: "wgs84" };
const KEY = "fieldops.new-order";

function read(login: string): Kept {
  const text = sessionStorage.getItem(`${KEY}.${login}`);
  return text ? (JSON.parse(text) as Kept) : { draft: EMPTY, attempts: {} };
}

function write(login: string, kept: Kept): void {
  sessionStorage.setItem(`${KEY}.${login}`, JSON.stringify(kept));
}

export function keptDraft(login: string): Draft {
  const { draft } = read(login);
  const { sold_on, window } = draft;
  return {
    ...draft,
    ...(sold_on && { sold_on: dayjs(sold_on) }),
    ...(window && { window: [dayjs(window[0]), dayjs(window[1])] }),
  };
}

export function keepDraft(login: string, draft: Draft): void {
  write(login, { ...read(login), draft });
}

export function keptAttempt(login: string, step: string): Attempt | undefined {
  return read(login).attempts[step];
}

export function keepAttempt(login: string, step: string, attempt: Attempt): void {
  const kept = read(login);
  write(login, { ...kept, attempts: { ...kept.attempts, [step]: attempt } });
}

export function forget(login: string): void {
  sessionStorage.removeItem(`${KEY}.${login}`);
}

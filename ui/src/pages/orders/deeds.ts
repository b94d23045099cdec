/** Doing it: each deed is one request of the API. */
import type { Dayjs } from "dayjs";
import { api, ask } from "../../api/client";
import { useDeed } from "../../api/deeds";
import type { components } from "../../api/schema";
import type { Deed } from "./deedForms";
import type { AskedBy, Level, WaitingFor } from "./words";

type Schemas = components["schemas"];

/** What a form gives; each deed has its own of these. */
export interface Given {
  reason?: string;
  note?: string;
  text?: string;
  outcome?: string;
  province?: string;
  outlet?: string;
  into?: string;
  what?: WaitingFor;
  level?: Level;
  asked_by?: AskedBy;
  window?: [Dayjs, Dayjs];
  fault_level?: string;
  parts?: string;
  reached?: Schemas["Reached"][];
  claims_damages?: boolean;
}

export interface Doing {
  deed: Deed;
  given: Given;
  /** The node that has the order, and the version that was read. */
  outlet: string;
  etag: string;
}

type Headers = { "Idempotency-Key": string };

export function useDoing(
  number: string,
  handlers: { onDone: (output: unknown, doing: Doing) => void; onRefused?: (error: unknown, doing: Doing) => void },
) {
  return useDeed<Doing, unknown>({
    act: (doing, headers) => act(number, doing, headers),
    changes: ["service-orders"],
    ...handlers,
  });
}

function act(number: string, doing: Doing, headers: Headers): Promise<unknown> {
  const { deed, given } = doing;
  const path = { number };
  const { reason = "", note = "", asked_by = "customer" } = given;
  switch (deed.name) {
    case "book": {
      const body = { order: number, node: doing.outlet, window: windowOf(given), asked_by, note };
      return ask(api.POST("/api/v1/visits", { body, headers }));
    }
    case "rebook":
    case "cancel_visit":
      return ofVisit(deed, given, headers);
    case "amend":
      return amend(number, doing);
    case "pause_clock":
    case "resume_clock":
    case "arranged":
    case "checked":
      return ofClock(number, deed, given, headers);
    case "forward":
      return ask(
        api.POST("/api/v1/service-orders/{number}/forward", {
          params: { path },
          body: { province: given.province ?? "" },
          headers,
        }),
      );
    case "assign":
      return ask(
        api.POST("/api/v1/service-orders/{number}/assign", {
          params: { path },
          body: { outlet: given.outlet ?? "" },
          headers,
        }),
      );
    case "answer":
      return ask(
        api.POST("/api/v1/service-orders/{number}/answer", {
          params: { path },
          body: { text: given.text ?? "" },
          headers,
        }),
      );
    case "wait":
      return ask(
        api.POST("/api/v1/service-orders/{number}/wait", {
          params: { path },
          body: { what: given.what ?? "part", note },
          headers,
        }),
      );
    case "escalate":
      return ask(
        api.POST("/api/v1/service-orders/{number}/escalate", {
          params: { path },
          body: { level: given.level ?? "province", reason },
          headers,
        }),
      );
    case "settle":
      return ask(
        api.POST("/api/v1/service-orders/{number}/settle", {
          params: { path },
          body: { outcome: given.outcome ?? "" },
          headers,
        }),
      );
    case "merge":
      return ask(
        api.POST("/api/v1/service-orders/{number}/merge", {
          params: { path },
          body: { into: given.into ?? "" },
          headers,
        }),
      );
    case "reached": {
      const body = { reached: given.reached ?? [], claims_damages: given.claims_damages ?? false };
      return ask(api.POST("/api/v1/service-orders/{number}/reached", { params: { path }, body, headers }));
    }
    case "send_back":
      return ask(
        api.POST("/api/v1/service-orders/{number}/send-back", { params: { path }, body: { reason }, headers }),
      );
    case "reopen":
      return ask(api.POST("/api/v1/service-orders/{number}/reopen", { params: { path }, body: { reason }, headers }));
    case "cancel":
      return ask(api.POST("/api/v1/service-orders/{number}/cancel", { params: { path }, body: { reason }, headers }));
    case "resume":
      return ask(api.POST("/api/v1/service-orders/{number}/resume", { params: { path }, headers }));
    case "finish":
      return ask(api.POST("/api/v1/service-orders/{number}/finish", { params: { path }, headers }));
    case "close":
      return ask(api.POST("/api/v1/service-orders/{number}/close", { params: { path }, headers }));
  }
}

function ofVisit({ name, visit = "" }: Deed, given: Given, headers: Headers): Promise<unknown> {
  const params = { path: { number: visit } };
  const { reason = "", asked_by = "customer" } = given;
  if (name === "cancel_visit") {
    return ask(api.POST("/api/v1/visits/{number}/cancel", { params, body: { reason }, headers }));
  }
  const body = { window: windowOf(given), asked_by, reason };
  return ask(api.POST("/api/v1/visits/{number}/rebook", { params, body, headers }));
}

function ofClock(number: string, { name, clock }: Deed, given: Given, headers: Headers): Promise<unknown> {
  const path = { number, kind: clock ?? "arrive" };
  if (name === "pause_clock") {
    const body = { reason: given.reason as Schemas["PauseReason"], note: given.note ?? "" };
    return ask(api.POST("/api/v1/service-orders/{number}/clocks/{kind}/pause", { params: { path }, body, headers }));
  }
  if (name === "resume_clock") {
    return ask(
      api.POST("/api/v1/service-orders/{number}/clocks/{kind}/resume", { params: { path }, body: {}, headers }),
    );
  }
  const params = { path: { number } };
  return name === "arranged"
    ? ask(api.POST("/api/v1/service-orders/{number}/arranged", { params, body: {}, headers }))
    : ask(api.POST("/api/v1/service-orders/{number}/checked", { params, body: {}, headers }));
}

function amend(number: string, { given, etag }: Doing): Promise<unknown> {
  return ask(
    api.PATCH("/api/v1/service-orders/{number}", {
      params: { path: { number }, header: { "If-Match": etag } },
      body: { fault_level: Number(given.fault_level), note: given.note ?? "", parts: partsOf(given.parts ?? "") ?? [] },
    }),
  );
}

function windowOf({ window }: Given): Schemas["Appointment"] | null {
  return window ? { starts: window[0].format(), ends: window[1].format() } : null;
}

const LINE = /^(\S+)(?:\s*[×x*]\s*|\s+)([1-9]\d{0,5})$/i;

/** A line each, "number × quantity"; null if one is written otherwise. */
export function partsOf(text: string): Schemas["PartCount"][] | null {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const found = lines.map((line) => LINE.exec(line));
  if (found.some((one) => one === null)) return null;
  return found.map((one) => ({ part: one?.[1] ?? "", quantity: Number(one?.[2]) }));
}

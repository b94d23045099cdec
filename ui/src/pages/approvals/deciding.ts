/** What is done with requests. All of it is read again afterwards. */
import { api, ask } from "../../api/client";
import { useDeed } from "../../api/deeds";
import type { components } from "../../api/schema";
import type { Decision } from "./draft";

export type Ruling = components["schemas"]["quotarequestsRuling"];
export type Rejection = components["schemas"]["Rejection"];
export type Outcomes = components["schemas"]["Outcomes"];

const CHANGES = ["quota-requests"];

interface Handlers<I, O> {
  onDone?: (output: O, input: I) => void;
  onRefused?: (error: unknown, input: I) => void;
}

export interface Approval {
  number: string;
  decision: Decision;
}

export interface Refusing {
  number: string;
  rejection: Rejection;
}

export function useApprove(handlers: Handlers<Approval, unknown>) {
  return useDeed<Approval, unknown>({
    act: ({ number, decision: body }, headers) =>
      ask(api.POST("/api/v1/quota-requests/{number}/approve", { params: { path: { number } }, body, headers })),
    changes: CHANGES,
    ...handlers,
  });
}

export function useReject(handlers: Handlers<Refusing, unknown>) {
  return useDeed<Refusing, unknown>({
    act: ({ number, rejection: body }, headers) =>
      ask(api.POST("/api/v1/quota-requests/{number}/reject", { params: { path: { number } }, body, headers })),
    changes: CHANGES,
    ...handlers,
  });
}

export function useUndo(handlers: Handlers<string, unknown>) {
  return useDeed<string, unknown>({
    act: (number, headers) =>
      ask(api.POST("/api/v1/quota-requests/{number}/undo", { params: { path: { number } }, headers })),
    changes: CHANGES,
    ...handlers,
  });
}

export function useReserve() {
  return useDeed<string, unknown>({
    act: (number, headers) =>
      ask(api.POST("/api/v1/quota-requests/{number}/reserve", { params: { path: { number } }, headers })),
    changes: CHANGES,
  });
}

export function useRule(handlers: Handlers<Ruling[], Outcomes>) {
  return useDeed<Ruling[], Outcomes>({
    act: (requests, headers) => ask(api.POST("/api/v1/quota-requests/rulings", { body: { requests }, headers })),
    changes: CHANGES,
    ...handlers,
  });
}

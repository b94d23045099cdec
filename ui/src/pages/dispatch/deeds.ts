/** What a dispatcher does to a plan. Each change names the version that was looked at. */
import { useQueryClient } from "@tanstack/react-query";
import type { components } from "../../api/schema";
import { api, ask } from "../../api/client";
import { useDeed } from "../../api/deeds";
import type { Lock, PlanHead, PlanSheet } from "./board";
import { planKey, type Spot } from "./reading";

export type Asked = components["schemas"]["PlanOrdered"];
export interface Locking {
  readonly visits?: Readonly<Record<string, Lock | null>>;
  readonly technicians?: Readonly<Record<string, boolean>>;
}

/** What can be done to a plan as it was seen, and repeated on what it became meanwhile. */
export type Change =
  | { readonly kind: "place"; readonly spot: Spot }
  | { readonly kind: "lock"; readonly locking: Locking }
  | { readonly kind: "undo" | "redo" | "publish" };

interface Said {
  /** As it was seen. */
  readonly plan: PlanHead;
  readonly change: Change;
}

function make({ plan, change }: Said, headers: { "Idempotency-Key": string }): Promise<PlanHead> {
  const path = { plan_id: plan.id };
  const header = { "If-Match": `"${plan.version}"` };
  const seen = { body: { version: plan.version }, params: { path }, headers };
  switch (change.kind) {
    case "place": {
      const { order, technician, position } = change.spot;
      const params = { path: { ...path, order }, header };
      return ask(api.PATCH("/api/v1/plans/{plan_id}/visits/{order}", { params, body: { technician, position } }));
    }
    case "lock": {
      const body = { visits: { ...change.locking.visits }, technicians: { ...change.locking.technicians } };
      return ask(api.PATCH("/api/v1/plans/{plan_id}/locks", { params: { path, header }, body }));
    }
    case "undo":
      return ask(api.POST("/api/v1/plans/{plan_id}/undo", seen));
    case "redo":
      return ask(api.POST("/api/v1/plans/{plan_id}/redo", seen));
    case "publish":
      return ask(api.POST("/api/v1/plans/{plan_id}/publish", seen));
  }
}

/** A change of the plan; then it is read again, at once with its new version so that the next change can follow. */
export function useChange(on: {
  done: (change: Change, moreFen: number) => void;
  refused: (error: unknown, said: Said) => void;
}) {
  const queries = useQueryClient();
  return useDeed<Said, PlanHead>({
    act: make,
    changes: ["plan"],
    onDone: (head, { plan, change }) => {
      queries.setQueryData<PlanSheet>(planKey(plan.id), (sheet) => sheet && { ...sheet, plan: head });
      on.done(change, (head.best_cost_fen ?? 0) - (plan.best_cost_fen ?? 0));
      void queries.invalidateQueries({ queryKey: ["comparison"] });
      if (change.kind === "publish") void queries.invalidateQueries({ queryKey: ["plans"] });
    },
    onRefused: on.refused,
  });
}

export function useRequestPlan(onDone: (plan: PlanHead) => void) {
  return useDeed<Asked, PlanHead>({
    act: (body, headers) => ask(api.POST("/api/v1/plans", { body, headers })),
    changes: ["plans"],
    onDone,
  });
}

type Verb = "cancel" | "enough" | "copy" | "withdraw" | "discard" | "again";
const ADDRESS = {
  enough: "/api/v1/plans/{plan_id}/enough",
  cancel: "/api/v1/plans/{plan_id}/cancel",
  copy: "/api/v1/plans/{plan_id}/copy",
  withdraw: "/api/v1/plans/{plan_id}/withdraw",
  discard: "/api/v1/plans/{plan_id}/discard",
  again: "/api/v1/plans/{plan_id}/again",
} as const;

/** What is done to a plan as a whole. */
export function useWhole(verb: Verb, onDone: (plan: PlanHead) => void, onRefused: (error: unknown) => void) {
  const queries = useQueryClient();
  return useDeed<number, PlanHead>({
    act: (plan_id, headers) => ask(api.POST(ADDRESS[verb], { params: { path: { plan_id } }, headers })),
    changes: ["plans"],
    onDone: (plan) => {
      void queries.invalidateQueries({ queryKey: ["plan"] });
      onDone(plan);
    },
    onRefused,
  });
}

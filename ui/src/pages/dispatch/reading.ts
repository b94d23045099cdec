/** What the board reads: provinces, a day's plans, one plan with what it was made of, verdicts, comparisons. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { components } from "../../api/schema";
import { api, ask } from "../../api/client";
import { useMe } from "../../app/me";
import type { PlanHead } from "./board";

export type PlanState = components["schemas"]["PlanState"];
export type Verdict = components["schemas"]["Verdict"];
export type Chance = components["schemas"]["Chance"];
export type Comparison = components["schemas"]["Comparison"];

const LOOK_MS = 700;
const OPEN: readonly PlanState[] = ["queued", "running"];
const READABLE: readonly PlanState[] = ["draft", "published", "superseded", "discarded"];

export function inTheMaking(state: PlanState | undefined): boolean {
  return state !== undefined && OPEN.includes(state);
}

export function isMade(state: PlanState | undefined): boolean {
  return state !== undefined && READABLE.includes(state);
}

export const planKey = (plan: number) => ["plan", plan] as const;

/** Those within reach, and where the reader plans: their `own`, or the first that they reach. */
export function useProvinces() {
  const me = useMe();
  const provinces = useQuery({
    queryKey: ["provinces"],
    queryFn: () => ask(api.GET("/api/v1/nodes", { params: { query: { kind: "province", limit: 100 } } })),
    select: ({ results }) => results,
    staleTime: 600_000,
  });
  const own = provinces.data?.find((one) => one.code === me.node) ?? provinces.data?.[0];
  return { provinces, own: own?.code };
}

export function usePlans(province: string | undefined, day: string) {
  return useQuery({
    queryKey: ["plans", province, day],
    enabled: province !== undefined,
    queryFn: () =>
      ask(
        api.GET("/api/v1/plans", { params: { query: { province: province ?? "", day, limit: 50, ordering: "-id" } } }),
      ),
    select: ({ results }) => results,
    meta: { families: ["plan"] },
  });
}

/** What somebody works on: a plan in the making, else the latest draft, else what is published. */
export function inHand(plans: readonly PlanHead[]): PlanHead | undefined {
  const latest = (...states: PlanHead["state"][]) => plans.find((one) => states.includes(one.state));
  const draft = latest("queued", "running", "draft");
  const published = latest("published");
  if (draft && published && draft.id < published.id) return published;
  return draft ?? published ?? plans[0];
}

/** The plan with its routes. While it is being made it is looked at again and again, so that one sees how far it is. */
export function useSheet(plan: number | undefined) {
  return useQuery({
    queryKey: plan === undefined ? ["plan"] : planKey(plan),
    enabled: plan !== undefined,
    queryFn: () => ask(api.GET("/api/v1/plans/{plan_id}", { params: { path: { plan_id: plan ?? 0 } } })),
    refetchInterval: ({ state }) => (inTheMaking(state.data?.plan.state) ? LOOK_MS : false),
    placeholderData: keepPreviousData,
    meta: { families: ["plan"] },
  });
}

/** Never changes once the plan is made. */
export function usePremises(plan: number | undefined, made: boolean) {
  return useQuery({
    queryKey: ["premises", plan],
    enabled: made && plan !== undefined,
    queryFn: () => ask(api.GET("/api/v1/plans/{plan_id}/premises", { params: { path: { plan_id: plan ?? 0 } } })),
    staleTime: Infinity,
  });
}

export function useEdits(plan: number | undefined, edit: number | undefined) {
  return useQuery({
    queryKey: ["plan-edits", plan, edit],
    enabled: plan !== undefined && edit !== undefined,
    queryFn: () => ask(api.GET("/api/v1/plans/{plan_id}/edits", { params: { path: { plan_id: plan ?? 0 } } })),
    placeholderData: keepPreviousData,
  });
}

export interface Spot {
  readonly order: string;
  /** Null: taken out of its route. */
  readonly technician: string | null;
  readonly position: number | null;
}

export function askVerdict(plan: number, spot: Spot, signal?: AbortSignal): Promise<Verdict> {
  const query = {
    ...(spot.technician !== null && { technician: spot.technician }),
    ...(spot.position !== null && { position: spot.position }),
  };
  const params = { path: { plan_id: plan, order: spot.order }, query };
  return ask(api.GET("/api/v1/plans/{plan_id}/visits/{order}/verdict", { params, ...(signal && { signal }) }));
}

export function useVerdict(plan: number, version: number, spot: Spot | null) {
  return useQuery({
    queryKey: ["verdict", plan, version, spot],
    enabled: spot !== null,
    queryFn: ({ signal }) => askVerdict(plan, spot ?? { order: "", technician: null, position: null }, signal),
    staleTime: Infinity,
  });
}

export function useChances(plan: number, version: number, order: string) {
  return useQuery({
    queryKey: ["chances", plan, version, order],
    queryFn: () =>
      ask(api.GET("/api/v1/plans/{plan_id}/visits/{order}/chances", { params: { path: { plan_id: plan, order } } })),
    staleTime: Infinity,
  });
}

export function useComparison(from: number | undefined, to: number | undefined) {
  return useQuery({
    queryKey: ["comparison", from, to],
    enabled: from !== undefined && to !== undefined && from !== to,
    queryFn: () =>
      ask(
        api.GET("/api/v1/plans/{plan_id}/comparison", {
          params: { path: { plan_id: from ?? 0 }, query: { other: to ?? 0 } },
        }),
      ),
    meta: { families: ["plan"] },
  });
}

export function useZones(province: string | undefined) {
  return useQuery({
    queryKey: ["zones", province],
    enabled: province !== undefined,
    queryFn: () => ask(api.GET("/api/v1/service-zones", { params: { query: { limit: 500 } } })),
    select: ({ results }) => results,
    staleTime: 600_000,
  });
}

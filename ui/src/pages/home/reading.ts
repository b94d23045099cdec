/** What a role sees at its start. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";

export type OrderDay = components["schemas"]["OrderDay"];
export type PartDay = components["schemas"]["PartDay"];

/** Six weeks: the last two, and what they are compared with. */
const DAYS = 42;

export function useOrderDays(may: boolean) {
  return useQuery({
    queryKey: ["order-figures", DAYS],
    enabled: may,
    queryFn: ({ signal }) => ask(api.GET("/api/v1/order-figures", { params: { query: { days: DAYS } }, signal })),
    meta: { families: ["service_order"] },
  });
}

export function usePartDays(may: boolean) {
  return useQuery({
    queryKey: ["part-figures", DAYS],
    enabled: may,
    queryFn: ({ signal }) => ask(api.GET("/api/v1/part-figures", { params: { query: { days: DAYS } }, signal })),
    meta: { families: ["quota_request"] },
  });
}

export function usePlannedVisits(may: boolean) {
  return useQuery({
    queryKey: ["visits", "planned"],
    enabled: may,
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/visits", { params: { query: { state: "planned", limit: 20 } }, signal })),
    meta: { families: ["visit"] },
  });
}

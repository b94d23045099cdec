import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";

export type View = components["schemas"]["View"];
export type Waiting = components["schemas"]["WaitingRequest"];

export const VIEWS: readonly View[] = ["mine", "overdue", "holding_up", "over_quota", "all"];

export function useWaiting(view: View) {
  return useQuery({
    queryKey: ["quota-requests", "waiting", view],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/quota-requests/waiting", { params: { query: { view } }, signal })),
    meta: { families: ["quota_request", "service_order", "quota"] },
    placeholderData: keepPreviousData,
  });
}

/** How many requests wait for who is logged in. */
export function useWaitingApprovals(): number | undefined {
  return useWaiting("mine").data?.counts["mine"];
}

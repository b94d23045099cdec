import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";

const OF_REQUESTS = { families: ["quota_request", "quota", "shipment"] };

export function useConsequences(number: string) {
  return useQuery({
    queryKey: ["quota-requests", number, "consequences"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/quota-requests/{number}/consequences", { params: { path: { number } }, signal })),
    meta: OF_REQUESTS,
  });
}

export function useRequest(number: string) {
  return useQuery({
    queryKey: ["quota-requests", number],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/quota-requests/{number}", { params: { path: { number } }, signal })),
    meta: OF_REQUESTS,
  });
}

export function useHistory(number: string) {
  return useQuery({
    queryKey: ["quota-requests", number, "events"],
    queryFn: ({ signal }) =>
      ask(
        api.GET("/api/v1/events", { params: { query: { family: "quota_request", key: number, limit: 200 } }, signal }),
      ),
    meta: OF_REQUESTS,
  });
}

export function useProposal() {
  return useQuery({
    queryKey: ["quota-requests", "allocation"],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/quota-requests/allocation", { signal })),
    meta: OF_REQUESTS,
  });
}

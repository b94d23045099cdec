import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { Family } from "../../api/events";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Count = Schemas["StockCount"];
export type CountLine = Schemas["CountLine"];
export type Difference = Schemas["Difference"];
export type Status = Schemas["countingStatus"];
export type Reason = Schemas["inventorycountingReason"];

export const COUNTS = ["counts"];
const MOST = 200;
const OF_COUNTS: { families: Family[] } = { families: ["stock_count"] };

export function useCounts(status: Status | undefined) {
  const query = { ...(status && { status }), limit: MOST };
  return useQuery({
    queryKey: [...COUNTS, "list", query],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/stock-counts", { params: { query }, signal })),
    meta: OF_COUNTS,
  });
}

export function useCount(number: string) {
  return useQuery({
    queryKey: [...COUNTS, number],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/stock-counts/{number}", { params: { path: { number } }, signal })),
    meta: OF_COUNTS,
  });
}

export function useDifferences(number: string) {
  return useQuery({
    queryKey: [...COUNTS, number, "differences"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/stock-counts/{number}/differences", { params: { path: { number } }, signal })),
    meta: OF_COUNTS,
  });
}

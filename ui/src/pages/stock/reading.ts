import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { Family } from "../../api/events";
import type { paths } from "../../api/schema";
import { useMe } from "../../app/me";
import type { Purpose } from "../../words/stock";
import { PAGE_SIZE, TIERS, type Sought } from "./sought";

const OF_STOCK: { families: Family[] } = {
  families: ["shipment", "quota_request", "plan", "purchase", "visit", "stock_count", "backup_unit"],
};

export function useNodes() {
  return useQuery({
    queryKey: ["nodes", "tiers"],
    staleTime: 600_000,
    queryFn: async ({ signal }) => {
      const [heads, provinces] = await Promise.all(
        (["head_office", "province"] as const).map((kind) =>
          ask(api.GET("/api/v1/nodes", { params: { query: { kind, limit: 500 } }, signal })),
        ),
      );
      return { heads: heads?.results ?? [], provinces: provinces?.results ?? [] };
    },
  });
}

/** Where somebody begins: head office with head office and provinces, the others with what is theirs. */
export function useBeginning(): string | undefined {
  const me = useMe();
  const { data } = useNodes();
  if (!data) return undefined;
  return data.heads.length > 0 ? TIERS : (me.node ?? TIERS);
}

type Query = NonNullable<paths["/api/v1/stock/matrix"]["get"]["parameters"]["query"]>;
type Asked = Pick<
  Query,
  "search" | "category" | "with_stock" | "fewer_than" | "place_kind" | "partners" | "node" | "below"
>;

export function queryOf(sought: Sought, where: string): Asked {
  return {
    ...(sought.q && { search: sought.q }),
    ...(sought.category && { category: sought.category }),
    ...(sought.stocked && { with_stock: true }),
    ...(sought.few && { fewer_than: sought.few }),
    ...(sought.kind !== "all" && { place_kind: sought.kind }),
    ...(where === TIERS ? { partners: false } : { node: where, below: true }),
  };
}

export function useMatrix(sought: Sought, where: string | undefined) {
  const query = { ...queryOf(sought, where ?? ""), limit: PAGE_SIZE, offset: (sought.page - 1) * PAGE_SIZE };
  return useQuery({
    queryKey: ["stock", "matrix", query],
    enabled: where !== undefined,
    queryFn: ({ signal }) => ask(api.GET("/api/v1/stock/matrix", { params: { query }, signal })),
    meta: OF_STOCK,
    placeholderData: keepPreviousData,
  });
}

export function useTotals(sought: Sought, where: string | undefined) {
  const query = queryOf(sought, where ?? "");
  return useQuery({
    queryKey: ["stock", "totals", query],
    enabled: where !== undefined,
    queryFn: ({ signal }) => ask(api.GET("/api/v1/stock/matrix/totals", { params: { query }, signal })),
    meta: OF_STOCK,
    placeholderData: keepPreviousData,
  });
}

export function usePart(number: string) {
  return useQuery({
    queryKey: ["parts", number],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/parts/{number}", { params: { path: { number } }, signal })),
  });
}

/** Of a part at a place, or wherever one sees it. */
export interface At {
  readonly part: string;
  readonly place: string | undefined;
}

export function useStock({ part, place }: At) {
  const query = { part, ...(place && { location: place }), limit: 500 };
  return useQuery({
    queryKey: ["stock", "lines", query],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/stock", { params: { query }, signal })),
    meta: OF_STOCK,
  });
}

export function useReservations({ part, place }: At) {
  const query = { part, ...(place && { location: place }), limit: 500 };
  return useQuery({
    queryKey: ["stock", "reservations", query],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/stock/reservations", { params: { query }, signal })),
    meta: OF_STOCK,
  });
}

export interface Movements {
  readonly purpose: Purpose | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
}

export function useMovements({ part, place }: At, { purpose, since, until }: Movements) {
  const query = {
    part,
    ...(place && { location: place }),
    ...(purpose && { purpose }),
    ...(since && { since }),
    ...(until && { until }),
    limit: 50,
  };
  return useInfiniteQuery({
    queryKey: ["stock", "history", query],
    initialPageParam: "",
    queryFn: ({ signal, pageParam }) =>
      ask(
        api.GET("/api/v1/stock/history", {
          params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => (next ? new URL(next, location.origin).searchParams.get("cursor") : null),
    meta: OF_STOCK,
  });
}

export function useTiers(part: string) {
  return useQuery({
    queryKey: ["stock", "tiers", part],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/stock/tiers", { params: { query: { part } }, signal })),
    meta: OF_STOCK,
  });
}

export function useCourse(part: string) {
  return useQuery({
    queryKey: ["stock", "course", part],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/stock/course", { params: { query: { part } }, signal })),
    meta: OF_STOCK,
  });
}

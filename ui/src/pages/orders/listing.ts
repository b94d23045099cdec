/** The list's filters, which stand in the link, and what they find. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import type { components, paths } from "../../api/schema";
import { ORDER_KIND } from "../../words/terms";
import { STATUS, VIEW, type Kind, type Status, type View } from "./words";

export type DeskOrder = components["schemas"]["DeskOrder"];
export type DeskOrders = components["schemas"]["DeskOrders"];
export type Pressing = components["schemas"]["PressingClock"];
type Query = NonNullable<paths["/api/v1/service-orders/desk"]["get"]["parameters"]["query"]>;

export const VIEWS = Object.keys(VIEW) as View[];
export const PAGE = 50;
/** Time goes on: what is left is told anew. */
const AGAIN_MS = 60_000;
export const OF_ORDERS = { families: ["service_order", "visit", "clock", "crisis"] };

export interface Filters {
  readonly view: View;
  readonly node: string | null;
  readonly kind: Kind | null;
  readonly status: Status | null;
  readonly words: string;
  readonly page: number;
}

export function useFilters() {
  const [link, setLink] = useSearchParams();
  const known = <T extends string>(name: string, all: Record<T, unknown>) => {
    const given = link.get(name);
    return given !== null && given in all ? (given as T) : null;
  };
  const filters: Filters = {
    view: known("view", VIEW) ?? "at_risk",
    node: link.get("node"),
    kind: known("kind", ORDER_KIND),
    status: known("status", STATUS),
    words: link.get("q") ?? "",
    page: Math.max(1, Math.floor(Number(link.get("page"))) || 1),
  };
  function write(changes: Record<string, string | null>) {
    const next = new URLSearchParams(link);
    for (const [name, value] of Object.entries({ page: null, at: null, ...changes })) {
      if (value === null || value === "") next.delete(name);
      else next.set(name, value);
    }
    // At once: the next key is meant for what is then shown.
    setLink(next, { replace: true, flushSync: true });
  }
  return { filters, at: link.get("at"), write };
}

/** The link of the list as it is looked at, at one of its rows. */
export function fromHere({ view, node, kind, status, words, page }: Filters, at: string): string {
  const given = { view, node, kind, status, q: words, page: page > 1 ? String(page) : null, at };
  return `?${new URLSearchParams(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`;
}

export function useOrders(filters: Filters) {
  const query: Query = {
    view: filters.view,
    ...(filters.node && { node: filters.node }),
    ...(filters.kind && { kind: filters.kind }),
    ...(filters.status && { status: filters.status }),
    ...(filters.words.trim() && { q: filters.words.trim() }),
    limit: PAGE,
    offset: (filters.page - 1) * PAGE,
  };
  return useDesk(query);
}

export function useDesk(query: Query) {
  return useQuery({
    queryKey: ["service-orders", "desk", query],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/service-orders/desk", { params: { query }, signal })),
    meta: OF_ORDERS,
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
}

/** How many orders may break, or have broken, what the customer was promised. */
export function useOrdersAtRisk(): number | undefined {
  return useDesk({ limit: 1 }).data?.counts["at_risk"];
}

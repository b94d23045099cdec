import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { Family } from "../../api/events";
import type { components } from "../../api/schema";

export type Shipment = components["schemas"]["Shipment"];
export type Part = components["schemas"]["Part"];
export type Status = Shipment["status"];

export const SHIPMENTS = ["shipments"];
const OF_SHIPMENTS: { families: Family[] } = { families: ["shipment"] };

export const VIEWS = ["pick", "receive", "all"] as const;
export type View = (typeof VIEWS)[number];
const STATUSES: Record<View, readonly (Status | undefined)[]> = {
  pick: ["picked"],
  receive: ["shipped", "arrived"],
  all: [undefined],
};

const MOST = 200;

/** The newest of each status that the view shows. */
export function useShipments(view: View) {
  return useQuery({
    queryKey: [...SHIPMENTS, "view", view],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(STATUSES[view].map((status) => some(status, MOST, signal)));
      return {
        count: pages.reduce((sum, page) => sum + page.count, 0),
        results: pages.flatMap((page) => page.results),
      };
    },
    meta: OF_SHIPMENTS,
    placeholderData: keepPreviousData,
  });
}

function some(status: Status | undefined, limit: number, signal: AbortSignal) {
  return ask(api.GET("/api/v1/shipments", { params: { query: { ...(status && { status }), limit } }, signal }));
}

/** How many shipments wait to be picked or received. */
export function useWaitingShipments(): number | undefined {
  const { data } = useQuery({
    queryKey: [...SHIPMENTS, "waiting"],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all([...STATUSES.pick, ...STATUSES.receive].map((status) => some(status, 1, signal)));
      return pages.reduce((sum, page) => sum + page.count, 0);
    },
    meta: OF_SHIPMENTS,
  });
  return data;
}

export function useShipment(number: string) {
  return useQuery({
    queryKey: [...SHIPMENTS, number],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/shipments/{number}", { params: { path: { number } }, signal })),
    meta: OF_SHIPMENTS,
  });
}

/** The parts by their number. What a scanner reads is known before the first scan, so that a lost connection loses none. */
export function useParts(numbers: readonly string[]) {
  const number = [...new Set(numbers)].sort();
  return useQuery({
    queryKey: ["parts", "some", number],
    enabled: number.length > 0,
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      const some = await Promise.all(
        chunks(number).map((chunk) =>
          ask(api.GET("/api/v1/parts", { params: { query: { number: chunk, limit: 500 } }, signal })),
        ),
      );
      return new Map(some.flatMap(({ results }) => results.map((part): [string, Part] => [part.number, part])));
    },
  });
}

/** So many that an address holds them. */
const AT_ONCE = 100;

function chunks(numbers: readonly string[]): string[][] {
  const made: string[][] = [];
  for (let i = 0; i < numbers.length; i += AT_ONCE) made.push(numbers.slice(i, i + AT_ONCE));
  return made;
}

/** The shelves of a place by part. */
export function useShelves(place: string) {
  return useQuery({
    queryKey: ["shelves", place],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const query = { location: place, limit: 500 };
      const { results } = await ask(api.GET("/api/v1/shelves", { params: { query }, signal }));
      return new Map(results.map((one): [string, string] => [one.part, one.shelf]));
    },
  });
}

const GRANTED = ["reserved", "approved", "partly_approved"] as const;

export interface ToPrepare {
  readonly request: string;
  readonly partner: string;
  readonly source: string;
  readonly lines: number;
  readonly pieces: number;
}

/** What is reserved for quota requests and in no shipment yet, by request and place. */
export function useToPrepare() {
  return useQuery({
    queryKey: ["quota-requests", "to-prepare"],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        GRANTED.map((status) =>
          ask(api.GET("/api/v1/quota-requests", { params: { query: { status, limit: 200 } }, signal })),
        ),
      );
      return pages.flatMap((page) => page.results).flatMap(bySource);
    },
    meta: { families: ["quota_request", "shipment"] satisfies Family[] },
  });
}

function bySource(request: components["schemas"]["QuotaRequest"]): ToPrepare[] {
  const found = new Map<string, ToPrepare>();
  for (const line of request.lines) {
    for (const { source, quantity, stage } of line.allocations ?? []) {
      if (stage !== "reserved") continue;
      const before = found.get(source) ?? {
        request: request.number,
        partner: request.partner,
        source,
        lines: 0,
        pieces: 0,
      };
      found.set(source, { ...before, lines: before.lines + 1, pieces: before.pieces + quantity });
    }
  }
  return [...found.values()];
}

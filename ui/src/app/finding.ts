/** What the palette finds: pages by their title, records through the API's own lists. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, ask } from "../api/client";
import { Refused } from "../api/problems";
import { allowed, type Permission } from "../api/session";
import { money } from "../words/figures";
import { useLanguage, useSay, type Language } from "../words/language";
import { useMe } from "./me";
import { useOpening } from "./opening";
import { PAGES, type Found } from "./pages";

export interface Hit {
  readonly kind: Found | "page";
  readonly key: string;
  readonly name: string;
  readonly more: string;
  /** Undefined where no page shows such a record. */
  readonly path: string | undefined;
}

type Records = readonly Omit<Hit, "path">[];

const PAUSE_MS = 200;
const ORDER = /^SO-\d{8}-\d{4,}$/i;
const REQUEST = /^QR-\d{6}-\d{6}$/i;
const SERIAL = /^[A-Z0-9][A-Z0-9-]{7,}$/i;

export function useFound(typed: string): { hits: readonly Hit[]; isFetching: boolean } {
  const me = useMe();
  const say = useSay();
  const spoken = useLanguage();
  const opening = useOpening();
  const words = usePaused(typed.trim());
  const may = (permission: Permission) => allowed(me, permission);
  const { data, isFetching } = useQuery({
    queryKey: ["palette", words, spoken],
    enabled: words.length > 1,
    queryFn: async () => {
      const found = await Promise.all([
        may("catalogue.read") ? parts(words, spoken) : [],
        may("network.read") ? partners(words, spoken) : [],
        may("orders.read") && ORDER.test(words) ? order(words) : [],
        may("orders.read") && SERIAL.test(words) && !ORDER.test(words) && !REQUEST.test(words) ? ordersOf(words) : [],
      ]);
      return found.flat();
    },
  });
  const pages: Hit[] = PAGES.filter((page) => may(page.needs) && matches(say(page.title), typed)).map((page) => ({
    kind: "page",
    key: page.path,
    name: say(page.title),
    more: "",
    path: page.path,
  }));
  const requests: Records = REQUEST.test(words)
    ? [{ kind: "request", key: words.toUpperCase(), name: words.toUpperCase(), more: "" }]
    : [];
  const records = [...requests, ...(words.length > 1 ? (data ?? []) : [])];
  return {
    hits: [...pages, ...records.map((one) => ({ ...one, path: opening(one.kind as Found, one.key) }))],
    isFetching,
  };
}

function usePaused(words: string): string {
  const [paused, setPaused] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return paused;
}

function matches(text: string, words: string): boolean {
  return text.toLowerCase().includes(words.trim().toLowerCase());
}

async function parts(q: string, spoken: Language): Promise<Records> {
  const { results } = await ask(api.GET("/api/v1/parts/search", { params: { query: { q, limit: 6 } } }));
  return results.map((part) => ({
    kind: "part",
    key: part.number,
    name: `${part.number} ${spoken === "zh" ? part.name_zh : part.name_en}`,
    more: money(spoken, part.unit_cost_fen),
  }));
}

async function partners(words: string, spoken: Language): Promise<Records> {
  const query = { kind: "partner", limit: 500 } as const;
  const { results } = await ask(api.GET("/api/v1/nodes", { params: { query } }));
  return results
    .filter((node) => matches([node.code, node.name_zh, node.name_en].join(" "), words))
    .slice(0, 6)
    .map((node) => ({
      kind: "partner",
      key: node.code,
      name: spoken === "zh" ? node.name_zh : node.name_en,
      more: node.code,
    }));
}

async function order(number: string): Promise<Records> {
  try {
    const path = { number: number.toUpperCase() };
    const found = await ask(api.GET("/api/v1/service-orders/{number}", { params: { path } }));
    return [{ kind: "order", key: path.number, name: path.number, more: `${found.outlet} · ${found.customer}` }];
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 404) return [];
    throw error;
  }
}

/** A serial number is found by the orders about it, and opened at one of them. */
async function ordersOf(serial: string): Promise<Records> {
  const query = { unit: serial.toUpperCase(), limit: 5, ordering: "-registered_at" } as const;
  const { results } = await ask(api.GET("/api/v1/service-orders", { params: { query } }));
  return results.map((one) => ({
    kind: "serial",
    key: one.number ?? "",
    name: query.unit,
    more: [one.number, one.outlet].join(" · "),
  }));
}

/** What is looked for stands in the link, so that a view can be sent to a colleague. */
import { useCallback } from "react";
import { useSearchParams } from "react-router";
import type { Category, LocationKind } from "../../words/stock";

export const FIGURES = ["available", "on_hand", "reserved"] as const;
export type Figure = (typeof FIGURES)[number];

/** "tiers": head office and the provinces. Else a node, with all below it. */
export const TIERS = "tiers";
export const PAGE_SIZE = 50;

export interface Sought {
  readonly q: string;
  readonly category: Category | undefined;
  /** Undefined: where whoever is logged in begins. */
  readonly where: string | undefined;
  readonly kind: LocationKind | "all";
  readonly stocked: boolean;
  readonly few: number | undefined;
  readonly figure: Figure;
  readonly page: number;
}

export type Change = Partial<Record<keyof Sought, string | number | boolean | undefined>>;

const USUAL: Partial<Record<keyof Sought, string>> = { kind: "warehouse", figure: "available", page: "1" };

export function useSought(): { sought: Sought; seek: (change: Change) => void } {
  const [params, setParams] = useSearchParams();
  const seek = useCallback(
    (change: Change) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          // Whatever else is looked for begins with its first page.
          for (const [key, value] of Object.entries({ page: 1, ...change })) put(next, key as keyof Sought, value);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const page = Number(params.get("page") ?? 1);
  const few = Number(params.get("few") ?? 0);
  const sought: Sought = {
    q: params.get("q") ?? "",
    category: (params.get("category") as Category | null) ?? undefined,
    where: params.get("where") ?? undefined,
    kind: (params.get("kind") as LocationKind | null) ?? "warehouse",
    stocked: params.get("stocked") === "true",
    few: few > 0 ? few : undefined,
    figure: FIGURES.find((one) => one === params.get("figure")) ?? "available",
    page: page >= 1 ? page : 1,
  };
  return { sought, seek };
}

function put(params: URLSearchParams, key: keyof Sought, value: string | number | boolean | undefined): void {
  const text = value === undefined || value === false ? "" : String(value);
  if (text === "" || text === USUAL[key]) params.delete(key);
  else params.set(key, text);
}

/** The other plan's visits, to be shown behind this one's. */
import { useMemo } from "react";
import { boardOf } from "./board";
import { useSheet } from "./reading";
import type { Span } from "./times";

export function useGhosts(plan: number | undefined): ReadonlyMap<string, readonly Span[]> | undefined {
  const { data } = useSheet(plan);
  return useMemo(() => {
    if (plan === undefined || data?.plan.id !== plan) return undefined;
    return new Map(boardOf(data, undefined).lanes.map((lane) => [lane.technician, lane.visits]));
  }, [plan, data]);
}

import { api, ask } from "../../api/client";
import { useDeed } from "../../api/deeds";
import type { components } from "../../api/schema";
import type { Kept } from "../../scanning/kept";
import { useSafely, type Unsent } from "../../scanning/safely";
import { COUNTS, type Count } from "./reading";

type Schemas = components["schemas"];
export type Entries = Schemas["Entries"];
export type Approval = Schemas["Approval"];
export type NewCount = Schemas["NewCount"];

export function useOpen(onDone: (count: Count) => void) {
  return useDeed<NewCount, Count>({
    act: (body, headers) => ask(api.POST("/api/v1/stock-counts", { body, headers })),
    changes: COUNTS,
    onDone,
  });
}

export function useEnter(number: string, kept: Kept<Unsent | null>, onDone: () => void) {
  return useSafely<Entries, Count>({
    kept,
    act: (body, headers) =>
      ask(api.POST("/api/v1/stock-counts/{number}/entries", { params: { path: { number } }, body, headers })),
    changes: COUNTS,
    onDone,
  });
}

export function useFinish(onDone: (count: Count) => void) {
  return useDeed<string, Count>({
    act: (number, headers) =>
      ask(api.POST("/api/v1/stock-counts/{number}/finish", { params: { path: { number } }, headers })),
    changes: COUNTS,
    onDone,
  });
}

export function useCancelCount(onDone: () => void) {
  return useDeed<string, Count>({
    act: (number, headers) =>
      ask(api.POST("/api/v1/stock-counts/{number}/cancel", { params: { path: { number } }, headers })),
    changes: COUNTS,
    onDone,
  });
}

export function useApprove(number: string, onDone: () => void) {
  return useDeed<Approval, Count>({
    act: (body, headers) =>
      ask(api.POST("/api/v1/stock-counts/{number}/approve", { params: { path: { number } }, body, headers })),
    changes: COUNTS,
    onDone,
  });
}

export function useRecount(number: string, onDone: () => void) {
  return useDeed<number[], Count>({
    act: (lines, headers) =>
      ask(
        api.POST("/api/v1/stock-counts/{number}/recount", { params: { path: { number } }, body: { lines }, headers }),
      ),
    changes: COUNTS,
    onDone,
  });
}

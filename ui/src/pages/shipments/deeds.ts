import { api, ask } from "../../api/client";
import { useDeed } from "../../api/deeds";
import type { components } from "../../api/schema";
import type { Kept } from "../../scanning/kept";
import { useSafely, type Unsent } from "../../scanning/safely";
import { SHIPMENTS, type Shipment } from "./reading";

type Schemas = components["schemas"];
export type Dispatch = Schemas["Dispatch"];
export type Receipt = Schemas["Receipt"];

export function useShip(number: string, kept: Kept<Unsent | null>, onDone: () => void) {
  return useSafely<Dispatch, Shipment>({
    kept,
    act: (body, headers) =>
      ask(api.POST("/api/v1/shipments/{number}/ship", { params: { path: { number } }, body, headers })),
    changes: SHIPMENTS,
    onDone,
  });
}

export function useReceive(number: string, kept: Kept<Unsent | null>, onDone: () => void) {
  return useSafely<Receipt, Shipment>({
    kept,
    act: (body, headers) =>
      ask(api.POST("/api/v1/shipments/{number}/receive", { params: { path: { number } }, body, headers })),
    changes: SHIPMENTS,
    onDone,
  });
}

export function useCancel(onDone: (shipment: Shipment) => void) {
  return useDeed<string, Shipment>({
    act: (number, headers) =>
      ask(api.POST("/api/v1/shipments/{number}/cancel", { params: { path: { number } }, headers })),
    changes: SHIPMENTS,
    onDone,
  });
}

export interface Preparing {
  request: string;
  source: string;
}

export function usePrepare(onDone: (shipment: Shipment) => void) {
  return useDeed<Preparing, Shipment>({
    act: ({ request, source }, headers) =>
      ask(
        api.POST("/api/v1/quota-requests/{number}/pick", {
          params: { path: { number: request } },
          body: { source },
          headers,
        }),
      ),
    changes: ["quota-requests"],
    onDone,
  });
}

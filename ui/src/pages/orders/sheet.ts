/** One order, and what is known about it; each part of the page reads its own. */
import { useQuery } from "@tanstack/react-query";
import { api, ask, askWhole } from "../../api/client";
import type { components } from "../../api/schema";
import { OF_ORDERS } from "./listing";

export type Sheet = components["schemas"]["OrderSheet"];
export type Visit = components["schemas"]["VisitShown"];
export type OrderPart = components["schemas"]["OrderPart"];
export type Entitlement = components["schemas"]["Entitlement"];

const AGAIN_MS = 60_000;
const MOST = 200;

export function useSheet(number: string) {
  return useQuery({
    queryKey: ["service-orders", number, "desk"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/service-orders/{number}/desk", { params: { path: { number } }, signal })),
    meta: OF_ORDERS,
    refetchInterval: AGAIN_MS,
  });
}

/** As it is kept, with the version that a change must name. */
export function useKept(number: string) {
  return useQuery({
    queryKey: ["service-orders", number],
    queryFn: ({ signal }) =>
      askWhole(api.GET("/api/v1/service-orders/{number}", { params: { path: { number } }, signal })),
    meta: OF_ORDERS,
  });
}

export function useSteps(number: string) {
  return useQuery({
    queryKey: ["service-orders", number, "steps"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/order-steps", { params: { query: { service_order: number, limit: MOST } }, signal })),
    meta: OF_ORDERS,
  });
}

export function useVisits(number: string, may: boolean) {
  return useQuery({
    queryKey: ["service-orders", number, "visits"],
    enabled: may,
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/visits", { params: { query: { service_order: number, limit: MOST } }, signal })),
    meta: OF_ORDERS,
  });
}

export function useOrderParts(number: string) {
  return useQuery({
    queryKey: ["service-orders", number, "parts"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/service-orders/{number}/parts", { params: { path: { number } }, signal })),
    meta: { families: ["service_order", "quota_request", "shipment", "purchase", "plan"] },
  });
}

export function useEntitlement(number: string) {
  return useQuery({
    queryKey: ["service-orders", number, "entitlement"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/service-orders/{number}/entitlement", { params: { path: { number } }, signal })),
    meta: OF_ORDERS,
  });
}

export function useChasers(number: string) {
  return useQuery({
    queryKey: ["service-orders", number, "chasers"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/service-orders/{number}/chasers", { params: { path: { number } }, signal })),
    meta: OF_ORDERS,
  });
}

export function useDuplicates(number: string) {
  return useQuery({
    queryKey: ["service-orders", number, "duplicates"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/service-orders/{number}/duplicates", { params: { path: { number } }, signal })),
    meta: OF_ORDERS,
  });
}

export function useTies(number: string) {
  return useQuery({
    queryKey: ["service-orders", number, "ties"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/order-ties", { params: { query: { order: number, holds: true } }, signal })),
    meta: OF_ORDERS,
  });
}

export function usePart(number: string) {
  return useQuery({
    queryKey: ["parts", number],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/parts/{number}", { params: { path: { number } }, signal })),
    staleTime: 600_000,
  });
}

export function useTechnician(code: string | null) {
  return useQuery({
    queryKey: ["technicians", code],
    enabled: code !== null,
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/technicians/{code}", { params: { path: { code: code ?? "" } }, signal })),
    staleTime: 600_000,
  });
}

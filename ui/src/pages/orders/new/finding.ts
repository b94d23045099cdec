/** What is known about who calls, what stands there, and what it would mean. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../../api/client";
import { Refused } from "../../../api/problems";
import type { components } from "../../../api/schema";
import type { Kind } from "../words";

export type Customer = components["schemas"]["Customer"];
export type Foreseen = components["schemas"]["Foreseen"];

export const PHONE = /^\+?[0-9][0-9 -]{4,18}$/;
const MOST = 500;

export function useCallers(phone: string | undefined) {
  const sought = phone?.trim() ?? "";
  return useQuery({
    queryKey: ["customers", "phone", sought],
    enabled: PHONE.test(sought),
    queryFn: ({ signal }) => ask(api.GET("/api/v1/customers", { params: { query: { phone: sought } }, signal })),
  });
}

export function useUnitsOf(customer: string | undefined) {
  return useQuery({
    queryKey: ["sold-units", "of", customer],
    enabled: Boolean(customer),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/sold-units", { params: { query: { customer: customer ?? "", limit: MOST } }, signal })),
  });
}

export function useUnit(serial: string | undefined) {
  const sought = serial?.trim() ?? "";
  const found = useQuery({
    queryKey: ["sold-units", sought],
    enabled: sought.length > 2,
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/sold-units/{serial}", { params: { path: { serial: sought } }, signal })),
  });
  const unknown = found.error instanceof Refused && found.error.problem.status === 404;
  return { unit: found.data, unknown };
}

export function useOpenOrders(query: { unit?: string; customer?: string }) {
  const sought = query.unit ?? query.customer;
  return useQuery({
    queryKey: ["service-orders", "open", query],
    enabled: Boolean(sought),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/service-orders", { params: { query: { ...query, open: true, limit: MOST } }, signal })),
  });
}

export function useFaults() {
  return useQuery({
    queryKey: ["faults"],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/faults", { params: { query: { limit: MOST } }, signal })),
    staleTime: 600_000,
  });
}

export function useModels() {
  return useQuery({
    queryKey: ["product-models"],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/product-models", { params: { query: { limit: MOST } }, signal })),
    staleTime: 600_000,
  });
}

export function useWarranty(unit: string | undefined, fault: string | undefined) {
  return useQuery({
    queryKey: ["entitlements", unit, fault],
    enabled: Boolean(unit && fault),
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/entitlements", { params: { query: { unit: unit ?? "", fault: fault ?? "" } }, signal })),
  });
}

export interface Spot {
  lon: number;
  lat: number;
  coordinates: components["schemas"]["CoordinateSystem"];
}

export function useForeseen(spot: Spot | null, kind: Kind, node: string | undefined) {
  return useQuery({
    queryKey: ["foreseen-promise", spot, kind, node],
    enabled: spot !== null,
    queryFn: ({ signal }) => {
      const { lon = 0, lat = 0, coordinates = "wgs84" } = spot ?? {};
      const query = { lon, lat, coordinates, kind, ...(node && { node }) };
      return ask(api.GET("/api/v1/foreseen-promise", { params: { query }, signal }));
    },
  });
}

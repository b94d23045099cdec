import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { Family } from "../../api/events";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Unit = Schemas["BackupUnit"];
export type State = Schemas["backuppoolState"];
export type Verb = Schemas["backuppoolVerb"];

export const UNITS = ["units"];
const MOST = 500;
const OF_UNITS: { families: Family[] } = { families: ["backup_unit"] };

export interface Sought {
  readonly state: State | undefined;
  readonly place: string | undefined;
  readonly part: string | undefined;
}

export function useUnits({ state, place, part }: Sought) {
  const query = {
    ...(state && { state }),
    ...(place && { place }),
    ...(part && { part }),
    ordering: "place" as const,
    limit: MOST,
  };
  return useQuery({
    queryKey: [...UNITS, "list", query],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/backup-units", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    meta: OF_UNITS,
  });
}

export function useLent() {
  return useQuery({
    queryKey: [...UNITS, "lent"],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/lent-units", { params: { query: { limit: 100 } }, signal })),
    meta: OF_UNITS,
  });
}

export function useUnit(serial: string) {
  return useQuery({
    queryKey: [...UNITS, serial],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/backup-units/{serial}", { params: { path: { serial } }, signal })),
    meta: OF_UNITS,
  });
}

export function useUnitHistory(serial: string) {
  return useQuery({
    queryKey: [...UNITS, serial, "history"],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/backup-units/{serial}/history", { params: { path: { serial } }, signal })),
    meta: OF_UNITS,
  });
}

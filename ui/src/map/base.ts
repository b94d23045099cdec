/** What lies under our points, as the server tells it. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import type { components } from "../api/schema";
import type { LonLat } from "./content";
import { fromGcj02, toGcj02 } from "./gcj02";

export type Base = components["schemas"]["ShownBase"];

/** Why the base isn't seen, or not all of it; everything else on the map is. */
export type Trouble = "away" | "no_webgl";

/** From a place in WGS-84 to where the base has it, or back. */
export type Shift = (lon: number, lat: number) => LonLat;

export interface Shifts {
  readonly shown: Shift;
  readonly meant: Shift;
}

const AS_IT_IS: Shifts = { shown: (lon, lat) => [lon, lat], meant: (lon, lat) => [lon, lat] };
const GCJ02: Shifts = { shown: toGcj02, meant: fromGcj02 };

export function shiftsOf(base: Base | undefined): Shifts {
  return base?.coordinates === "gcj02" && base.kind !== "none" ? GCJ02 : AS_IT_IS;
}

/** Undefined until it is known. */
export function useBase(): { base: Base | undefined; failed: boolean } {
  const { data, isError } = useQuery({
    queryKey: ["map"],
    queryFn: () => ask(api.GET("/api/v1/map")),
    staleTime: Infinity,
  });
  return { base: data, failed: isError };
}

/** The address of a tile: the template's own, filled in. */
export function tileAddress(template: string, z: number, x: number, y: number): string {
  return template.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
}

/** As a worker needs it, whose own address is another. */
export function whole(address: string): string {
  return location.origin + address;
}

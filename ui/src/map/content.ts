/** What a map shows. All coordinates are degrees of longitude and latitude, WGS-84, whatever the base map's are. */

export type LonLat = readonly [number, number];

export interface Place {
  lon: number;
  lat: number;
}

export interface MapPoint {
  id: string;
  lon: number;
  lat: number;
  kind: "visit" | "unserved" | "late" | "home" | "store" | "order" | "picked";
  colour?: string;
  label?: string;
  number?: number;
}

export interface MapLine {
  id: string;
  colour: string;
  points: readonly LonLat[];
  faint?: boolean;
}

export interface MapArea {
  id: string;
  rings: readonly (readonly LonLat[])[];
  kind: "urban" | "rural";
  label?: string;
}

export interface Content {
  points: readonly MapPoint[];
  lines: readonly MapLine[];
  areas: readonly MapArea[];
}

/** Every place of the content; areas count only where nothing else is shown, because they may be a whole province. */
export function placesOf({ points, lines, areas }: Content): LonLat[] {
  const shown: LonLat[] = [...points.map(({ lon, lat }): LonLat => [lon, lat]), ...lines.flatMap((one) => one.points)];
  return shown.length > 0 ? shown : areas.flatMap((one) => one.rings.flat());
}

/** The point after the chosen one in the order given, or before it; the first or last if none is chosen. */
export function nextPoint(
  points: readonly MapPoint[],
  chosen: ReadonlySet<string>,
  step: 1 | -1,
): MapPoint | undefined {
  const at = points.findIndex(({ id }) => chosen.has(id));
  if (at < 0) return points.at(step > 0 ? 0 : -1);
  return points[(at + step + points.length) % points.length];
}

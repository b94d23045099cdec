/** The lines of a GeoJSON file (RFC 7946): rings of polygons, and ways. Its points are not drawn. */
import type { LonLat } from "./content";

export interface Line {
  readonly places: readonly LonLat[];
  readonly closed: boolean;
}

interface Geometry {
  type: string;
  coordinates?: unknown;
  geometries?: Geometry[];
}

interface Collection {
  features: { geometry: Geometry | null }[];
}

export function linesOf(file: unknown): Line[] {
  return (file as Collection).features.flatMap(({ geometry }) => (geometry ? of(geometry) : []));
}

function of({ type, coordinates, geometries }: Geometry): Line[] {
  switch (type) {
    case "LineString":
      return [{ places: coordinates as LonLat[], closed: false }];
    case "MultiLineString":
      return (coordinates as LonLat[][]).map((places) => ({ places, closed: false }));
    case "Polygon":
      return (coordinates as LonLat[][]).map((places) => ({ places, closed: true }));
    case "MultiPolygon":
      return (coordinates as LonLat[][][]).flat().map((places) => ({ places, closed: true }));
    case "GeometryCollection":
      return (geometries ?? []).flatMap(of);
    default:
      return [];
  }
}

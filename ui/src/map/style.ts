/** How a base looks: pale, so that what lies above it is seen. */
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import { TileType, type PMTiles } from "pmtiles";
import { COLOUR } from "../look/tokens";
import { whole, type Base } from "./base";

const TILE_PX = 256;
const LAND = "#f7f7f4";
const WATER = "#cfe0ee";
const GREEN = "#e3eedd";
const ROAD = "#ffffff";
const FONT = ["Noto Sans Regular"];

export async function styleOf(base: Base, archive: PMTiles | undefined): Promise<StyleSpecification> {
  if (archive) return packedStyle(base, archive);
  const [address = ""] = base.addresses;
  if (base.kind === "geojson") return style({ base: { type: "geojson", data: whole(address) } }, shapes());
  const sources = base.addresses.map((one, i) => [`base${i}`, raster(base, { tiles: [whole(one)] })] as const);
  return style(
    Object.fromEntries(sources),
    sources.map(([source]) => ({ id: source, type: "raster", source })),
  );
}

async function packedStyle(base: Base, archive: PMTiles): Promise<StyleSpecification> {
  const url = `pmtiles://${archive.source.getKey()}`;
  const { tileType } = await archive.getHeader();
  if (tileType !== TileType.Mvt)
    return style({ base: raster(base, { url }) }, [{ id: "base", type: "raster", source: "base" }]);
  const metadata = (await archive.getMetadata()) as { vector_layers?: { id: string }[] };
  const names = (metadata.vector_layers ?? []).map(({ id }) => id);
  return style({ base: { type: "vector", url } }, [
    ...names.flatMap((name) => groundOf(name)),
    ...names.flatMap((name) => namesOf(name)),
  ]);
}

function style(sources: Record<string, SourceSpecification>, layers: LayerSpecification[]): StyleSpecification {
  const ground: LayerSpecification = { id: "ground", type: "background", paint: { "background-color": LAND } };
  return { version: 8, sources, layers: [ground, ...layers] };
}

function raster(base: Base, from: { tiles: string[] } | { url: string }): SourceSpecification {
  return { type: "raster", tileSize: TILE_PX, minzoom: base.least_zoom, maxzoom: base.most_zoom, ...from };
}

function shapes(): LayerSpecification[] {
  return [
    {
      id: "areas",
      type: "fill",
      source: "base",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": COLOUR.surface },
    },
    { id: "lines", type: "line", source: "base", paint: { "line-color": COLOUR.field } },
  ];
}

/** The layers of the two schemas that are common (Protomaps, OpenMapTiles), told by their names. */
const GROUND: readonly (readonly [RegExp, "fill" | "line", string, number])[] = [
  [/^(earth|land)$/, "fill", LAND, 1],
  [/^(landuse|landcover|park)$/, "fill", GREEN, 0.6],
  [/^(water|ocean)$/, "fill", WATER, 1],
  [/^(waterway|physical_line)$/, "line", WATER, 1.2],
  [/^(buildings?)$/, "fill", COLOUR.line, 0.6],
  [/^(roads|transportation|transit)$/, "line", ROAD, 1.6],
  [/^(boundar(y|ies))$/, "line", COLOUR.field, 1],
];

function groundOf(name: string): LayerSpecification[] {
  const found = GROUND.find(([names]) => names.test(name));
  if (!found) return [];
  const [, kind, colour, strength] = found;
  const layer = { id: name, source: "base", "source-layer": name };
  if (kind === "line") return [{ ...layer, type: "line", paint: { "line-color": colour, "line-width": strength } }];
  const filter: ["==", ["geometry-type"], "Polygon"] = ["==", ["geometry-type"], "Polygon"];
  return [{ ...layer, type: "fill", filter, paint: { "fill-color": colour, "fill-opacity": strength } }];
}

function namesOf(name: string): LayerSpecification[] {
  if (!/^places?$/.test(name)) return [];
  return [
    {
      id: `${name} names`,
      type: "symbol",
      source: "base",
      "source-layer": name,
      layout: { "text-field": ["coalesce", ["get", "name:zh"], ["get", "name"]], "text-font": FONT, "text-size": 12 },
      paint: { "text-color": COLOUR.quiet, "text-halo-color": COLOUR.surface, "text-halo-width": 1.5 },
    },
  ];
}

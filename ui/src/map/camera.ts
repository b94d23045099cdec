/** The plane that a map is drawn on (Mercator's, the world 1 wide and high, north above) and what of it is in view. */
import type { LonLat, Place } from "./content";

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface View extends Spot {
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

export const LEAST_ZOOM = 1;
export const MOST_ZOOM = 19;
/** Of all of China, where there is nothing else to show. */
const CHINA: readonly LonLat[] = [
  [74, 18],
  [134, 53],
];
const NORTHERNMOST = 85.05;
const WORLD_PX = 512;
const EQUATOR_M = 40_075_016.68;
const MARGIN_PX = 28;
/** A single point is shown with some streets around it. */
const CLOSEST_FIT = 14;

export function pixelsOf(zoom: number): number {
  return WORLD_PX * 2 ** zoom;
}

export function spotOf(lon: number, lat: number): Spot {
  const angle = (Math.max(-NORTHERNMOST, Math.min(NORTHERNMOST, lat)) * Math.PI) / 180;
  return { x: lon / 360 + 0.5, y: 0.5 - Math.asinh(Math.tan(angle)) / (2 * Math.PI) };
}

export function placeOf({ x, y }: Spot): Place {
  return { lon: (x - 0.5) * 360, lat: (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI };
}

export function boxOf(places: readonly LonLat[]): Box {
  const box = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  for (const [lon, lat] of places.length > 0 ? places : CHINA) {
    const { x, y } = spotOf(lon, lat);
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.north = Math.min(box.north, y);
    box.south = Math.max(box.south, y);
  }
  return box;
}

/** The closest view that shows the whole box. */
export function fitted(box: Box, { width, height }: Size): View {
  const roomX = Math.max(1, width - 2 * MARGIN_PX) / WORLD_PX;
  const roomY = Math.max(1, height - 2 * MARGIN_PX) / WORLD_PX;
  const zoom = Math.log2(Math.min(roomX / (box.east - box.west), roomY / (box.south - box.north)));
  return {
    x: (box.west + box.east) / 2,
    y: (box.north + box.south) / 2,
    zoom: Math.max(LEAST_ZOOM, Math.min(CLOSEST_FIT, zoom)),
  };
}

export function panned(view: View, rightPx: number, downPx: number): View {
  const scale = pixelsOf(view.zoom);
  return { ...view, x: within(view.x + rightPx / scale), y: within(view.y + downPx / scale) };
}

/** Closer by `by` zooms (away if negative); what lies at `at`, in pixels from the middle, stays where it is. */
export function zoomed(view: View, by: number, at: Spot = { x: 0, y: 0 }): View {
  const zoom = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, view.zoom + by));
  const grown = 1 / pixelsOf(view.zoom) - 1 / pixelsOf(zoom);
  return { x: within(view.x + at.x * grown), y: within(view.y + at.y * grown), zoom };
}

/** Where a spot is seen, in pixels from the middle; {@link spotAt} is the way back. */
export function seenAt(view: View, spot: Spot): Spot {
  const scale = pixelsOf(view.zoom);
  return { x: (spot.x - view.x) * scale, y: (spot.y - view.y) * scale };
}

export function spotAt(view: View, { x, y }: Spot): Spot {
  const scale = pixelsOf(view.zoom);
  return { x: view.x + x / scale, y: view.y + y / scale };
}

export function isInView(view: View, { width, height }: Size, spot: Spot): boolean {
  const { x, y } = seenAt(view, spot);
  return Math.abs(x) < width / 2 && Math.abs(y) < height / 2;
}

export interface TilePlace {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  /** In pixels from the middle, rounded so that neighbours meet. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The tiles of 256 px that cover the view, of the zoom that is nearest to it among those that there are. */
export function tilesInView(view: View, { width, height }: Size, leastZoom: number, mostZoom: number): TilePlace[] {
  const z = Math.max(leastZoom, Math.min(mostZoom, Math.round(view.zoom) + 1));
  const count = 2 ** z;
  const northWest = spotAt(view, { x: -width / 2, y: -height / 2 });
  const southEast = spotAt(view, { x: width / 2, y: height / 2 });
  const columns = between(northWest.x * count, southEast.x * count, count);
  const rows = between(northWest.y * count, southEast.y * count, count);
  return rows.flatMap((y) => columns.map((x) => tileAt(view, z, x, y)));
}

function tileAt(view: View, z: number, x: number, y: number): TilePlace {
  const count = 2 ** z;
  const from = seenAt(view, { x: x / count, y: y / count });
  const to = seenAt(view, { x: (x + 1) / count, y: (y + 1) / count });
  const [left, top] = [Math.round(from.x), Math.round(from.y)];
  return { z, x, y, left, top, width: Math.round(to.x) - left, height: Math.round(to.y) - top };
}

function between(from: number, to: number, count: number): number[] {
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(count - 1, Math.ceil(to) - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

export function metresPerPixel(view: View): number {
  const latitude = (placeOf(view).lat * Math.PI) / 180;
  return (EQUATOR_M * Math.cos(latitude)) / pixelsOf(view.zoom);
}

/** The largest of 1, 2, 5, 10, … that is at most `most`. */
export function roundBelow(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2].find((one) => one * power <= most) ?? 1) * power;
}

function within(fraction: number): number {
  return Math.max(0, Math.min(1, fraction));
}

/** The base map by WebGL. Loaded only where there is a base; our own points lie above it, in SVG. */
import { addProtocol, Map as GlMap, setMaxParallelImageRequests, setWorkerCount, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { PMTiles, Protocol } from "pmtiles";
import type { Base } from "./base";
import { whole } from "./base";
import { LEAST_ZOOM, MOST_ZOOM, placeOf, type View } from "./camera";
import { styleOf } from "./style";

export interface GlBase {
  /** Draws at once, so that the base and what lies above it move together. */
  show: (view: View) => void;
  resize: () => void;
  close: () => void;
}

/** Fewer than a browser's connections to one host: the rest of the page asks there too. */
const TILES_AT_ONCE = 4;

setWorkerUrl(workerUrl);
setWorkerCount(1);
setMaxParallelImageRequests(TILES_AT_ONCE);
const packed = new Protocol();
addProtocol("pmtiles", packed.tile);

/** :throws: there is no WebGL, or the base can't be read. */
export async function openGl(
  holder: HTMLElement,
  base: Base,
  view: View,
  hear: (away: boolean) => void,
): Promise<GlBase> {
  const [address = ""] = base.addresses;
  const archive = base.kind === "pmtiles" ? new PMTiles(whole(address)) : undefined;
  if (archive) packed.add(archive);
  const map = new GlMap({
    container: holder,
    style: await styleOf(base, archive),
    ...lookingAt(view),
    interactive: false,
    attributionControl: false,
    trackResize: false,
    fadeDuration: 0,
    minZoom: LEAST_ZOOM,
    maxZoom: MOST_ZOOM,
    transformConstrain: (center, zoom) => ({ center, zoom }),
  });
  map.on("error", ({ error }) => {
    const status = "status" in error ? Number(error.status) : 0;
    if (status !== 404) hear(true);
  });
  map.on("sourcedata", ({ tile }) => {
    if (tile) hear(false);
  });
  return {
    show: (seen) => void map.jumpTo(lookingAt(seen)).redraw(),
    resize: () => void map.resize(),
    close: () => map.remove(),
  };
}

function lookingAt(view: View): { center: [number, number]; zoom: number } {
  const { lon, lat } = placeOf(view);
  return { center: [lon, lat], zoom: view.zoom };
}

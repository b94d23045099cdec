/**
 * GCJ-02, in which Chinese base maps are drawn, from WGS-84 and back: the formulas of routing/coordinates.py. Both agree
 * with the figures in gcj02.figures.json.
 */
import type { LonLat } from "./content";

// Krasovsky's ellipsoid of 1940.
const SEMI_MAJOR_M = 6_378_245;
const ECCENTRICITY_2 = 0.006693421622965943;

const EXACT_DEG = 1e-9;
const MOST_ROUNDS = 20;

export function toGcj02(lon: number, lat: number): LonLat {
  if (!isInChina(lon, lat)) return [lon, lat];
  const [eastM, northM] = shiftM(lon - 105, lat - 35);
  const latitude = radians(lat);
  const flattened = 1 - ECCENTRICITY_2 * Math.sin(latitude) ** 2;
  const meridianM = (SEMI_MAJOR_M * (1 - ECCENTRICITY_2)) / flattened ** 1.5;
  const parallelM = (SEMI_MAJOR_M / Math.sqrt(flattened)) * Math.cos(latitude);
  return [lon + degrees(eastM / parallelM), lat + degrees(northM / meridianM)];
}

/** There is no formula for the way back: it is found by iteration. */
export function fromGcj02(lon: number, lat: number): LonLat {
  let [wgsLon, wgsLat] = [lon, lat];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const [reachedLon, reachedLat] = toGcj02(wgsLon, wgsLat);
    const [offLon, offLat] = [lon - reachedLon, lat - reachedLat];
    [wgsLon, wgsLat] = [wgsLon + offLon, wgsLat + offLat];
    if (Math.max(Math.abs(offLon), Math.abs(offLat)) < EXACT_DEG) break;
  }
  return [wgsLon, wgsLat];
}

/** The rectangle outside of which nothing is shifted. */
function isInChina(lon: number, lat: number): boolean {
  return lon > 72.004 && lon < 137.8347 && lat > 0.8293 && lat < 55.8271;
}

/** Metres to the east and north, for degrees east of 105° and north of 35°. */
function shiftM(x: number, y: number): LonLat {
  const ripple = (2 / 3) * (20 * Math.sin(6 * Math.PI * x) + 20 * Math.sin(2 * Math.PI * x));
  const root = Math.sqrt(Math.abs(x));
  return [
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple + waves(x, 150, 300),
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple + waves(y, 160, 320),
  ];
}

function waves(along: number, middleM: number, longM: number): number {
  const short = 20 * Math.sin(Math.PI * along) + 40 * Math.sin((Math.PI * along) / 3);
  const longer = middleM * Math.sin((Math.PI * along) / 12) + longM * Math.sin((Math.PI * along) / 30);
  return (2 / 3) * (short + longer);
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}

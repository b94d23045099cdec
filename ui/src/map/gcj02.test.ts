import { expect, it } from "vitest";
import figures from "./gcj02.figures.json";
import { fromGcj02, toGcj02 } from "./gcj02";

const FARTHEST_DEG = 1e-9;

it.each(figures)("shifts as the server does: $place", ({ wgs84, gcj02 }) => {
  const [lon, lat] = toGcj02(wgs84[0] ?? NaN, wgs84[1] ?? NaN);
  expect(Math.abs(lon - (gcj02[0] ?? NaN))).toBeLessThan(FARTHEST_DEG);
  expect(Math.abs(lat - (gcj02[1] ?? NaN))).toBeLessThan(FARTHEST_DEG);
});

it.each(figures)("gives back what was shifted: $place", ({ wgs84, gcj02 }) => {
  const [lon, lat] = fromGcj02(gcj02[0] ?? NaN, gcj02[1] ?? NaN);
  expect(Math.abs(lon - (wgs84[0] ?? NaN))).toBeLessThan(2 * FARTHEST_DEG);
  expect(Math.abs(lat - (wgs84[1] ?? NaN))).toBeLessThan(2 * FARTHEST_DEG);
});

it("moves Beijing by some 500 m, and leaves London where it is", () => {
  const [lon, lat] = toGcj02(116.39747, 39.908823);
  const movedM = Math.hypot((lon - 116.39747) * 85_400, (lat - 39.908823) * 111_000);
  expect(movedM).toBeGreaterThan(450);
  expect(movedM).toBeLessThan(650);
  expect(toGcj02(-0.1276, 51.5072)).toEqual([-0.1276, 51.5072]);
});

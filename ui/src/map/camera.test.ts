import { describe, expect, it } from "vitest";
import {
  boxOf,
  fitted,
  isInView,
  metresPerPixel,
  placeOf,
  roundBelow,
  seenAt,
  spotAt,
  spotOf,
  tilesInView,
  zoomed,
} from "./camera";

const SIZE = { width: 800, height: 500 };
const HANGZHOU = spotOf(120.155, 30.274);

describe("Mercator's plane", () => {
  it("has the point at 0° 0° in the middle and the north above", () => {
    expect(spotOf(0, 0)).toEqual({ x: 0.5, y: 0.5 });
    // By the formula of EPSG:3857: x = R λ, y = R ln tan(π/4 + φ/2), R = 6,378,137 m.
    const { x, y } = spotOf(120.155, 30.274);
    expect((x - 0.5) * 40_075_016.6856).toBeCloseTo(13_375_593.42, 1);
    expect((0.5 - y) * 40_075_016.6856).toBeCloseTo(3_538_818.83, 1);
  });

  it("gives every place back", () => {
    for (const [lon, lat] of [
      [120.155, 30.274],
      [73.6, 53.5],
      [-70.5, -33.4],
    ] as const) {
      const back = placeOf(spotOf(lon, lat));
      expect(back.lon).toBeCloseTo(lon, 10);
      expect(back.lat).toBeCloseTo(lat, 10);
    }
  });

  it("measures less per pixel in the north", () => {
    const equator = metresPerPixel({ x: 0.5, y: 0.5, zoom: 0 });
    expect(equator).toBeCloseTo(78_271.52, 1);
    expect(metresPerPixel({ ...spotOf(0, 60), zoom: 0 })).toBeCloseTo(equator / 2, 3);
  });
});

describe("a view", () => {
  it("that fits shows every place", () => {
    const places = [
      [118.1, 29.2],
      [122.8, 31.1],
      [120.6, 27.3],
    ] as const;
    const view = fitted(boxOf(places), SIZE);
    expect(places.every(([lon, lat]) => isInView(view, SIZE, spotOf(lon, lat)))).toBe(true);
    const closer = { ...view, zoom: view.zoom + 0.3 };
    expect(places.every(([lon, lat]) => isInView(closer, SIZE, spotOf(lon, lat)))).toBe(false);
  });

  it("of one place has some streets around it", () => {
    expect(fitted(boxOf([[120.155, 30.274]]), SIZE)).toEqual({ ...HANGZHOU, zoom: 14 });
  });

  it("keeps what lies under the mouse where it is when it is zoomed", () => {
    const view = { ...HANGZHOU, zoom: 11 };
    const mouse = { x: 210, y: -95 };
    const under = spotAt(view, mouse);
    const after = seenAt(zoomed(view, 1.7, mouse), under);
    expect(after.x).toBeCloseTo(210, 6);
    expect(after.y).toBeCloseTo(-95, 6);
  });

  it("zooms no closer and no farther than there is something to see", () => {
    expect(zoomed({ ...HANGZHOU, zoom: 18.5 }, 3).zoom).toBe(19);
    expect(zoomed({ ...HANGZHOU, zoom: 2 }, -3).zoom).toBe(1);
  });
});

describe("tiles", () => {
  it("cover the view and meet each other", () => {
    const tiles = tilesInView({ ...HANGZHOU, zoom: 9.3 }, SIZE, 1, 18);
    expect(tiles[0]?.z).toBe(10);
    const left = Math.min(...tiles.map((one) => one.left));
    const right = Math.max(...tiles.map((one) => one.left + one.width));
    expect(left).toBeLessThanOrEqual(-400);
    expect(right).toBeGreaterThanOrEqual(400);
    const areaPx = tiles.reduce((sum, one) => sum + one.width * one.height, 0);
    const rows = Math.max(...tiles.map((one) => one.top + one.height)) - Math.min(...tiles.map((one) => one.top));
    expect(areaPx).toBe((right - left) * rows);
  });

  it("of a map that ends at a zoom are shown larger", () => {
    const tiles = tilesInView({ ...HANGZHOU, zoom: 16 }, SIZE, 1, 12);
    expect(tiles.every(({ z, width }) => z === 12 && width === 256 * 2 ** 5)).toBe(true);
  });

  it("outside of the world are none", () => {
    const tiles = tilesInView({ x: 0, y: 0, zoom: 1 }, SIZE, 0, 18);
    expect(tiles.every(({ z, x, y }) => x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z)).toBe(true);
  });
});

it("a scale bar is a round number of metres", () => {
  expect([7, 4.2, 1.9, 530, 0.03].map(roundBelow)).toEqual([5, 2, 1, 500, 0.02]);
});

import { expect, it } from "vitest";
import { nextPoint, placesOf, type MapPoint } from "./content";

const points: MapPoint[] = ["a", "b", "c"].map((id, i) => ({ id, lon: 120 + i, lat: 30, kind: "visit" }));

it("a whole province is not fitted in where visits are shown", () => {
  const areas = [{ id: "z", kind: "rural", rings: [[[100, 20]]] }] as const;
  expect(placesOf({ points, lines: [], areas })).toHaveLength(3);
  expect(placesOf({ points: [], lines: [], areas })).toEqual([[100, 20]]);
});

it("the keys go round all points", () => {
  expect(nextPoint(points, new Set(), 1)?.id).toBe("a");
  expect(nextPoint(points, new Set(["c"]), 1)?.id).toBe("a");
  expect(nextPoint(points, new Set(["a"]), -1)?.id).toBe("c");
  expect(nextPoint([], new Set(), 1)).toBeUndefined();
});

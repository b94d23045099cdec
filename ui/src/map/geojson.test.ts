import { expect, it } from "vitest";
import { linesOf } from "./geojson";

const RING = [
  [120, 30],
  [121, 30],
  [121, 31],
  [120, 30],
];

it("reads rings and ways of all kinds, and leaves points out", () => {
  const geometries = [
    { type: "Polygon", coordinates: [RING, RING] },
    { type: "MultiPolygon", coordinates: [[RING], [RING]] },
    { type: "LineString", coordinates: RING },
    { type: "MultiLineString", coordinates: [RING] },
    { type: "Point", coordinates: [120, 30] },
    { type: "GeometryCollection", geometries: [{ type: "LineString", coordinates: RING }] },
  ];
  const file = { type: "FeatureCollection", features: [...geometries, null].map((geometry) => ({ geometry })) };
  expect(linesOf(file).map(({ closed }) => closed)).toEqual([true, true, true, true, false, false, false]);
  expect(linesOf(file)[0]?.places).toEqual(RING);
});

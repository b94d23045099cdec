import { expect, test } from "vitest";
import { share, standing, summed } from "./trends";

const DAYS = Array.from({ length: 42 }, (_, n) => n);

test("the last two weeks are summed beside the two before", () => {
  const trend = summed(DAYS.map(() => 1));
  expect([trend.now, trend.before]).toEqual([14, 14]);
});

test("what stands is compared with how it stood two weeks ago", () => {
  const trend = standing(DAYS);
  expect([trend.now, trend.before]).toEqual([41, 27]);
});

test("a share weighs days by what they hold, and without any there is none", () => {
  const trend = share(
    DAYS.map((n) => (n === 41 ? { of: 3, some: 1 } : n === 40 ? { of: 1, some: 1 } : { of: 0, some: 0 })),
  );
  expect([trend.now, trend.before, trend.days[0]]).toEqual([0.5, null, null]);
});

import { describe, expect, test } from "vitest";
import type { Entry, Line } from "../../scanning/tally";
import { isSaid, receiptOf, restMissing } from "./receipt";

const PUMP: Line = { line: 1, part: "DP-1", barcode: null, expected: 4, tracked: false, serials: [] };
const BOARD: Line = { line: 2, part: "MB-1", barcode: null, expected: 2, tracked: true, serials: ["SN-1", "SN-2"] };
const LINES = [PUMP, BOARD];
const CAME: readonly Entry[] = [
  { line: 1, found: "good", quantity: 2 },
  { line: 1, found: "damaged", quantity: 1 },
  { line: 2, found: "good", quantity: 1, serial: "SN-2" },
];

describe("a receipt", () => {
  test("tells what was scanned, and the pieces by their serials", () => {
    const { lines } = receiptOf(LINES, CAME, { 1: { fault: "carrier" } }, "wet box");
    expect(lines).toEqual([
      { line: 1, good: 2, damaged: 1, short: 0, wrong: 0, over: 0, pieces: [], fault: "carrier" },
      { line: 2, good: 1, damaged: 0, short: 0, wrong: 0, over: 0, pieces: [{ serial: "SN-2", found: "good" }] },
    ]);
  });

  test("leaves out lines of which nothing came yet", () => {
    expect(receiptOf(LINES, CAME.slice(0, 1), {}, "").lines.map((one) => one.line)).toEqual([1]);
    const undone: readonly Entry[] = [
      { line: 1, found: "good", quantity: 2 },
      { line: 1, found: "good", quantity: -2 },
    ];
    expect(receiptOf(LINES, undone, {}, "").lines).toEqual([]);
  });

  test("needs whose fault a difference is, and what came instead of a wrong part", () => {
    expect(isSaid(LINES, CAME, {})).toBe(false);
    expect(isSaid(LINES, CAME, { 1: { fault: "carrier" } })).toBe(true);
    const wrong: readonly Entry[] = [{ line: 1, found: "wrong", quantity: 1 }];
    expect(isSaid(LINES, wrong, { 1: { fault: "carrier" } })).toBe(false);
    expect(isSaid(LINES, wrong, { 1: { fault: "carrier", instead: "DP-2" } })).toBe(true);
  });

  test("can tell all the rest as missing", () => {
    expect(restMissing(LINES, CAME)).toEqual([
      { line: 1, found: "short", quantity: 1 },
      { line: 2, found: "short", quantity: 1, serial: "SN-1" },
    ]);
  });
});

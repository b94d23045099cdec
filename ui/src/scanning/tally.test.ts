import { describe, expect, test } from "vitest";
import { isComplete, judge, tallied, told, type Entry, type Found, type Line } from "./tally";

const PUMP: Line = { line: 1, part: "DP-1", barcode: "2900009001001", expected: 2, tracked: false, serials: [] };
const BOARD: Line = { line: 2, part: "MB-1", barcode: null, expected: 2, tracked: true, serials: ["SN-1", "SN-2"] };
const LINES = [PUMP, BOARD];

function scan(codes: readonly string[], found: Found = "good"): { entries: readonly Entry[]; last: string } {
  let entries: readonly Entry[] = [];
  let awaiting: number | null = null;
  let last = "";
  for (const code of codes) {
    const verdict = judge(LINES, entries, code, found, awaiting);
    last = verdict.kind;
    awaiting = verdict.kind === "serial_next" ? verdict.line : null;
    if (verdict.kind === "counted") entries = [...entries, verdict.entry];
  }
  return { entries, last };
}

describe("a scan", () => {
  test("counts a piece by its number, whatever its case, or by its barcode", () => {
    expect(tallied(scan(["dp-1", "2900009001001"]).entries, 1, "good")).toBe(2);
  });

  test("counts as many as are typed in front", () => {
    expect(tallied(scan(["2*DP-1"]).entries, 1, "good")).toBe(2);
  });

  test("of more than is expected counts nothing", () => {
    const { entries, last } = scan(["DP-1", "2 x DP-1"]);
    expect([last, told(entries, 1)]).toEqual(["too_many", 1]);
  });

  test("beyond what was sent counts when it is told as such", () => {
    expect(tallied(scan(["3*DP-1"], "over").entries, 1, "over")).toBe(3);
  });

  test("of what isn't on the list is told", () => {
    expect(scan(["XX-9"]).last).toBe("not_here");
  });

  test("of a tracked part asks for its serial, which can be scanned alone if it is known", () => {
    expect(scan(["MB-1"]).last).toBe("serial_next");
    expect(scan(["2*MB-1"]).last).toBe("one_by_one");
    expect(tallied(scan(["MB-1", "SN-1", "SN-2"]).entries, 2, "good")).toBe(2);
  });

  test("of the same serial twice, or of one that was not sent, counts nothing", () => {
    expect(scan(["SN-1", "SN-1"]).last).toBe("serial_twice");
    expect(scan(["MB-1", "SN-9"]).last).toBe("serial_not_sent");
  });

  test("of the last piece completes the list", () => {
    const { entries } = scan(["2*DP-1", "SN-1"]);
    expect(isComplete(LINES, entries)).toBe(false);
    expect(isComplete(LINES, [...entries, { line: 2, found: "short", quantity: 1 }])).toBe(true);
  });
});

import { describe, expect, test } from "vitest";
import type { Entry } from "../../scanning/tally";
import type { Count, CountLine } from "./reading";
import { entriesOf, found, isOpen, scannable } from "./sheet";

const LINE: CountLine = {
  part: "DP-1",
  condition: "new",
  owner: "HQ",
  set_aside: false,
  counted: null,
  counted_at: null,
  counted_by: null,
  recount: false,
  recounted: false,
  expected: null,
  reason: null,
  reason_text: "",
};
const OPENED = "2026-11-23T09:00:00+08:00";
const COUNT: Count = {
  number: "CT-000001",
  place: "ZJ/WH",
  full: false,
  lines: [LINE, { ...LINE, condition: "defective" }],
  opened_by: "pam",
  opened_at: OPENED,
  status: "opened",
  counters: [],
  decided_by: null,
  note: "",
};
const AT = Date.parse("2026-11-23T09:20:00+08:00");
const TWO: readonly Entry[] = [
  { line: 1, found: "good", quantity: 1, at: AT - 60_000 },
  { line: 1, found: "good", quantity: 1, at: AT },
];

describe("a count sheet", () => {
  test("is scanned in one condition at a time", () => {
    expect(scannable(COUNT, new Map(), "defective", false).map((one) => one.line)).toEqual([2]);
  });

  test("adds to what was entered, and begins anew when a line is recounted", () => {
    expect(found({ ...LINE, counted: 5 }, 1, TWO)).toBe(7);
    expect(found({ ...LINE, counted: 5, recount: true }, 1, TWO)).toBe(2);
    expect(found({ ...LINE, counted: 5, recount: true }, 1, [])).toBeNull();
  });

  test("knows nothing of a line until somebody said so, even that it is empty", () => {
    expect(isOpen(LINE, 1, [])).toBe(true);
    expect(isOpen(LINE, 1, [{ line: 1, found: "good", quantity: 0, at: AT }])).toBe(false);
  });

  test("tells when each line was counted last, by the server's clock", () => {
    expect(entriesOf(COUNT, TWO, 1_000).lines).toEqual([
      {
        part: "DP-1",
        condition: "new",
        owner: "HQ",
        set_aside: false,
        quantity: 2,
        counted_at: "2026-11-23T01:20:01.000Z",
      },
    ]);
    expect(entriesOf(COUNT, TWO, -7_200_000).lines[0]?.counted_at).toBe("2026-11-23T01:00:00.001Z");
  });
});

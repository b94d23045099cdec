import { describe, expect, test } from "vitest";
import { boardOf, drivesOf, isThere, positionAt, sorted, type PlanSheet, type Premises } from "./board";
import { clock, hoursAround, secondsOf, signedMinutes, ticks } from "./times";

const H = 3_600;
const at = (time: string) => `2026-12-01T${time}:00+08:00`;

function stop(given: object): PlanSheet["routes"][number]["stops"][number] {
  return {
    kind: "visit",
    service_order: null,
    location: null,
    late_s: 0,
    parts: [],
    tools: [],
    brings: [],
    ...given,
  } as unknown as PlanSheet["routes"][number]["stops"][number];
}

const sheet = {
  plan: { id: 1, day: "2026-12-01", locks: { visits: {}, technicians: [] } },
  routes: [
    {
      technician: "T2",
      name_zh: "李四",
      name_en: "Li Si",
      node: "ZJ-001",
      leave_at: at("08:00"),
      back_at: at("12:30"),
      distance_m: 9_000,
      travel_s: 3_600,
      score: null,
      stops: [
        stop({
          kind: "pickup",
          location: "ZJ/WH",
          arrive_at: at("08:20"),
          start_at: at("08:30"),
          depart_at: at("08:40"),
        }),
        stop({ service_order: "SO-1", arrive_at: at("09:00"), start_at: at("09:30"), depart_at: at("10:00") }),
        stop({ kind: "break", arrive_at: at("10:00"), start_at: at("10:00"), depart_at: at("10:45") }),
        stop({
          service_order: "SO-2",
          arrive_at: at("11:00"),
          start_at: at("11:00"),
          depart_at: at("12:00"),
          late_s: 60,
        }),
      ],
    },
  ],
  unserved: [],
} as unknown as PlanSheet;

const premises = {
  technicians: [
    {
      code: "T1",
      name_zh: "张三",
      name_en: "Zhang San",
      node: "ZJ",
      lon: 120,
      lat: 30,
      shift: { starts: at("08:00"), ends: at("18:00") },
      overtime_from: at("17:00"),
      rests: [],
    },
    {
      code: "T2",
      name_zh: "李四",
      name_en: "Li Si",
      node: "ZJ-001",
      lon: 120,
      lat: 30,
      shift: { starts: at("08:00"), ends: at("18:00") },
      overtime_from: at("17:00"),
      rests: [],
    },
  ],
  visits: [{ service_order: "SO-1", windows: [{ starts: at("09:00"), ends: at("11:00") }] }],
  stores: [],
} as unknown as Premises;

describe("the board", () => {
  const board = boardOf(sheet, premises);

  test("has a lane for everybody on duty, also for those with nothing to do", () => {
    expect(board.lanes.map((lane) => [lane.technician, lane.visits.length])).toEqual([
      ["T1", 0],
      ["T2", 2],
    ]);
  });

  test("counts positions among visits only", () => {
    expect(board.lanes[1]?.bars.map((bar) => [bar.ref, bar.position])).toEqual([
      ["ZJ/WH", 0],
      ["SO-1", 0],
      ["", 1],
      ["SO-2", 1],
    ]);
  });

  test("measures the load by the shift without overtime", () => {
    expect(board.lanes[1]?.load).toBe(0.5);
    expect(board.lanes[1]?.late).toBe(1);
  });

  test("knows the windows and where everything is", () => {
    expect(board.windows.get("SO-1")).toEqual([{ from: 9 * H, until: 11 * H }]);
    expect(board.laneOf.get("SO-2")?.technician).toBe("T2");
  });

  test("drives are what lies between, waiting isn't driving", () => {
    const lane = board.lanes[1];
    const drives = drivesOf(lane?.bars ?? [], 8 * H, 12.5 * H);
    expect(drives.map((one) => [one.from / H, Math.round((one.until * 60) / H)])).toEqual([
      [8, 500],
      [8 + 40 / 60, 540],
      [10.75, 660],
      [12, 750],
    ]);
  });

  test("a visit is dropped before the first that has its middle later; itself doesn't count", () => {
    const lane = board.lanes[1] ?? { visits: [] };
    expect(positionAt(lane, 9 * H, null)).toBe(0);
    expect(positionAt(lane, 10 * H, null)).toBe(1);
    expect(positionAt(lane, 13 * H, null)).toBe(2);
    expect(positionAt(lane, 13 * H, "SO-1")).toBe(1);
    expect(isThere(board, "SO-2", "T2", 1)).toBe(true);
    expect(isThere(board, "SO-2", "T1", 1)).toBe(false);
    expect(isThere(board, "SO-2", null, null)).toBe(false);
    expect(isThere(board, "SO-9", null, null)).toBe(true);
  });

  test("is sorted as asked, then by code", () => {
    expect(sorted(board.lanes, "load").map((lane) => lane.technician)).toEqual(["T2", "T1"]);
    expect(sorted(board.lanes, "node").map((lane) => lane.technician)).toEqual(["T1", "T2"]);
  });
});

describe("times", () => {
  test("are the network's, whatever zone the reader is in", () => {
    expect(secondsOf("2026-12-01")("2026-12-01T00:30:00Z")).toBe(0.5 * H);
    expect(secondsOf("2026-12-01")("2026-12-02T01:00:00+08:00")).toBe(25 * H);
  });

  test("are written to the minute, also past midnight", () => {
    expect(clock(9 * H + 5 * 60)).toBe("09:05");
    expect(clock(24.5 * H)).toBe("24:30");
    expect(signedMinutes(-90)).toBe("−1");
  });

  test("the day shown covers all, in whole hours", () => {
    expect(hoursAround([8.5 * H, 19.2 * H])).toEqual({ from: 8 * H, until: 20 * H });
    expect(hoursAround([])).toEqual({ from: 8 * H, until: 18 * H });
  });

  test("ticks never stand closer than they can be read", () => {
    expect(ticks({ from: 8 * H, until: 20 * H, pxPerS: 50 / H })).toHaveLength(13);
    expect(ticks({ from: 8 * H, until: 20 * H, pxPerS: 20 / H })).toEqual(
      [8, 10, 12, 14, 16, 18, 20].map((h) => h * H),
    );
  });
});

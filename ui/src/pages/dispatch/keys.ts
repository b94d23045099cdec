/** The board by keys. */
import { useKeys, type Key } from "../../parts/keys";
import { isRouteLocked, laneAt, type Bar, type Board, type Lane } from "./board";
import { dayAfter } from "./days";
import { ANEW, TABS, type Desk } from "./desk";
import type { Deeds } from "./doing";
import { keyWords } from "./words";

interface Given {
  desk: Desk;
  board: Board;
  lanes: readonly Lane[];
  deeds: Deeds;
  editable: boolean;
  step: (by: number) => void;
}

export function useBoardKeys({ desk, board, lanes, deeds, editable, step }: Given): readonly Key[] {
  const { at } = desk;
  const lane = laneAt(board, at);
  const order = at !== undefined && board.wanted.has(at) ? at : undefined;
  const routed = order !== undefined && board.laneOf.has(order);
  const bindings: Key[] = [
    {
      keys: ["ArrowLeft", "ArrowRight"],
      told: keyWords.neighbours,
      act: (key) => go(desk, beside(lane ?? lanes[0], at, key === "ArrowRight" ? 1 : -1)?.ref),
    },
    {
      keys: ["ArrowUp", "ArrowDown"],
      told: keyWords.lanes,
      act: (key) => go(desk, across(lanes, lane, board.barOf.get(at ?? ""), key === "ArrowDown" ? 1 : -1)),
    },
    { keys: ["m"], told: keyWords.move, act: () => editable && order && deeds.open({ kind: "move", order }) },
    { keys: ["Delete", "Backspace"], told: keyWords.takeOut, act: () => editable && routed && deeds.takeOut(order) },
    { keys: ["l"], told: keyWords.lock, act: () => routed && lane && deeds.lockOn(order, lane.technician) },
    {
      keys: ["L"],
      told: keyWords.lockRoute,
      act: () =>
        lane && deeds.lock({ technicians: { [lane.technician]: !isRouteLocked(board.plan, lane.technician) } }),
    },
    { keys: ["u"], told: keyWords.undo, act: () => board.plan.edit > 0 && deeds.undo() },
    { keys: ["U"], told: keyWords.redo, act: deeds.redo },
    { keys: ["p"], told: keyWords.plan, act: () => deeds.open({ kind: "options" }) },
    { keys: ["r"], told: keyWords.rest, act: deeds.planRest },
    { keys: ["P"], told: keyWords.publish, act: () => editable && deeds.open({ kind: "publish" }) },
    {
      keys: ["[", "]"],
      told: keyWords.days,
      act: (key) => desk.write({ ...ANEW, day: dayAfter(desk.day, key === "]" ? 1 : -1) }),
    },
    {
      keys: ["1", "2", "3", "4"],
      told: keyWords.tabs,
      act: (key) => desk.write({ tab: TABS[Number(key) - 1] ?? "unserved" }),
    },
    { keys: ["+", "-"], told: keyWords.zoom, act: (key) => step(key === "+" ? 1 : -1) },
    { keys: ["o"], told: keyWords.print, act: () => deeds.print(lane?.technician) },
    { keys: ["Escape"], told: keyWords.nothing, act: () => desk.choose(null) },
    { keys: ["?"], told: keyWords.sheet, act: () => deeds.open({ kind: "keys" }) },
  ];
  useKeys(bindings);
  return bindings;
}

function go(desk: Desk, at: string | undefined): void {
  if (at !== undefined) desk.choose(at);
}

function beside(lane: Lane | undefined, at: string | undefined, by: number): Bar | undefined {
  const visits = lane?.visits ?? [];
  const place = visits.findIndex((bar) => bar.ref === at);
  return place < 0 ? visits[by > 0 ? 0 : visits.length - 1] : visits[place + by];
}

/** In the next lane the visit nearest in time, else the lane itself. */
function across(lanes: readonly Lane[], lane: Lane | undefined, bar: Bar | undefined, by: number): string | undefined {
  const next = lanes[lane ? lanes.indexOf(lane) + by : 0];
  if (!next) return undefined;
  const middle = bar ? (bar.from + bar.until) / 2 : next.leave;
  const far = (one: Bar) => Math.abs((one.from + one.until) / 2 - middle);
  return next.visits.toSorted((a, b) => far(a) - far(b))[0]?.ref ?? next.technician;
}

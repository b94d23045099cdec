/** A plan as the board shows it: a lane for each technician on duty, with what fills the day. Pure; times in seconds of the day. */
import type { components } from "../../api/schema";
import type { Text } from "../../words/language";
import { colourOf } from "./colours";
import { hoursAround, secondsOf, type Span } from "./times";

type Schemas = components["schemas"];
export type PlanSheet = Schemas["PlanSheet"];
export type PlanHead = Schemas["PlanHead"];
export type Premises = Schemas["PlanPremises"];
export type StopSheet = Schemas["StopSheet"];
export type Wanted = Schemas["Wanted"];
export type Lock = Schemas["Lock"];
export type Unserved = Schemas["UnservedSheet"];

/** A stretch of a lane: what is done from when to when. A visit's `ref` is its order, a stock place's its location. */
export interface Bar extends Span {
  readonly kind: "visit" | "pickup" | "return" | "break";
  readonly ref: string;
  readonly arrive: number;
  readonly late: boolean;
  /** Among the visits of the lane, from 0; of another stop, how many visits come before. */
  readonly position: number;
  readonly stop: StopSheet;
}

export interface Drive extends Span {
  readonly key: string;
}

export interface Lane {
  readonly technician: string;
  readonly name: Text;
  readonly node: string;
  /** On the map and at the lane's head. */
  readonly colour: string;
  readonly shift: Span | null;
  readonly overtimeFrom: number | null;
  readonly bars: readonly Bar[];
  readonly drives: readonly Drive[];
  readonly visits: readonly Bar[];
  readonly late: number;
  readonly distanceM: number;
  /** Of the shift, from leaving to coming back. */
  readonly load: number;
  readonly home: { readonly lon: number; readonly lat: number } | null;
  readonly leave: number;
  readonly back: number;
}

export interface Board {
  readonly plan: PlanHead;
  readonly lanes: readonly Lane[];
  readonly span: Span;
  readonly unserved: readonly Unserved[];
  readonly wanted: ReadonlyMap<string, Wanted>;
  /** Windows of an order in which work may begin. */
  readonly windows: ReadonlyMap<string, readonly Span[]>;
  readonly laneOf: ReadonlyMap<string, Lane>;
  readonly barOf: ReadonlyMap<string, Bar>;
  readonly stores: Premises["stores"];
}

export function boardOf(sheet: PlanSheet, premises: Premises | undefined): Board {
  const seconds = secondsOf(sheet.plan.day);
  const span = (one: { starts: string; ends: string }): Span => ({
    from: seconds(one.starts),
    until: seconds(one.ends),
  });
  const routes = new Map(sheet.routes.map((route) => [route.technician, route]));
  const duty = new Map((premises?.technicians ?? []).map((one) => [one.code, one]));
  const codes = [...new Set([...duty.keys(), ...routes.keys()])].sort();
  const lanes = codes.map((code, n) => ({
    ...laneOf(code, routes.get(code), duty.get(code), seconds, span),
    colour: colourOf(n),
  }));
  const served = lanes.flatMap((lane) => lane.visits.map((bar) => [bar, lane] as const));
  const wanted = premises?.visits ?? [];
  return {
    plan: sheet.plan,
    lanes,
    span: hoursAround(
      lanes.flatMap((lane) => [lane.leave, lane.back, ...(lane.shift ? [lane.shift.from, lane.shift.until] : [])]),
    ),
    unserved: sheet.unserved,
    wanted: new Map(wanted.map((one) => [one.service_order, one])),
    windows: new Map(wanted.map((one) => [one.service_order, one.windows.map(span)])),
    laneOf: new Map(served.map(([bar, lane]) => [bar.ref, lane])),
    barOf: new Map(served.map(([bar]) => [bar.ref, bar])),
    stores: premises?.stores ?? [],
  };
}

function laneOf(
  code: string,
  route: PlanSheet["routes"][number] | undefined,
  duty: Premises["technicians"][number] | undefined,
  seconds: (iso: string) => number,
  span: (one: { starts: string; ends: string }) => Span,
): Omit<Lane, "colour"> {
  const bars = barsOf(route?.stops ?? [], seconds);
  const shift = duty ? span(duty.shift) : null;
  const overtimeFrom = duty?.overtime_from ? seconds(duty.overtime_from) : null;
  const leave = route ? seconds(route.leave_at) : (shift?.from ?? 8 * 3_600);
  const back = route ? seconds(route.back_at) : leave;
  const paid = shift ? (overtimeFrom ?? shift.until) - shift.from : 0;
  return {
    technician: code,
    name: { zh: route?.name_zh ?? duty?.name_zh ?? code, en: route?.name_en ?? duty?.name_en ?? code },
    node: route?.node ?? duty?.node ?? "",
    shift,
    overtimeFrom,
    bars,
    drives: drivesOf(bars, leave, back),
    visits: bars.filter((bar) => bar.kind === "visit"),
    late: bars.filter((bar) => bar.late).length,
    distanceM: route?.distance_m ?? 0,
    load: paid > 0 ? (back - leave) / paid : 0,
    home: duty ? { lon: duty.lon, lat: duty.lat } : null,
    leave,
    back,
  };
}

function barsOf(stops: readonly StopSheet[], seconds: (iso: string) => number): Bar[] {
  let position = 0;
  return stops.map((stop) => ({
    kind: stop.kind,
    ref: stop.service_order ?? stop.location ?? "",
    arrive: seconds(stop.arrive_at),
    from: seconds(stop.start_at),
    until: seconds(stop.depart_at),
    late: stop.late_s > 0,
    position: stop.kind === "visit" ? position++ : position,
    stop,
  }));
}

/** The drives between what is done; what is left between a drive's end and a bar is waiting. */
export function drivesOf(bars: readonly Pick<Bar, "arrive" | "until">[], leave: number, back: number): Drive[] {
  const drives: Drive[] = [];
  let from = leave;
  bars.forEach((bar, n) => {
    if (bar.arrive > from) drives.push({ key: `to-${n}`, from, until: bar.arrive });
    from = bar.until;
  });
  if (bars.length > 0 && back > from) drives.push({ key: "back", from, until: back });
  return drives;
}

/** Where a visit that is dropped at this time goes among the lane's others: before the first that has its middle later. */
export function positionAt(lane: Pick<Lane, "visits">, seconds: number, moved: string | null): number {
  const others = lane.visits.filter((bar) => bar.ref !== moved);
  const before = others.filter((bar) => (bar.from + bar.until) / 2 < seconds);
  return before.length;
}

/** Whether a visit is there already; without a technician: on no route. */
export function isThere(board: Board, order: string, technician: string | null, position: number | null): boolean {
  const lane = board.laneOf.get(order);
  if (technician === null) return lane === undefined;
  return lane?.technician === technician && board.barOf.get(order)?.position === position;
}

/** Of a technician, or of the one who has the order. */
export function laneAt(board: Board, at: string | undefined): Lane | undefined {
  if (at === undefined) return undefined;
  return board.laneOf.get(at) ?? board.lanes.find((one) => one.technician === at);
}

export function isRouteLocked(plan: PlanHead, technician: string): boolean {
  return plan.locks.technicians.includes(technician);
}

export function lockOf(plan: PlanHead, order: string, technician: string | undefined): Lock | "route" | null {
  if (technician !== undefined && isRouteLocked(plan, technician)) return "route";
  return plan.locks.visits[order] ?? null;
}

/** Technicians in the order in which a dispatcher looks for them. */
export const SORTINGS = ["code", "load", "late", "node"] as const;
export type Sorting = (typeof SORTINGS)[number];

export function sorted(lanes: readonly Lane[], by: Sorting): readonly Lane[] {
  const first: Record<Sorting, (lane: Lane) => number | string> = {
    code: (lane) => lane.technician,
    load: (lane) => -lane.load,
    late: (lane) => -lane.late,
    node: (lane) => lane.node,
  };
  const key = first[by];
  return [...lanes].sort((a, b) => {
    const [one, other] = [key(a), key(b)];
    return one < other ? -1 : one > other ? 1 : a.technician < b.technician ? -1 : 1;
  });
}

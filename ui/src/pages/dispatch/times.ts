/** The planned day as seconds after its midnight, where the network is, and as places along the timeline. */

export const HOUR_S = 3_600;

/** Reads the API's moments, which carry the network's offset, as seconds after the midnight of `day`. */
export function secondsOf(day: string): (iso: string) => number {
  return (iso) => (Date.parse(iso) - Date.parse(`${day}T00:00:00${offsetOf(iso)}`)) / 1_000;
}

function offsetOf(iso: string): string {
  return /(Z|[+-]\d\d:\d\d)$/.exec(iso)?.[0] ?? "Z";
}

/** 09:05; past midnight it goes on: 24:10. */
export function clock(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(((minutes % 60) + 60) % 60)}`;
}

/** Whole minutes with their sign, as a change is told. */
export function signedMinutes(seconds: number): string {
  return signed(Math.round(seconds / 60));
}

export function signed(value: number): string {
  return value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0";
}

/** From when to when the timeline shows. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Whole hours around all that is to be seen, at least eight. */
export function hoursAround(moments: readonly number[]): Span {
  if (moments.length === 0) return { from: 8 * HOUR_S, until: 18 * HOUR_S };
  const from = Math.floor(Math.min(...moments) / HOUR_S) * HOUR_S;
  const until = Math.ceil(Math.max(...moments) / HOUR_S) * HOUR_S;
  return { from, until: Math.max(until, from + 8 * HOUR_S) };
}

export interface Scale extends Span {
  readonly pxPerS: number;
}

export function x(scale: Scale, seconds: number): number {
  return (seconds - scale.from) * scale.pxPerS;
}

export function secondsAt(scale: Scale, px: number): number {
  return scale.from + px / scale.pxPerS;
}

export function wide(scale: Scale): number {
  return x(scale, scale.until);
}

/** Each hour, or each second or third where hours would stand too close to be read. */
export function ticks(scale: Scale): number[] {
  const every = [1, 2, 3, 4].find((n) => n * HOUR_S * scale.pxPerS >= 38) ?? 6;
  const first = Math.ceil(scale.from / (every * HOUR_S)) * every * HOUR_S;
  const found = [];
  for (let at = first; at <= scale.until; at += every * HOUR_S) found.push(at);
  return found;
}

/** What the days come to: the last two weeks, and the two before. */
import type { OrderDay, PartDay } from "./reading";

export interface Trend {
  /** Oldest first; null where a day says nothing. */
  readonly days: readonly (number | null)[];
  readonly now: number | null;
  readonly before: number | null;
}

const SPAN = 14;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

export function summed(numbers: readonly number[]): Trend {
  return { days: numbers, now: sum(numbers.slice(-SPAN)), before: sum(numbers.slice(-2 * SPAN, -SPAN)) };
}

/** As it stands at the end of each day. */
export function standing(numbers: readonly number[]): Trend {
  return { days: numbers, now: numbers.at(-1) ?? null, before: numbers.at(-1 - SPAN) ?? null };
}

/** Of all, how many: 0 to 1. */
export function share(days: readonly { of: number; some: number }[]): Trend {
  const shareOf = (some: readonly { of: number; some: number }[]) => {
    const all = sum(some.map((one) => one.of));
    return all > 0 ? sum(some.map((one) => one.some)) / all : null;
  };
  return {
    days: days.map((one) => shareOf([one])),
    now: shareOf(days.slice(-SPAN)),
    before: shareOf(days.slice(-2 * SPAN, -SPAN)),
  };
}

export function keptOf(days: readonly OrderDay[]): Trend {
  return share(days.map((one) => ({ of: one.promised, some: one.kept })));
}

export function of<K extends string>(days: readonly Record<K, number>[], name: K): number[] {
  return days.map((one) => one[name]);
}

export type { OrderDay, PartDay };

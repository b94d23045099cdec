/** What was scanned and said, as the receipt that is booked. */
import type { components } from "../../api/schema";
import { left, tallied, type Entry, type Found, type Line } from "../../scanning/tally";
import type { Receipt } from "./deeds";
import type { Fault } from "./words";

type LineReceipt = components["schemas"]["LineReceipt"];

/** What figures alone don't say of a line. */
export interface Detail {
  readonly fault?: Fault | undefined;
  /** The part that came in place of the wrong ones. */
  readonly instead?: string | undefined;
}

export type Details = Readonly<Record<number, Detail>>;

export const DIFFERENCES = ["damaged", "short", "wrong", "over"] as const satisfies readonly Found[];

export function differs(entries: readonly Entry[], line: number): boolean {
  return DIFFERENCES.some((found) => tallied(entries, line, found) > 0);
}

export function isSaid(lines: readonly Line[], entries: readonly Entry[], details: Details): boolean {
  return lines.every(({ line }) => {
    const detail = details[line] ?? {};
    const faultSaid = !differs(entries, line) || detail.fault !== undefined;
    return faultSaid && (tallied(entries, line, "wrong") === 0 || Boolean(detail.instead));
  });
}

/** Entries that tell the rest of each line as missing. Pieces that have serials are named. */
export function restMissing(lines: readonly Line[], entries: readonly Entry[]): Entry[] {
  const scanned = new Set(entries.map((one) => one.serial));
  return lines.flatMap((line): Entry[] => {
    const rest = left(line, entries);
    if (rest <= 0) return [];
    if (!line.tracked) return [{ line: line.line, found: "short", quantity: rest }];
    const unseen = line.serials.filter((serial) => !scanned.has(serial)).slice(0, rest);
    return unseen.map((serial) => ({ line: line.line, found: "short", quantity: 1, serial }));
  });
}

export function receiptOf(lines: readonly Line[], entries: readonly Entry[], details: Details, note: string): Receipt {
  const seen = lines.filter(({ line }) => entries.some((one) => one.line === line));
  const receipts = seen.map((line) => lineReceipt(line, entries, details[line.line] ?? {}));
  const something = receipts.filter((one) => one.good + one.damaged + one.short + one.wrong + one.over > 0);
  return { lines: something, note };
}

function lineReceipt({ line }: Line, entries: readonly Entry[], { fault, instead }: Detail): LineReceipt {
  const figure = (found: Found) => tallied(entries, line, found);
  const wrong = figure("wrong");
  return {
    line,
    good: figure("good"),
    damaged: figure("damaged"),
    short: figure("short"),
    wrong,
    over: figure("over"),
    pieces: entries.flatMap((one) =>
      one.line === line && one.serial ? [{ serial: one.serial, found: one.found }] : [],
    ),
    ...(differs(entries, line) && fault && { fault }),
    ...(wrong > 0 && instead && { instead: { part: instead, quantity: wrong, serials: [] } }),
  };
}

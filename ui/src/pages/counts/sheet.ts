/** The sheet as it is scanned: what was entered before, and what was found since. Nobody who counts sees the books. */
import type { Part } from "../shipments/reading";
import { tallied, type Entry, type Line } from "../../scanning/tally";
import type { Condition } from "../../words/stock";
import type { Entries } from "./deeds";
import type { Count, CountLine } from "./reading";

export function keyOf(line: Pick<CountLine, "part" | "condition" | "owner" | "set_aside">): string {
  return [line.part, line.condition, line.owner, line.set_aside].join(" ");
}

/** Those that a scan can count: of the condition that is being counted. */
export function scannable(
  count: Count,
  parts: ReadonlyMap<string, Part>,
  condition: Condition,
  setAside: boolean,
): Line[] {
  return count.lines.flatMap((line, i): Line[] =>
    line.condition === condition && line.set_aside === setAside
      ? [
          {
            line: i + 1,
            part: line.part,
            barcode: parts.get(line.part)?.barcode ?? null,
            expected: null,
            tracked: false,
            serials: [],
          },
        ]
      : [],
  );
}

function isTouched(entries: readonly Entry[], line: number): boolean {
  return entries.some((one) => one.line === line);
}

/** What will be entered: what was entered already and what was scanned since; a recount begins anew. Null: nothing yet. */
export function found(line: CountLine, n: number, entries: readonly Entry[]): number | null {
  const before = line.recount ? null : line.counted;
  if (!isTouched(entries, n)) return before;
  return (before ?? 0) + tallied(entries, n, "good");
}

export function isOpen(line: CountLine, n: number, entries: readonly Entry[]): boolean {
  return found(line, n, entries) === null;
}

/** `ahead`: by how many milliseconds the server's clock is ahead of this machine's. None lies before the count was opened. */
export function entriesOf(count: Count, entries: readonly Entry[], ahead: number): Entries {
  const lines = count.lines.flatMap((line, i) => {
    const quantity = isTouched(entries, i + 1) ? found(line, i + 1, entries) : null;
    if (quantity === null) return [];
    const last = Math.max(...entries.flatMap((one) => (one.line === i + 1 ? (one.at ?? 0) : [])));
    const counted_at = new Date(Math.max(last + ahead, Date.parse(count.opened_at) + 1)).toISOString();
    const { part, condition, owner, set_aside } = line;
    return [{ part, condition, owner, set_aside, quantity, counted_at }];
  });
  return { lines };
}

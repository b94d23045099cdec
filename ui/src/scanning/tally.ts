/** What was scanned of a list, entry by entry, so that the last one can be undone. No figure is kept beside the entries. */

/** How a piece was found. When parts are picked all are good. */
export type Found = "good" | "damaged" | "short" | "wrong" | "over";

export interface Line {
  /** Counted from 1. */
  readonly line: number;
  readonly part: string;
  readonly barcode: string | null;
  /** Pieces that are still to be scanned, before any of these entries; null where that isn't to be known. */
  readonly expected: number | null;
  /** Each piece is named by its serial number. */
  readonly tracked: boolean;
  /** Those that are known to be on the way; empty where nobody knows. */
  readonly serials: readonly string[];
}

export interface Entry {
  readonly line: number;
  readonly found: Found;
  readonly quantity: number;
  readonly serial?: string;
  /** When, in milliseconds by this machine's clock. */
  readonly at?: number;
}

export type Verdict =
  | {
      readonly kind: "counted";
      readonly entry: Entry;
      readonly part: string;
      readonly now: number;
      readonly of: number | null;
    }
  | { readonly kind: "serial_next"; readonly line: number; readonly part: string }
  | { readonly kind: "too_many"; readonly part: string; readonly of: number }
  | { readonly kind: "serial_twice"; readonly serial: string }
  | { readonly kind: "serial_not_sent"; readonly serial: string; readonly part: string }
  | { readonly kind: "one_by_one"; readonly part: string }
  | { readonly kind: "not_here"; readonly code: string };

const MANY = /^(\d{1,5})\s*[*x×]\s*(.+)$/i;

export function tallied(entries: readonly Entry[], line: number, found: Found): number {
  return entries.reduce((sum, one) => (one.line === line && one.found === found ? sum + one.quantity : sum), 0);
}

/** Of what was sent, what has been told. */
export function told(entries: readonly Entry[], line: number): number {
  return entries.reduce((sum, one) => (one.line === line && one.found !== "over" ? sum + one.quantity : sum), 0);
}

export function left(line: Line, entries: readonly Entry[]): number {
  return line.expected === null ? Infinity : line.expected - told(entries, line.line);
}

export function isComplete(lines: readonly Line[], entries: readonly Entry[]): boolean {
  return lines.every((line) => left(line, entries) === 0);
}

/**
 * What a scanned or typed code means: a part's number or barcode, "12*" in front for as many pieces, or a serial number.
 * `awaiting` is the line whose part was scanned and whose serial comes next.
 */
export function judge(
  lines: readonly Line[],
  entries: readonly Entry[],
  typed: string,
  found: Found,
  awaiting: number | null,
): Verdict {
  const many = MANY.exec(typed.trim());
  const quantity = many ? Number(many[1]) : 1;
  const code = (many?.[2] ?? typed).trim();
  const named = lines.filter((line) => isPart(line, code));
  if (named.length > 0) {
    const line = named.find((one) => left(one, entries) > 0) ?? named[0]!;
    if (line.tracked && quantity > 1) return { kind: "one_by_one", part: line.part };
    if (line.tracked) return { kind: "serial_next", line: line.line, part: line.part };
    return counted(line, entries, found, quantity);
  }
  const bySerial = lines.find((line) => line.serials.includes(code)) ?? lines.find((line) => line.line === awaiting);
  return bySerial ? ofSerial(bySerial, entries, found, code) : { kind: "not_here", code };
}

function isPart(line: Line, code: string): boolean {
  return line.part.toLowerCase() === code.toLowerCase() || (line.barcode !== null && line.barcode === code);
}

function ofSerial(line: Line, entries: readonly Entry[], found: Found, serial: string): Verdict {
  if (entries.some((one) => one.serial === serial)) return { kind: "serial_twice", serial };
  const sent = line.serials.length === 0 || line.serials.includes(serial);
  if (!sent && found !== "over") return { kind: "serial_not_sent", serial, part: line.part };
  return counted(line, entries, found, 1, serial);
}

function counted(line: Line, entries: readonly Entry[], found: Found, quantity: number, serial?: string): Verdict {
  if (found !== "over" && quantity > left(line, entries)) {
    return { kind: "too_many", part: line.part, of: line.expected ?? 0 };
  }
  const entry: Entry = { line: line.line, found, quantity, ...(serial !== undefined && { serial }) };
  const now = told([...entries, entry], line.line);
  return { kind: "counted", entry, part: line.part, now, of: line.expected };
}

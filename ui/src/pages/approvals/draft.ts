/** What somebody is about to decide on a request, before it is sent. Pure. */
import type { components } from "../../api/schema";
import type { Reason } from "./words";

export type Consequences = components["schemas"]["Consequences"];
export type LineOf = components["schemas"]["LineConsequences"];
export type Decision = components["schemas"]["Decision"];
export type Source = components["schemas"]["Source"];

export interface LineDraft {
  readonly quantity: number;
  readonly part: string | null;
  readonly reason: Reason | null;
  /** Null: found by the system. */
  readonly sources: readonly Source[] | null;
}

export interface Draft {
  /** By line number; what isn't here is granted as asked. */
  readonly lines: Readonly<Record<number, LineDraft>>;
  readonly extraQuotaFen: number;
}

export const AS_ASKED: Draft = { lines: {}, extraQuotaFen: 0 };

export function lineDraft(draft: Draft, line: LineOf): LineDraft {
  return draft.lines[line.line] ?? { quantity: line.quantity, part: null, reason: null, sources: null };
}

export function changed(draft: Draft): boolean {
  return Object.keys(draft.lines).length > 0 || draft.extraQuotaFen > 0;
}

function plain(one: LineDraft, line: LineOf): boolean {
  return one.quantity === line.quantity && one.part === null && one.sources === null;
}

/** The draft with one line otherwise; a line that is as asked is left out. */
export function withLine(draft: Draft, line: LineOf, change: Partial<LineDraft>): Draft {
  const next = { ...lineDraft(draft, line), ...change };
  const lines = { ...draft.lines };
  if (plain(next, line)) delete lines[line.line];
  else lines[line.line] = { ...next, reason: next.quantity < line.quantity ? next.reason : null };
  return { ...draft, lines };
}

/** Sources can't give more than is granted: the last ones give less. */
export function withinQuantity(sources: readonly Source[], quantity: number): Source[] {
  let left = quantity;
  return sources.flatMap((one) => {
    const taken = Math.min(one.quantity, left);
    left -= taken;
    return taken > 0 ? [{ location: one.location, quantity: taken }] : [];
  });
}

export function lacksReason(draft: Draft, lines: readonly LineOf[]): boolean {
  return lines.some((line) => {
    const one = lineDraft(draft, line);
    return one.quantity < line.quantity && one.reason === null;
  });
}

export function decisionOf(draft: Draft): Decision {
  return {
    extra_quota_fen: draft.extraQuotaFen,
    lines: Object.entries(draft.lines).map(([line, one]) => ({
      line: Number(line),
      quantity: one.quantity,
      part: one.part,
      reason: one.reason,
      sources: one.sources === null ? null : [...one.sources],
    })),
  };
}

export interface QuotaBar {
  readonly category: LineOf["quota"];
  readonly leftFen: number;
  readonly afterFen: number;
}

/** Each quota before, and after what the draft grants. */
export function quotaBars({ quotas, lines }: Consequences, draft: Draft): QuotaBar[] {
  return quotas.map(({ category, left_fen }) => {
    const drawn = lines
      .filter((line) => line.quota === category)
      .reduce((sum, line) => sum + grantedFen(line, lineDraft(draft, line)), 0);
    const extra = category === null ? draft.extraQuotaFen : 0;
    return { category, leftFen: left_fen, afterFen: left_fen + extra - drawn };
  });
}

export function grantedFen(line: LineOf, one: LineDraft): number {
  return Math.round(line.amount_fen / line.quantity) * one.quantity;
}

/** What the general quota lacks for the draft; 0 if it suffices. */
export function lackingFen(consequences: Consequences, draft: Draft): number {
  const general = quotaBars(consequences, { ...draft, extraQuotaFen: 0 }).find((one) => one.category === null);
  return general ? Math.max(0, -general.afterFen) : 0;
}

/** What the draft grants in all; undefined while the request wasn't read. */
export function granted(
  consequences: Consequences | undefined,
  draft: Draft,
): { pieces: number; amount_fen: number } | undefined {
  if (!consequences) return undefined;
  const { lines } = consequences;
  return {
    pieces: lines.reduce((sum, line) => sum + lineDraft(draft, line).quantity, 0),
    amount_fen: lines.reduce((sum, line) => sum + grantedFen(line, lineDraft(draft, line)), 0),
  };
}

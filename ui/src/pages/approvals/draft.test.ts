import { describe, expect, test } from "vitest";
import {
  AS_ASKED,
  changed,
  decisionOf,
  lackingFen,
  lacksReason,
  quotaBars,
  withinQuantity,
  withLine,
  type Consequences,
  type LineOf,
} from "./draft";

function line(given: Partial<LineOf>): LineOf {
  return {
    line: 1,
    part: "DP-1",
    name_zh: "泵",
    name_en: "Pump",
    quantity: 4,
    amount_fen: 4000,
    quota: null,
    free: { head_office: 0, province: 0, partner: 0, under_way: 0 },
    sources: [],
    superseded_by: [],
    used_12_months: 0,
    held_up: [],
    ...given,
  };
}

function consequences(...lines: LineOf[]): Consequences {
  const quotas = [{ category: null, left_fen: 3000, after_fen: 0 }];
  return { number: "QR-1", overdue: [], quotas, lines };
}

describe("a draft", () => {
  test("that is put back to what was asked is none", () => {
    const less = withLine(AS_ASKED, line({}), { quantity: 2, reason: "too_many" });
    expect(changed(less)).toBe(true);
    expect(withLine(less, line({}), { quantity: 4 })).toEqual(AS_ASKED);
  });

  test("gives less only for a reason", () => {
    const less = withLine(AS_ASKED, line({}), { quantity: 2 });
    expect(lacksReason(less, [line({})])).toBe(true);
    expect(lacksReason(withLine(less, line({}), { reason: "other" }), [line({})])).toBe(false);
  });

  test("names only the lines that are otherwise than asked", () => {
    const draft = withLine(AS_ASKED, line({ line: 2 }), { sources: [] });
    expect(decisionOf(draft).lines).toEqual([{ line: 2, quantity: 4, part: null, reason: null, sources: [] }]);
  });

  test("takes no more from places than it grants", () => {
    const sources = [
      { location: "A", quantity: 3 },
      { location: "B", quantity: 3 },
    ];
    expect(withinQuantity(sources, 4)).toEqual([
      { location: "A", quantity: 3 },
      { location: "B", quantity: 1 },
    ]);
    expect(withinQuantity(sources, 3)).toEqual([{ location: "A", quantity: 3 }]);
  });
});

describe("a quota", () => {
  test("is drawn on by what is granted, not by what is asked", () => {
    const asked = consequences(line({}));
    expect(quotaBars(asked, AS_ASKED)[0]?.afterFen).toBe(-1000);
    expect(quotaBars(asked, withLine(AS_ASKED, line({}), { quantity: 1 }))[0]?.afterFen).toBe(2000);
  });

  test("that is added makes up for what is lacking", () => {
    const asked = consequences(line({}));
    const extraQuotaFen = lackingFen(asked, AS_ASKED);
    expect(extraQuotaFen).toBe(1000);
    expect(quotaBars(asked, { ...AS_ASKED, extraQuotaFen })[0]?.afterFen).toBe(0);
  });

  test("of another category isn't touched", () => {
    const asked = consequences(line({ quota: "main" }));
    expect(quotaBars(asked, AS_ASKED)[0]?.afterFen).toBe(3000);
  });
});

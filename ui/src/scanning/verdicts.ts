/** What a verdict says, loudly: a word and what it is about. */
import { api, ask } from "../api/client";
import type { Text } from "../words/language";
import type { Verdict } from "./tally";
import { scanning } from "./words";

export interface Saying {
  readonly good: boolean;
  readonly word: Text;
  readonly text: Text;
}

export function saying(verdict: Exclude<Verdict, { kind: "not_here" }>): Saying {
  switch (verdict.kind) {
    case "counted":
      return { good: true, word: scanning.counted, text: scanning.countedOf(verdict.part, verdict.now, verdict.of) };
    case "serial_next":
      return { good: true, word: scanning.serialNext, text: scanning.serialOf(verdict.part) };
    case "too_many":
      return { good: false, word: scanning.tooMany, text: scanning.onlyOf(verdict.part, verdict.of) };
    case "serial_twice":
      return { good: false, word: scanning.twice, text: scanning.just(verdict.serial) };
    case "serial_not_sent":
      return { good: false, word: scanning.notSent, text: scanning.serialIsOf(verdict.serial, verdict.part) };
    case "one_by_one":
      return { good: false, word: scanning.oneByOne, text: scanning.just(verdict.part) };
  }
}

/** Whether what isn't on the list is a part at all; without an answer only that it isn't on the list. */
export async function sayingOf(code: string): Promise<Saying> {
  const found = await ask(
    api.GET("/api/v1/parts/search", { params: { query: { q: code.slice(0, 100), limit: 1 } } }),
  ).catch(() => null);
  const part = found?.results.find((one) => one.number.toLowerCase() === code.toLowerCase() || one.barcode === code);
  if (found && !part) return { good: false, word: scanning.unknown, text: scanning.just(code) };
  const name = part ? scanning.named(part.number, part.name_zh, part.name_en) : scanning.just(code);
  return { good: false, word: scanning.notHere, text: name };
}

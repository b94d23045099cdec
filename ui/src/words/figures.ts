/** Dates, numbers and money, as the language writes them. Times are the network's: the API tells them with its offset. */
import type { Language } from "./language";

const LOCALE: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };

export function count(language: Language, value: number): string {
  return new Intl.NumberFormat(LOCALE[language]).format(value);
}

/** A share of 1 as a percentage. */
export function percent(language: Language, share: number): string {
  return new Intl.NumberFormat(LOCALE[language], { style: "percent", maximumFractionDigits: 1 }).format(share);
}

const YUAN = { style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" } as const;

/** Fen as yuan. */
export function money(language: Language, fen: number): string {
  return new Intl.NumberFormat(LOCALE[language], YUAN).format(fen / 100);
}

/** The same as a change: more has its sign too. */
export function moreMoney(language: Language, fen: number): string {
  return new Intl.NumberFormat(LOCALE[language], { ...YUAN, signDisplay: "exceptZero" }).format(fen / 100);
}

/** The clock that the text shows, not the reader's own: an hour in another zone is of no use here. */
function asWritten(iso: string): Date {
  return new Date(`${iso.slice(0, 19)}Z`);
}

export function day(language: Language, iso: string): string {
  const options = { dateStyle: "medium", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(LOCALE[language], options).format(asWritten(`${iso.slice(0, 10)}T00:00:00`));
}

export function moment(language: Language, iso: string): string {
  const options = {
    month: language === "zh" ? "numeric" : "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  } as const;
  return new Intl.DateTimeFormat(LOCALE[language], options).format(asWritten(iso));
}

export function fullMoment(language: Language, iso: string): string {
  return `${day(language, iso)} ${iso.slice(11, 16)}`;
}

const UNITS: readonly [number, Record<Language, string>][] = [
  [86_400, { zh: "天", en: "d" }],
  [3_600, { zh: "小时", en: "h" }],
  [60, { zh: "分钟", en: "min" }],
];

/** How long, in its two largest units: "1 d 4 h". */
export function span(language: Language, seconds: number): string {
  const first = UNITS.findIndex(([unit]) => seconds >= unit);
  const shown = first < 0 ? UNITS.slice(-1) : UNITS.slice(first, first + 2);
  let rest = seconds;
  const parts = shown.map(([unit, name]) => {
    const whole = Math.floor(rest / unit);
    rest -= whole * unit;
    return whole > 0 || shown.length === 1 ? `${count(language, whole)} ${name[language]}` : "";
  });
  return parts.filter(Boolean).join(" ");
}

/** A window within a day names the day once. */
export function between(language: Language, starts: string, ends: string): string {
  const until = starts.slice(0, 10) === ends.slice(0, 10) ? ends.slice(11, 16) : moment(language, ends);
  return `${moment(language, starts)}–${until}`;
}

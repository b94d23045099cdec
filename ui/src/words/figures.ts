/** Dates, numbers and money, as the language writes them. Times are the network's: the API tells them with its offset. */
import type { Language } from "./language";

const LOCALE: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };

export function count(language: Language, value: number): string {
  return new Intl.NumberFormat(LOCALE[language]).format(value);
}

/** Fen as yuan. */
export function money(language: Language, fen: number): string {
  const format = new Intl.NumberFormat(LOCALE[language], {
    style: "currency",
    currency: "CNY",
    currencyDisplay: "narrowSymbol",
  });
  return format.format(fen / 100);
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

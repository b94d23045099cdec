/** Days of the network, as the API writes them: 2026-12-01. */

/** The day that it is where the network is, whatever clock the reader has. */
export function dayIn(zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
}

/** Whoever writes the link by hand may err. */
export function dayOr(text: string | null, otherwise: string): string {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : otherwise;
}

export function dayAfter(day: string, days: number): string {
  const then = new Date(`${day}T12:00:00Z`);
  then.setUTCDate(then.getUTCDate() + days);
  return then.toISOString().slice(0, 10);
}

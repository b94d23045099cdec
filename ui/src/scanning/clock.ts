/** By how many milliseconds the server's clock is ahead of this machine's, at least. */
export async function serverAhead(): Promise<number> {
  const answer = await fetch("/api/v1/session", { cache: "no-store" });
  const told = Date.parse(answer.headers.get("date") ?? "");
  // It is told in whole seconds: never say more than it is.
  return Number.isNaN(told) ? 0 : told - Date.now();
}

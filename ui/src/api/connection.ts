/** How the connection is: pages say so in one line, and nothing typed is lost. */
export type Connection = "good" | "slow" | "offline" | "away";

const SLOW_MS = 4_000;

let current: Connection = navigator.onLine ? "good" : "offline";
const listeners = new Set<() => void>();
let late = 0;

function set(next: Connection): void {
  if (next === current) return;
  current = next;
  listeners.forEach((tell) => tell());
}

export function connection(): Connection {
  return current;
}

export function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Watches one request: it is told when an answer takes long, or doesn't come. */
export async function watched(asking: Promise<Response>): Promise<Response> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    late += 1;
    if (current === "good") set("slow");
  }, SLOW_MS);
  try {
    const answer = await asking;
    // What was under way may still come after the connection has gone.
    set(!navigator.onLine ? "offline" : late > (isLate ? 1 : 0) ? "slow" : "good");
    return answer;
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) set(navigator.onLine ? "away" : "offline");
    throw error;
  } finally {
    clearTimeout(timer);
    if (isLate) late -= 1;
  }
}

addEventListener("offline", () => set("offline"));
addEventListener("online", () => set("good"));

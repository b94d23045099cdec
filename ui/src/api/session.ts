/**
 * Who is logged in, in this tab.
 *
 * `ended` says that the session is gone while somebody was working: requests wait until they have logged in again, in
 * place, and are then repeated. Other tabs are told of log-in and log-out.
 */
import type { components } from "./schema";

export type Me = components["schemas"]["Me"];
export type Permission = components["schemas"]["Permission"];
export type Ended = "expired" | "logged_out_elsewhere";

interface State {
  /** Undefined until the server has told. */
  readonly me: Me | null | undefined;
  readonly ended: Ended | null;
}

type News = { kind: "in"; login: string } | { kind: "out" };

let state: State = { me: undefined, ended: null };
const listeners = new Set<() => void>();
const waiting = new Set<() => void>();
const tabs = new BroadcastChannel("fieldops.session");

function set(next: State): void {
  state = next;
  listeners.forEach((tell) => tell());
}

export function session(): State {
  return state;
}

export function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The server told who is logged in here. Another person than before begins anew: nothing of the first is kept. */
export function known(me: Me | null): void {
  if (me && state.me && state.me.login !== me.login) {
    location.reload();
    return;
  }
  set({ me, ended: null });
  if (me) {
    waiting.forEach((go) => go());
    waiting.clear();
  }
}

export function loggedIn(me: Me): void {
  known(me);
  tabs.postMessage({ kind: "in", login: me.login } satisfies News);
}

export function loggedOut(): void {
  tabs.postMessage({ kind: "out" } satisfies News);
  location.assign("/app/");
}

export function end(how: Ended): void {
  if (state.me && state.ended === null) set({ ...state, ended: how });
}

/** Resolves when the same person is logged in again. */
export function untilLoggedIn(): Promise<void> {
  return new Promise((resolve) => waiting.add(resolve));
}

/** Called with each news of another tab. */
export function hearOtherTabs(readAgain: () => void): () => void {
  const hear = ({ data }: MessageEvent<News>) => {
    if (data.kind === "out") end("logged_out_elsewhere");
    else readAgain();
  };
  tabs.addEventListener("message", hear);
  return () => tabs.removeEventListener("message", hear);
}

export function allowed(me: Me, permission: Permission): boolean {
  return permission in me.permissions;
}

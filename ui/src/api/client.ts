/**
 * The only way to the API.
 *
 * `ask(api.GET(...))` gives the answer's value or throws {@link Refused} or {@link Unreachable}. Every POST carries an
 * Idempotency-Key: pass your own to repeat a deed whose answer was lost. A request that finds the session gone waits
 * until the person has logged in again and is then repeated as it was.
 */
import createClient from "openapi-fetch";
import { language } from "../words/language";
import { watched } from "./connection";
import { Refused, Unreachable, type Problem } from "./problems";
import type { paths } from "./schema";
import { end, known, session, untilLoggedIn, type Me } from "./session";

const KEY = "Idempotency-Key";
const READS = new Set(["GET", "HEAD"]);
const SESSION = "/api/v1/session";

/** 128 random bits; `randomUUID` is there on HTTPS only. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A request that can be sent more than once. */
function prepared(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set("Accept-Language", language() === "zh" ? "zh-CN" : "en");
  const csrf = session().me?.csrf_token;
  if (!READS.has(request.method) && csrf) headers.set("X-CSRF-Token", csrf);
  if (request.method === "POST" && !headers.has(KEY)) headers.set(KEY, freshKey());
  return new Request(request, { headers });
}

async function sent(request: Request): Promise<Response> {
  const kept = prepared(request);
  for (;;) {
    const response = await watched(fetch(prepared(kept.clone())));
    if (!(await toRepeat(kept, response))) return response;
  }
}

/** Whether the person has logged in again meanwhile, so that it is worth sending once more. */
async function toRepeat(request: Request, response: Response): Promise<boolean> {
  const opensSession = request.method === "POST" && new URL(request.url).pathname === SESSION;
  if (opensSession || !session().me) return false;
  if (response.status === 403) return (await codeOf(response)) === "cross_site_request" && (await readSession());
  if (response.status !== 401 || (await codeOf(response)) !== "not_logged_in") return false;
  const again = untilLoggedIn();
  end("expired");
  await again;
  return true;
}

async function codeOf(response: Response): Promise<string | undefined> {
  const body = (await response.clone().json()) as { code?: string };
  return body.code;
}

/** Asks who is logged in; another tab may have logged in anew, with another token. */
export async function readSession(): Promise<boolean> {
  const before = session().me?.csrf_token;
  const response = await fetch(SESSION, { headers: { "Accept-Language": language() } });
  if (response.ok) {
    const me = (await response.json()) as Me;
    known(me);
    return me.csrf_token !== before;
  }
  if (response.status === 401 && session().me) end("expired");
  else if (response.status === 401) known(null);
  return false;
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: sent });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The value that the API answers. :throws Refused, Unreachable */
export async function ask<T>(asking: Promise<Answer<T>>): Promise<T> {
  return (await askWhole(asking)).value;
}

/** The same with its ETag, which a change names in If-Match. */
export async function askWhole<T>(asking: Promise<Answer<T>>): Promise<{ value: T; etag: string }> {
  let answer: Answer<T>;
  try {
    answer = await asking;
  } catch (error) {
    throw error instanceof DOMException && error.name === "AbortError" ? error : new Unreachable();
  }
  const { data, error, response } = answer;
  if (!response.ok) throw isProblem(error) ? new Refused(error) : new Unreachable();
  return { value: data as T, etag: response.headers.get("etag") ?? "" };
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "code" in error && "cause" in error;
}

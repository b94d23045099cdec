/**
 * What others do, as it happens: one event stream for all tabs of a browser. A stream holds one of the six connections
 * that a browser makes to a server over HTTP/1.1, so one tab follows it and tells the others.
 *
 * A query that names the families of records it shows (`meta: { families: ["quota_request"] }`) is read again when one
 * of them changes. The stream goes on where it ended; a browser does that by itself unless the server refused it.
 */
import type { QueryClient } from "@tanstack/react-query";
import type { components } from "./schema";
import { readSession } from "./client";
import { session } from "./session";

export type Family = components["schemas"]["Family"];

export interface News {
  family: Family;
  key: string;
  status: string;
}

/** An event as tabs tell it to each other, with its position. */
interface Told {
  readonly position: string;
  readonly news: News;
}

const AGAIN_MS = 3_000;
const STREAM = "fieldops.events";
const tabs = new BroadcastChannel(STREAM);
const hearing = new Set<(news: News) => void>();

/** `hear` is called with each event; the answer ends it. */
export function onNews(hear: (news: News) => void): () => void {
  hearing.add(hear);
  return () => hearing.delete(hear);
}

/** Hears what the stream tells, from here or from the tab that follows it, until the answer is called. */
export function follow(queries: QueryClient): () => void {
  let position = "";
  const leaving = new AbortController();

  function hear(told: Told): void {
    position = told.position || position;
    hearing.forEach((tell) => tell(told.news));
    void queries.invalidateQueries({
      predicate: ({ meta }) => ((meta?.["families"] as Family[] | undefined) ?? []).includes(told.news.family),
    });
  }
  tabs.addEventListener("message", ({ data }: MessageEvent<Told>) => hear(data), { signal: leaving.signal });

  const stream = () =>
    streamed({
      after: () => position,
      tell: (told) => {
        hear(told);
        tabs.postMessage(told);
      },
      leaving: leaving.signal,
    });
  // Whoever has the lock follows; when that tab goes, the next one has it. Without HTTPS there are no locks: each follows.
  if (isSecureContext) navigator.locks.request(STREAM, { signal: leaving.signal }, stream).catch(() => undefined);
  else void stream();
  return () => leaving.abort();
}

interface Stream {
  after: () => string;
  tell: (told: Told) => void;
  leaving: AbortSignal;
}

function streamed({ after, tell, leaving }: Stream): Promise<void> {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    source = new EventSource(`/api/v1/events/stream${after() ? `?after=${after()}` : ""}`);
    source.onmessage = ({ data, lastEventId }: MessageEvent<string>) =>
      tell({ position: lastEventId, news: (JSON.parse(data) as { data: News }).data });
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(() => void again(), AGAIN_MS);
    };
  }

  async function again(): Promise<void> {
    await readSession().catch(() => undefined);
    if (leaving.aborted) return;
    if (session().me && session().ended === null) open();
    else timer = setTimeout(() => void again(), AGAIN_MS);
  }

  return new Promise((left) => {
    leaving.addEventListener("abort", () => {
      clearTimeout(timer);
      source?.close();
      left();
    });
    open();
  });
}

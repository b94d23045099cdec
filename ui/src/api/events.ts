/**
 * What others do, as it happens: one event stream for the whole tab.
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

type Told = { type: string; data: { family: Family; key: string; status: string } };

const AGAIN_MS = 3_000;
const hearing = new Set<(news: News) => void>();

/** `hear` is called with each event; the answer ends it. */
export function onNews(hear: (news: News) => void): () => void {
  hearing.add(hear);
  return () => hearing.delete(hear);
}

export function follow(queries: QueryClient): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let position = "";

  function open(): void {
    source = new EventSource(`/api/v1/events/stream${position ? `?after=${position}` : ""}`);
    source.onmessage = (message: MessageEvent<string>) => {
      position = message.lastEventId || position;
      const { data } = JSON.parse(message.data) as Told;
      hearing.forEach((hear) => hear(data));
      void queries.invalidateQueries({
        predicate: ({ meta }) => ((meta?.["families"] as Family[] | undefined) ?? []).includes(data.family),
      });
    };
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(() => void again(), AGAIN_MS);
    };
  }

  async function again(): Promise<void> {
    await readSession().catch(() => undefined);
    if (session().me && session().ended === null) open();
    else timer = setTimeout(() => void again(), AGAIN_MS);
  }

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** The approver's desk: where somebody is in the queue, what is drafted, selected, decided. The link says where. */
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { AS_ASKED, type Consequences, type Draft } from "./draft";
import { useWaiting, VIEWS, type View, type Waiting } from "./waiting";

export interface Done {
  number: string;
  how: "approved" | "rejected";
}

export interface Desk {
  readonly view: View;
  readonly words: string;
  readonly queue: ReturnType<typeof useWaiting>;
  readonly requests: readonly Waiting[];
  /** The number that the link names, else the first. */
  readonly at: string | undefined;
  readonly current: Waiting | undefined;
  readonly checked: ReadonlySet<string>;
  readonly done: readonly Done[];
  draftOf: (number: string) => Draft;
  /** What was read of a request, if it was. */
  readOf: (number: string) => Consequences | undefined;
  remember: (consequences: Consequences) => void;
  draft: (number: string, draft: Draft) => void;
  look: (view: View) => void;
  filter: (words: string) => void;
  go: (number: string) => void;
  step: (by: 1 | -1) => void;
  check: (number: string) => void;
  checkAll: (numbers: readonly string[]) => void;
  settle: (decided: readonly Done[]) => void;
  unsettle: (number: string) => void;
  dismiss: (number: string) => void;
}

export function useDesk(): Desk {
  const [link, setLink] = useSearchParams();
  const asked = link.get("view") as View | null;
  const view = asked && VIEWS.includes(asked) ? asked : "mine";
  const words = link.get("q") ?? "";
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<readonly Done[]>([]);
  const read = useRef(new Map<string, Consequences>());
  const queue = useWaiting(view);
  const gone = new Set(done.map((one) => one.number));
  const requests = (queue.data?.requests ?? []).filter((one) => !gone.has(one.number) && fits(one, words));
  const named = link.get("at");
  const at = named ?? requests[0]?.number;
  const place = requests.findIndex((one) => one.number === at);
  const first = requests[0]?.number;
  useEffect(() => {
    // What is open stays open when the queue changes: a key must never hit another request than the one that is read.
    if (named === null && first !== undefined) {
      const next = new URLSearchParams(link);
      next.set("at", first);
      setLink(next, { replace: true });
    }
  }, [named, first, link, setLink]);

  function write(changes: Record<string, string | null>) {
    const next = new URLSearchParams(link);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === "") next.delete(name);
      else next.set(name, value);
    }
    // At once: the next key is meant for what is then shown.
    setLink(next, { replace: true, flushSync: true });
  }

  function without<T>(record: Readonly<Record<string, T>>, numbers: readonly string[]): Record<string, T> {
    return Object.fromEntries(Object.entries(record).filter(([number]) => !numbers.includes(number)));
  }

  function leave(numbers: readonly string[]) {
    setDrafts((all) => without(all, numbers));
    setChecked((all) => new Set([...all].filter((number) => !numbers.includes(number))));
    if (at === undefined || !numbers.includes(at)) return;
    const stays = (one: Waiting) => !numbers.includes(one.number);
    const next = requests.slice(place + 1).find(stays) ?? requests.slice(0, Math.max(place, 0)).findLast(stays);
    write({ at: next?.number ?? null });
  }

  return {
    view,
    words,
    queue,
    requests,
    at,
    current: requests[place],
    checked,
    done,
    draftOf: (number) => drafts[number] ?? AS_ASKED,
    readOf: (number) => read.current.get(number),
    remember: (consequences) => void read.current.set(consequences.number, consequences),
    draft: (number, draft) => setDrafts((all) => ({ ...all, [number]: draft })),
    look: (chosen) => write({ view: chosen, at: null }),
    filter: (given) => write({ q: given, at: null }),
    go: (number) => write({ at: number }),
    step: (by) => {
      const next = requests[place < 0 ? 0 : place + by];
      if (next) write({ at: next.number });
    },
    check: (number) =>
      setChecked((all) => {
        const next = new Set(all);
        if (!next.delete(number)) next.add(number);
        return next;
      }),
    checkAll: (numbers) => setChecked(new Set(numbers)),
    settle: (decided) => {
      setDone((all) => [...all, ...decided]);
      leave(decided.map((one) => one.number));
    },
    unsettle: (number) => {
      setDone((all) => all.filter((one) => one.number !== number));
      write({ at: number });
    },
    dismiss: (number) => leave([number]),
  };
}

function fits(one: Waiting, words: string): boolean {
  const said = [one.number, one.partner, one.partner_name_zh, one.partner_name_en].join(" ").toLowerCase();
  return said.includes(words.trim().toLowerCase());
}

import { useRef, useState } from "react";
import { useSay, type Text } from "../words/language";
import { useKept } from "./kept";
import type { Told } from "./ScanBox";
import { judge, type Entry, type Found, type Line } from "./tally";
import { saying, sayingOf, type Saying } from "./verdicts";
import { scanning } from "./words";

const NONE: readonly Entry[] = [];

/** What was scanned of one list so far, and what the last scan came to. */
export function useScans(name: string, lines: readonly Line[]) {
  const say = useSay();
  const kept = useKept<readonly Entry[]>(name, NONE);
  const [found, setFound] = useState<Found>("good");
  const [awaiting, setAwaiting] = useState<number | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const n = useRef(0);
  function tell({ good, word, text }: Saying) {
    n.current += 1;
    setTold({ good, word: say(word), text: say(text), n: n.current });
  }
  function add(more: readonly Entry[]) {
    const at = Date.now();
    kept.set([...kept.value, ...more.map((one) => ({ ...one, at }))]);
  }
  function scan(code: string) {
    const verdict = judge(lines, kept.value, code, found, awaiting);
    setAwaiting(verdict.kind === "serial_next" ? verdict.line : null);
    if (verdict.kind === "counted") add([verdict.entry]);
    if (verdict.kind === "not_here") void sayingOf(verdict.code).then(tell);
    else tell(saying(verdict));
  }
  function undo() {
    const last = kept.value.at(-1);
    kept.set(kept.value.slice(0, -1));
    const part = lines.find((line) => line.line === last?.line)?.part ?? "";
    tell({ good: true, word: scanning.undone, text: scanning.just(`${part} ${last?.serial ?? ""}`.trim()) });
  }
  return {
    entries: kept.value,
    found,
    setFound,
    told,
    scan,
    undo: kept.value.length > 0 ? undo : undefined,
    add,
    clear: () => kept.drop(),
    say: (good: boolean, word: Text, text: Text) => tell({ good, word, text }),
  };
}

export type Scans = ReturnType<typeof useScans>;

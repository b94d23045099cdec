import { Conflict, type Compared } from "../../parts/Conflict";
import { useSay } from "../../words/language";
import type { Doing } from "./deeds";
import { deedWords } from "./deedWords";
import { useKept, useSheet, useSteps } from "./sheet";
import { orders, STATUS } from "./words";

interface Props {
  number: string;
  doing: Doing;
  busy: boolean;
  onTheirs: () => void;
  onMine: (doing: Doing) => void;
}

/** Somebody else was quicker: what they made of the order beside what was about to be done with it. */
export function Overtaken({ number, doing, busy, onTheirs, onMine }: Props) {
  const say = useSay();
  const kept = useKept(number);
  const last = useSteps(number).data?.results[0];
  const verbs = useSheet(number).data?.verbs ?? [];
  const { name } = doing.deed;
  const amends = name === "amend";
  const again = verbs.some((verb) => verb === name);
  const now = kept.data;
  const rows = (): Compared[] => {
    if (!now) return [];
    if (!amends) {
      const theirs = now.value.status && say(STATUS[now.value.status]);
      return [{ field: say(orders.order), mine: say(deedWords[name]), theirs }];
    }
    const { fault_level, note, parts } = doing.given;
    return [
      { field: say(deedWords.faultLevel), mine: fault_level, theirs: String(now.value.fault_level) },
      { field: say(deedWords.note), mine: note ?? "", theirs: now.value.note },
      {
        field: say(deedWords.partList),
        mine: parts ?? "",
        theirs: (now.value.parts ?? []).map((one) => `${one.part} × ${one.quantity}`).join("\n"),
      },
    ];
  };
  return (
    <Conflict
      title={`${say(deedWords.conflict)} · ${number}`}
      by={last?.by}
      at={last?.at}
      rows={now && rows()}
      error={kept.error}
      onRetry={() => void kept.refetch()}
      busy={busy}
      onTheirs={onTheirs}
      onMine={again && now ? () => onMine({ ...doing, outlet: now.value.outlet, etag: now.etag }) : null}
      whyNot={say(deedWords.notAgain)}
    />
  );
}

import type { components } from "../../api/schema";
import { Conflict as Dialog, type Compared } from "../../parts/Conflict";
import { useSay, type Text } from "../../words/language";
import { useHistory, useRequest } from "./reading";
import { approvals, REASON, STATUS, type Reason, type Status } from "./words";

/** What was wanted: granted quantities by line, or a rejection. */
export interface Wanted {
  number: string;
  lines: readonly { part: string; quantity: number }[];
  rejection: { reason: Reason; text: string } | null;
}

interface Props {
  wanted: Wanted;
  busy: boolean;
  onTakeTheirs: () => void;
  onOverwrite: () => void;
}

const CAN_BE_UNDONE: ReadonlySet<Status> = new Set(["approved", "partly_approved", "reserved", "rejected"]);

export function Conflict({ wanted, busy, onTakeTheirs, onOverwrite }: Props) {
  const say = useSay();
  const { data, error, refetch } = useRequest(wanted.number);
  const history = useHistory(wanted.number);
  return (
    <Dialog
      title={say(approvals.conflict)}
      by={data?.decided_by ?? data?.made_by}
      at={history.data?.results.at(-1)?.at}
      rows={data && compared(wanted, data, say)}
      error={error}
      onRetry={() => void refetch()}
      busy={busy}
      onTheirs={onTakeTheirs}
      theirsLabel={say(approvals.takeTheirs)}
      onMine={data && CAN_BE_UNDONE.has(data.status) ? onOverwrite : null}
      mineLabel={say(approvals.overwrite)}
      whyNot={say(approvals.cannotOverwrite)}
    />
  );
}

type Request = components["schemas"]["QuotaRequest"];

function compared({ lines, rejection }: Wanted, now: Request, say: (text: Text) => string): Compared[] {
  const why = now.reason ? `: ${say(REASON[now.reason])} ${now.reason_text}` : "";
  const decision = {
    field: say(approvals.decision),
    mine: rejection
      ? `${say(approvals.reject)}: ${say(REASON[rejection.reason])} ${rejection.text}`
      : say(approvals.approve),
    theirs: `${say(STATUS[now.status])}${why}`,
  };
  const quantities = now.lines.map((line, i) => ({
    field: line.part,
    mine: rejection ? "–" : `${lines[i]?.part} × ${lines[i]?.quantity}`,
    theirs: now.reason ? "–" : `${line.granted_part ?? line.part} × ${line.approved ?? 0}`,
  }));
  return [decision, ...quantities];
}

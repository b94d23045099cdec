/** Somebody else changed the plan first: what they did, what was wanted, and which it shall be. */
import { Conflict } from "../../parts/Conflict";
import { useSay, type Text } from "../../words/language";
import type { PlanHead } from "./board";
import { toldOf } from "./Changes";
import type { Change } from "./deeds";
import type { Deeds } from "./doing";
import { useEdits } from "./reading";
import { dispatch, STATE } from "./words";

interface Props {
  plan: PlanHead;
  change: Change;
  deeds: Deeds;
  onClose: () => void;
}

export function Overtaken({ plan, change, deeds, onClose }: Props) {
  const say = useSay();
  const edits = useEdits(plan.id, plan.version);
  const last = edits.data?.find((one) => one.n === plan.edit);
  const draft = plan.state === "draft";
  const theirs = draft ? last && toldOf(last.said) : STATE[plan.state];
  return (
    <Conflict
      title={say(dispatch.conflictTitle)}
      by={draft ? last?.by : plan.published_by}
      at={(draft ? last?.at : plan.published_at) ?? undefined}
      rows={theirs && [{ field: say(dispatch.change), theirs: say(theirs), mine: say(wordsOf(change)) }]}
      error={edits.error}
      onRetry={() => void edits.refetch()}
      busy={deeds.busy}
      onTheirs={onClose}
      theirsLabel={say(dispatch.takeTheirs)}
      onMine={draft ? () => deeds.again(change) : null}
      mineLabel={say(dispatch.doMine)}
      whyNot={say(dispatch.pastNote)}
    />
  );
}

function wordsOf(change: Change): Text {
  switch (change.kind) {
    case "place": {
      const { order, technician, position } = change.spot;
      return technician === null ? dispatch.takenOut(order) : dispatch.movedTo(order, technician, (position ?? 0) + 1);
    }
    case "lock":
      return dispatch.locksSet(
        [...Object.keys(change.locking.visits ?? {}), ...Object.keys(change.locking.technicians ?? {})].join(", "),
      );
    case "undo":
      return dispatch.undo;
    case "redo":
      return dispatch.redo;
    case "publish":
      return dispatch.publish;
  }
}

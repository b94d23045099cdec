/** What was changed by hand, by whom; where the plan stands between undo and redo. */
import { Loading } from "../../parts/States";
import { moment } from "../../words/figures";
import { useLanguage, useSay, type Text } from "../../words/language";
import type { PlanHead } from "./board";
import { useEdits } from "./reading";
import { dispatch } from "./words";

export function Changes({ plan }: { plan: PlanHead }) {
  const say = useSay();
  const spoken = useLanguage();
  const edits = useEdits(plan.id, plan.version);
  if (!edits.data) return <Loading />;
  return (
    <ol className="changes">
      {edits.data.toReversed().map((edit) => (
        <li
          key={edit.n}
          className={edit.n > plan.edit ? "undone" : ""}
          aria-current={edit.n === plan.edit || undefined}
        >
          <span>{say(toldOf(edit.said))}</span>
          <span className="quiet small">
            {edit.by} · {moment(spoken, edit.at)}
          </span>
          {edit.n === plan.edit && <span className="mark mark-action">{say(dispatch.here)}</span>}
        </li>
      ))}
    </ol>
  );
}

/** An edit in words. */
export function toldOf(said: Readonly<Record<string, unknown>>): Text {
  const text = (name: string) => {
    const value = said[name];
    return typeof value === "string" ? value : "";
  };
  switch (said["verb"]) {
    case "move":
      return dispatch.movedTo(text("order"), text("technician"), Number(said["position"]) + 1);
    case "take_out":
      return dispatch.takenOut(text("order"));
    case "copy":
      return dispatch.copied(Number(said["plan"]));
    case "lock":
      return dispatch.locksSet([...names(said["visits"]), ...names(said["technicians"])].join(", "));
    default:
      return dispatch.made;
  }
}

function names(named: unknown): string[] {
  return typeof named === "object" && named !== null ? Object.keys(named) : [];
}

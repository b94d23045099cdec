import { Button } from "antd";
import { count, money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { Desk } from "./desk";
import { granted } from "./draft";
import { approvals } from "./words";

export function DoneLine({ desk, busy, onUndo }: { desk: Desk; busy: boolean; onUndo: (number: string) => void }) {
  const say = useSay();
  const last = desk.done.at(-1);
  return (
    <div role="status" className="done-line">
      {last && (
        <>
          <span className={last.how === "approved" ? "mark mark-good" : "mark mark-plain"}>
            {say(approvals[last.how](last.number))}
          </span>
          <Button size="small" disabled={busy} onClick={() => onUndo(last.number)}>
            {say(approvals.undo)} <kbd>u</kbd>
          </Button>
        </>
      )}
    </div>
  );
}

interface BulkProps {
  desk: Desk;
  busy: boolean;
  onApprove: () => void;
  onReject: () => void;
}

export function BulkBar({ desk, busy, onApprove, onReject }: BulkProps) {
  const say = useSay();
  const spoken = useLanguage();
  const chosen = (desk.queue.data?.requests ?? []).filter((one) => desk.checked.has(one.number));
  const totals = chosen.map((one) => granted(desk.readOf(one.number), desk.draftOf(one.number)) ?? one);
  const pieces = totals.reduce((sum, one) => sum + one.pieces, 0);
  const fen = totals.reduce((sum, one) => sum + one.amount_fen, 0);
  return (
    <div className="bulk" role="region" aria-label={say(approvals.selected(desk.checked.size))}>
      <strong>{say(approvals.selected(desk.checked.size))}</strong>
      <span>{say(approvals.pieces(count(spoken, pieces)))}</span>
      <span>{money(spoken, fen)}</span>
      <Button type="primary" loading={busy} onClick={onApprove}>
        {say(approvals.approveSelected)} <kbd>a</kbd>
      </Button>
      <Button danger disabled={busy} onClick={onReject}>
        {say(approvals.rejectSelected)} <kbd>r</kbd>
      </Button>
      <Button onClick={() => desk.checkAll([])}>{say(approvals.selectNone)}</Button>
    </div>
  );
}

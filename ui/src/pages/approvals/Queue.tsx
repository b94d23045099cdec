import { Checkbox } from "antd";
import { useEffect, useRef } from "react";
import { count, moment, money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { Waiting } from "./waiting";
import { approvals, STATUS } from "./words";

interface Props {
  requests: readonly Waiting[];
  at: string | undefined;
  checked: ReadonlySet<string>;
  edited: (number: string) => boolean;
  onGo: (number: string) => void;
  onCheck: (number: string) => void;
}

export function Queue({ requests, at, checked, edited, onGo, onCheck }: Props) {
  const say = useSay();
  return (
    <ul className="queue" aria-label={say(approvals.queue)}>
      {requests.map((one) => (
        <li key={one.number} className={one.number === at ? "queued current" : "queued"}>
          <Checkbox
            checked={checked.has(one.number)}
            aria-label={say(approvals.select(one.number))}
            onChange={() => onCheck(one.number)}
          />
          <Entry one={one} current={one.number === at} edited={edited(one.number)} onGo={onGo} />
        </li>
      ))}
    </ul>
  );
}

interface EntryProps {
  one: Waiting;
  current: boolean;
  edited: boolean;
  onGo: (number: string) => void;
}

function Entry({ one, current, edited, onGo }: EntryProps) {
  const say = useSay();
  const spoken = useLanguage();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <button
      ref={button}
      type="button"
      className="queued-button"
      aria-current={current || undefined}
      onClick={() => onGo(one.number)}
    >
      <span className="spread">
        <strong>{spoken === "zh" ? one.partner_name_zh : one.partner_name_en}</strong>
        <span className="number">{money(spoken, one.amount_fen)}</span>
      </span>
      <span className="spread small quiet">
        <span>{one.number}</span>
        <span className="number">
          {say(approvals.lines(one.lines))} · {say(approvals.pieces(count(spoken, one.pieces)))}
        </span>
      </span>
      <span className="marks">
        {one.due_at && (
          <span className="mark mark-action">
            {say(approvals.ordersHeldUp(one.held_up))} · {say(approvals.due(moment(spoken, one.due_at)))}
          </span>
        )}
        {one.status === "over_quota" && <span className="mark mark-warn">{say(STATUS.over_quota)}</span>}
        {one.views.includes("overdue") && <span className="mark mark-bad">{say(approvals.overdueMark)}</span>}
        {one.overdue_old_parts > 0 && (
          <span className="mark mark-warn">{say(approvals.oldParts(one.overdue_old_parts))}</span>
        )}
        {one.terms === "cash" && <span className="mark mark-plain">{say(approvals.cash)}</span>}
        {edited && <span className="mark mark-good">{say(approvals.changed)}</span>}
      </span>
    </button>
  );
}

import { Button } from "antd";
import { useCallback, useRef } from "react";
import { Empty, Failed, Loading, Note } from "../../parts/States";
import { useSay } from "../../words/language";
import type { Deeds, Open } from "./deeds";
import type { Desk } from "./desk";
import { Detail } from "./Detail";
import { changed, type Consequences } from "./draft";
import { Queue } from "./Queue";
import { approvals, keyWords, VIEW } from "./words";

interface PanesProps {
  desk: Desk;
  deeds: Deeds;
  remember: (consequences: Consequences) => void;
  onOpen: (open: Open) => void;
}

export function Panes({ desk, deeds, remember, onOpen }: PanesProps) {
  const say = useSay();
  const { queue, at, current } = desk;
  const read = useRef(remember);
  const onRead = useCallback((consequences: Consequences) => read.current(consequences), []);
  if (queue.isError) return <Failed error={queue.error} retry={() => void queue.refetch()} />;
  if (!queue.data) return <Loading />;
  if (desk.requests.length === 0 && !at && desk.words) {
    const action = <Button onClick={() => desk.filter("")}>{say(approvals.clearFilter)}</Button>;
    return <Empty title={say(approvals.noMatch)} remedy={say(approvals.noMatchRemedy)} action={action} />;
  }
  if (desk.requests.length === 0 && !at) {
    const elsewhere = (queue.data.counts["all"] ?? 0) > 0;
    return (
      <Empty
        title={say(approvals.nothing)}
        remedy={say(elsewhere ? approvals.nothingHere : approvals.nothingAtAll)}
        {...(elsewhere && { action: <Button onClick={() => desk.look("all")}>{say(VIEW.all)}</Button> })}
      />
    );
  }
  return (
    <div className="two-panes">
      <Queue
        requests={desk.requests}
        at={at}
        checked={desk.checked}
        edited={(number) => changed(desk.draftOf(number))}
        onGo={desk.go}
        onCheck={desk.check}
      />
      {current ? (
        <Detail
          key={current.number}
          request={current}
          draft={desk.draftOf(current.number)}
          busy={deeds.busy}
          error={deeds.errorOn(current.number)}
          onDraft={(draft) => desk.draft(current.number, draft)}
          onRead={onRead}
          onApprove={() => deeds.approve([current.number])}
          onReject={() => onOpen({ kind: "reject", numbers: [current.number] })}
          onHistory={() => onOpen({ kind: "history" })}
        />
      ) : (
        <Note
          kind="warn"
          title={say(approvals.gone)}
          remedy={say(approvals.goneRemedy)}
          action={
            <>
              <Button onClick={() => onOpen({ kind: "history" })}>{say(approvals.history)}</Button>
              <Button onClick={() => desk.step(1)}>{say(keyWords.next)}</Button>
            </>
          }
        />
      )}
    </div>
  );
}

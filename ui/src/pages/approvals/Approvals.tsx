import { App, Button, Input, type InputRef } from "antd";
import { useCallback, useRef, useState, type Dispatch, type SetStateAction } from "react";
import { Refused } from "../../api/problems";
import { KeySheet, useKeys, type Key } from "../../parts/keys";
import { Empty, Failed, Loading, Note } from "../../parts/States";
import { count, money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import "./approvals.css";
import { Conflict, type Wanted } from "./Conflict";
import { useApprove, useReject, useRule, useUndo, type Outcomes, type Rejection, type Ruling } from "./deciding";
import { useDesk, type Desk } from "./desk";
import { Detail } from "./Detail";
import { changed, decisionOf, granted, lacksReason, lineDraft, withinQuantity, type Consequences } from "./draft";
import { History } from "./History";
import { Proposal, type ProposedLine } from "./Proposal";
import { Queue } from "./Queue";
import { RejectDialog } from "./RejectDialog";
import { Results } from "./Results";
import { VIEWS } from "./waiting";
import { approvals, keyWords, VIEW } from "./words";

type Open =
  | { kind: "history" | "proposal" | "keys" }
  | { kind: "reject"; numbers: readonly string[] }
  | { kind: "results"; outcomes: Outcomes }
  | { kind: "conflict"; wanted: Wanted };

export default function Approvals() {
  const say = useSay();
  const desk = useDesk();
  const [open, setOpen] = useState<Open | null>(null);
  const filter = useRef<InputRef>(null);
  const deeds = useDeeds(desk, setOpen);
  const { at, checked, current } = desk;
  const numbers = checked.size > 0 ? [...checked] : current ? [current.number] : [];
  const { remember } = desk;
  const last = desk.done.at(-1);

  const bindings: Key[] = [
    { keys: ["j", "ArrowDown"], told: keyWords.next, act: () => desk.step(1) },
    { keys: ["k", "ArrowUp"], told: keyWords.previous, act: () => desk.step(-1) },
    { keys: ["a"], told: keyWords.approve, act: () => deeds.approve(numbers) },
    { keys: ["r"], told: keyWords.reject, act: () => numbers.length > 0 && setOpen({ kind: "reject", numbers }) },
    { keys: ["e"], told: keyWords.edit, act: focusQuantity },
    { keys: ["x"], told: keyWords.select, act: () => current && desk.check(current.number) },
    {
      keys: ["*"],
      told: keyWords.selectAll,
      act: () => desk.checkAll(checked.size ? [] : desk.requests.map((one) => one.number)),
    },
    { keys: ["u"], told: keyWords.undo, act: () => last && deeds.undo(last.number) },
    { keys: ["h"], told: keyWords.history, act: () => at && setOpen({ kind: "history" }) },
    { keys: ["p"], told: keyWords.proposal, act: () => setOpen({ kind: "proposal" }) },
    { keys: ["/"], told: keyWords.filter, act: () => filter.current?.focus() },
    { keys: ["1", "2", "3", "4", "5"], told: keyWords.view, act: (key) => desk.look(VIEWS[Number(key) - 1] ?? "mine") },
    { keys: ["?"], told: keyWords.sheet, act: () => setOpen({ kind: "keys" }) },
  ];
  useKeys(bindings);

  return (
    <div className="approvals">
      <div className="spread">
        <h1>{say(approvals.title)}</h1>
        <DoneLine desk={desk} busy={deeds.busy} onUndo={deeds.undo} />
        <div className="row">
          <Button onClick={() => setOpen({ kind: "proposal" })}>
            {say(approvals.proposal)} <kbd>p</kbd>
          </Button>
          <Button onClick={() => setOpen({ kind: "keys" })}>
            {say(approvals.keys)} <kbd>?</kbd>
          </Button>
        </div>
      </div>
      <div className="spread">
        <Views desk={desk} />
        <Input
          ref={filter}
          className="filter"
          allowClear
          placeholder={say(approvals.filter)}
          aria-label={say(approvals.filter)}
          value={desk.words}
          onChange={(event) => desk.filter(event.target.value)}
        />
      </div>
      {checked.size > 0 && (
        <BulkBar
          desk={desk}
          busy={deeds.busy}
          onApprove={() => deeds.approve(numbers)}
          onReject={() => setOpen({ kind: "reject", numbers })}
        />
      )}
      {deeds.bulkError ? <Failed error={deeds.bulkError} retry={deeds.again} /> : null}
      <Body desk={desk} deeds={deeds} remember={remember} onOpen={setOpen} />

      {open?.kind === "keys" && (
        <KeySheet bindings={bindings} title={say(approvals.keys)} onClose={() => setOpen(null)} />
      )}
      {open?.kind === "history" && at && <History number={at} onClose={() => setOpen(null)} />}
      {open?.kind === "proposal" && (
        <Proposal
          onClose={() => setOpen(null)}
          onTake={(lines) => {
            take(desk, lines);
            setOpen(null);
          }}
        />
      )}
      {open?.kind === "reject" && (
        <RejectDialog
          count={open.numbers.length}
          busy={deeds.busy}
          onReject={(rejection) => {
            setOpen(null);
            deeds.reject(open.numbers, rejection);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.kind === "results" && (
        <Results outcomes={open.outcomes} done={desk.done} onUndo={deeds.undo} onClose={() => setOpen(null)} />
      )}
      {open?.kind === "conflict" && (
        <Conflict
          wanted={open.wanted}
          busy={deeds.busy}
          onTakeTheirs={() => {
            desk.dismiss(open.wanted.number);
            setOpen(null);
          }}
          onOverwrite={() => deeds.overwrite(open.wanted)}
        />
      )}
    </div>
  );
}

function focusQuantity(): void {
  const field = document.querySelector<HTMLInputElement>(".lines .quantity input");
  field?.focus();
  field?.select();
}

/** Proposed lines become drafts of their requests, which are selected. */
function take(desk: Desk, lines: readonly ProposedLine[]): void {
  const byRequest = new Map<string, ProposedLine[]>();
  for (const line of lines) byRequest.set(line.request, [...(byRequest.get(line.request) ?? []), line]);
  for (const [number, some] of byRequest) {
    const { lines: before, ...rest } = desk.draftOf(number);
    const lines = { ...before };
    for (const line of some) {
      const part = before[line.line]?.part ?? null;
      const sources = withinQuantity(line.sources, line.waiting);
      lines[line.line] = { quantity: line.waiting, part, reason: null, sources };
    }
    desk.draft(number, { ...rest, lines });
  }
  desk.checkAll([...byRequest.keys()]);
}

/** Whatever else was opened meanwhile stays. */
function unlessConflict(open: Open | null): Open | null {
  return open?.kind === "conflict" ? null : open;
}

type Deeds = ReturnType<typeof useDeeds>;

function useDeeds(desk: Desk, setOpen: Dispatch<SetStateAction<Open | null>>) {
  const say = useSay();
  const { message } = App.useApp();
  function wantedOf(number: string, rejection: Wanted["rejection"]): Wanted {
    const lines = desk.readOf(number)?.lines ?? [];
    const draft = desk.draftOf(number);
    return {
      number,
      rejection,
      lines: lines.map((line) => {
        const one = lineDraft(draft, line);
        return { part: one.part ?? line.part, quantity: one.quantity };
      }),
    };
  }
  function refused(error: unknown, number: string, rejection: Wanted["rejection"]) {
    if (error instanceof Refused && error.problem.code === "request_wrong_status") {
      setOpen({ kind: "conflict", wanted: wantedOf(number, rejection) });
    }
  }
  const approve = useApprove({
    onDone: (_, { number }) => {
      setOpen(unlessConflict);
      desk.settle([{ number, how: "approved" }]);
    },
    onRefused: (error, { number }) => refused(error, number, null),
  });
  const reject = useReject({
    onDone: (_, { number }) => {
      setOpen(unlessConflict);
      desk.settle([{ number, how: "rejected" }]);
    },
    onRefused: (error, { number, rejection }) => refused(error, number, rejection),
  });
  const undo = useUndo({
    onDone: (_, number) => {
      desk.unsettle(number);
      void message.info(say(approvals.undone(number)));
    },
    onRefused: (error) =>
      error instanceof Refused && void message.error(`${error.problem.cause} ${error.problem.remedy}`),
  });
  const takeBack = useUndo({});
  const rule = useRule({
    onDone: (outcomes, rulings) => {
      const rejected = new Set(rulings.filter((one) => one.rejection).map((one) => one.number));
      const done = outcomes.results.filter((one) => !one.refused);
      desk.settle(done.map(({ number }) => ({ number, how: rejected.has(number) ? "rejected" : "approved" })));
      setOpen({ kind: "results", outcomes });
    },
  });

  function rulings(numbers: readonly string[], rejection: Rejection | null): Ruling[] {
    return numbers.map((number) =>
      rejection ? { number, rejection } : { number, decision: decisionOf(desk.draftOf(number)) },
    );
  }
  const one = (numbers: readonly string[]) => (desk.checked.size === 0 ? numbers[0] : undefined);
  const busy = approve.isPending || reject.isPending || undo.isPending || rule.isPending || takeBack.isPending;

  return {
    busy,
    /** Of what was tried on one request: on that one it is shown. */
    errorOn: (number: string): unknown => {
      if (approve.isError && approve.variables.number === number) return approve.error;
      if (reject.isError && reject.variables.number === number) return reject.error;
      return null;
    },
    bulkError: rule.error,
    again: () => rule.variables && rule.mutate(rule.variables),
    approve: (numbers: readonly string[]) => {
      if (busy || numbers.length === 0) return;
      const unfinished = numbers.find((number) => lacksReason(desk.draftOf(number), desk.readOf(number)?.lines ?? []));
      const number = one(numbers);
      if (unfinished) {
        desk.go(unfinished);
        void message.warning(say(approvals.needsReason));
      } else if (number) approve.mutate({ number, decision: decisionOf(desk.draftOf(number)) });
      else rule.mutate(rulings(numbers, null));
    },
    reject: (numbers: readonly string[], rejection: Rejection) => {
      const number = one(numbers);
      if (number) reject.mutate({ number, rejection });
      else rule.mutate(rulings(numbers, rejection));
    },
    undo: (number: string) => undo.mutate(number),
    overwrite: ({ number, rejection }: Wanted) =>
      takeBack.mutate(number, {
        onSuccess: () =>
          rejection
            ? reject.mutate({ number, rejection })
            : approve.mutate({ number, decision: decisionOf(desk.draftOf(number)) }),
      }),
  };
}

function Views({ desk }: { desk: Desk }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <div className="views" role="group" aria-label={say(approvals.views)}>
      {VIEWS.map((view, i) => {
        const waiting = desk.queue.data?.counts[view];
        return (
          <button
            key={view}
            type="button"
            className={view === desk.view ? "view chosen" : "view"}
            aria-pressed={view === desk.view}
            onClick={() => desk.look(view)}
          >
            <kbd>{i + 1}</kbd> {say(VIEW[view])} {waiting !== undefined && <b>{count(spoken, waiting)}</b>}
          </button>
        );
      })}
    </div>
  );
}

function DoneLine({ desk, busy, onUndo }: { desk: Desk; busy: boolean; onUndo: (number: string) => void }) {
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

function BulkBar({ desk, busy, onApprove, onReject }: BulkProps) {
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

interface BodyProps {
  desk: Desk;
  deeds: Deeds;
  remember: (consequences: Consequences) => void;
  onOpen: (open: Open) => void;
}

function Body({ desk, deeds, remember, onOpen }: BodyProps) {
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

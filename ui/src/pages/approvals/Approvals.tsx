import { Button, type InputRef } from "antd";
import { useRef, useState } from "react";
import { KeySheet, useKeys, type Key } from "../../parts/keys";
import { Failed } from "../../parts/States";
import { Views } from "../../parts/Views";
import { WordsField } from "../../parts/WordsField";
import { useSay } from "../../words/language";
import "./approvals.css";
import { BulkBar, DoneLine } from "./Bars";
import { Conflict } from "./Conflict";
import { useDeeds, type Open } from "./deeds";
import { useDesk, type Desk } from "./desk";
import { withinQuantity } from "./draft";
import { History } from "./History";
import { Panes } from "./Panes";
import { Proposal, type ProposedLine } from "./Proposal";
import { RejectDialog } from "./RejectDialog";
import { Results } from "./Results";
import { VIEWS } from "./waiting";
import { approvals, keyWords, VIEW } from "./words";

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
        <Views
          label={say(approvals.views)}
          views={VIEWS}
          texts={VIEW}
          chosen={desk.view}
          counts={desk.queue.data?.counts}
          onLook={desk.look}
        />
        <WordsField
          ref={filter}
          className="filter"
          label={say(approvals.filter)}
          words={desk.words}
          onWords={desk.filter}
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
      <Panes desk={desk} deeds={deeds} remember={remember} onOpen={setOpen} />

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

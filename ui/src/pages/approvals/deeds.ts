import { App } from "antd";
import type { Dispatch, SetStateAction } from "react";
import { Refused } from "../../api/problems";
import { useSay } from "../../words/language";
import type { Wanted } from "./Conflict";
import { useApprove, useReject, useRule, useUndo, type Outcomes, type Rejection, type Ruling } from "./deciding";
import type { Desk } from "./desk";
import { decisionOf, lacksReason, lineDraft } from "./draft";
import { approvals } from "./words";

/** What lies over the page. */
export type Open =
  | { kind: "history" | "proposal" | "keys" }
  | { kind: "reject"; numbers: readonly string[] }
  | { kind: "results"; outcomes: Outcomes }
  | { kind: "conflict"; wanted: Wanted };

/** Whatever else was opened meanwhile stays. */
function unlessConflict(open: Open | null): Open | null {
  return open?.kind === "conflict" ? null : open;
}

export type Deeds = ReturnType<typeof useDeeds>;

export function useDeeds(desk: Desk, setOpen: Dispatch<SetStateAction<Open | null>>) {
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

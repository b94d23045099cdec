/** Everything that the board can do, with what is said afterwards: done and by how much, refused and by which rule, or overtaken. */
import { App } from "antd";
import { useState } from "react";
import { Refused } from "../../api/problems";
import { common } from "../../words/common";
import { moreMoney } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { isRouteLocked, isThere, lockOf, type Board, type Lock } from "./board";
import { useChange, useRequestPlan, useWhole, type Asked, type Change, type Locking } from "./deeds";
import type { Desk } from "./desk";
import type { Held } from "./drag";
import { inTheMaking, type Spot } from "./reading";
import { dispatch } from "./words";

/** What lies over the board. */
export type Open =
  | { readonly kind: "move"; readonly order: string }
  | { readonly kind: "publish" | "options" | "keys" }
  | { readonly kind: "conflict"; readonly change: Change };

export type Deeds = ReturnType<typeof useDoing>;

const LOCKS: readonly (Lock | null)[] = [null, "technician", "time", "position"];

export function useDoing(desk: Desk) {
  const say = useSay();
  const spoken = useLanguage();
  const { message } = App.useApp();
  const [open, setOpen] = useState<Open | null>(null);
  const [last, setLast] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { plan, board } = desk;

  const change = useChange({
    done: (done, moreFen) => {
      setRefusal(null);
      setOpen(null);
      setLast(saidOf(done, moreMoney(spoken, moreFen)));
    },
    refused: (error, said) => refused(error, said.change),
  });
  const told = (error: unknown) =>
    error instanceof Refused
      ? `${error.problem.cause} ${error.problem.remedy}`
      : `${say(common.serverAway)} ${say(common.serverAwayRemedy)}`;
  const whole = (error: unknown) => void message.error(told(error));
  const goTo = (made: { id: number }) => desk.write({ plan: String(made.id), other: null });
  const request = useRequestPlan((made) => {
    setOpen(null);
    setLast(null);
    goTo(made);
  });
  const enough = useWhole("enough", () => undefined, whole);
  const cancel = useWhole("cancel", () => undefined, whole);
  const copy = useWhole("copy", goTo, whole);
  const withdraw = useWhole("withdraw", goTo, whole);
  const discard = useWhole("discard", () => desk.write({ plan: null }), whole);

  function saidOf(done: Change, cost: string): string {
    switch (done.kind) {
      case "lock":
        return say(dispatch.lockedNote);
      case "undo":
        return say(dispatch.undone);
      case "redo":
        return say(dispatch.redone);
      case "publish":
        return say(dispatch.published);
      case "place":
        return say(dispatch[done.spot.technician === null ? "tookOut" : "done"](done.spot.order, cost));
    }
  }

  function refused(error: unknown, wanted: Change) {
    const problem = error instanceof Refused ? error.problem : undefined;
    if (problem?.status === 412 || problem?.code === "stale_version" || problem?.code === "plan_not_draft") {
      setOpen({ kind: "conflict", change: wanted });
      void desk.sheet.refetch();
    } else if (wanted.kind === "place")
      setRefusal(say(dispatch.snappedBack(wanted.spot.order, problem?.cause ?? told(error))));
    else setRefusal(told(error));
  }

  const doing = plan && plan.state === "draft" && !change.isPending;
  const act = (wanted: Change) => {
    if (plan && doing) change.mutate({ plan, change: wanted });
  };

  function show(next: Open | null) {
    change.reset();
    setOpen(next);
  }

  return {
    open: show,
    opened: open,
    last,
    refusal,
    forget: () => {
      setLast(null);
      setRefusal(null);
    },
    busy: change.isPending,
    changeError: change.error,
    request,
    choose: desk.choose,
    place: (spot: Spot) => act({ kind: "place", spot }),
    takeOut: (order: string) => act({ kind: "place", spot: { order, technician: null, position: null } }),
    lock: (locking: Locking) => act({ kind: "lock", locking }),
    /** Another kind of lock each time. */
    lockOn: (order: string, technician: string) => {
      const now = plan ? lockOf(plan, order, undefined) : null;
      const next = LOCKS[(LOCKS.indexOf(now === "route" ? null : now) + 1) % LOCKS.length] ?? null;
      if (plan && !isRouteLocked(plan, technician)) act({ kind: "lock", locking: { visits: { [order]: next } } });
    },
    undo: () => act({ kind: "undo" }),
    redo: () => act({ kind: "redo" }),
    publish: () => act({ kind: "publish" }),
    again: (wanted: Change) => act(wanted),
    /** What was in the hand was let go. */
    drop: ({ order, over, verdict }: Held, where: Board) => {
      setRefusal(null);
      if (!over) return;
      if (isThere(where, order, over.technician, over.position)) return;
      if (verdict && verdict !== "asking" && !verdict.allowed) {
        setLast(null);
        setRefusal(say(dispatch.snappedBack(order, spoken === "zh" ? verdict.why_zh : verdict.why_en)));
        return;
      }
      act({ kind: "place", spot: over });
    },
    plan: (asked: Partial<Asked> = {}) => {
      if (!desk.province || inTheMaking(plan?.state) || request.isPending) return;
      request.mutate({ province: desk.province, day: desk.day, ...asked } as Asked);
    },
    planRest: () => {
      if (!desk.province || plan?.state !== "draft" || request.isPending) return;
      request.mutate({ province: desk.province, day: desk.day, based_on: plan.id } as Asked);
    },
    enough,
    cancel,
    copy,
    withdraw,
    discard,
    print: (technician?: string) => {
      if (!board) return;
      const of = technician ? `?technician=${encodeURIComponent(technician)}` : "";
      window.open(`/api/v1/plans/${board.plan.id}/route-sheets${of}`, "_blank", "noopener");
    },
  };
}

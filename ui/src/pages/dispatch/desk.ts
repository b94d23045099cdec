/** Where the dispatcher is: province, day, plan, what is chosen, what is compared. The link says it all. */
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { useMe } from "../../app/me";
import { boardOf, SORTINGS, type Board, type PlanHead, type Sorting } from "./board";
import { dayAfter, dayIn, dayOr } from "./days";
import { inHand, isMade, usePlans, usePremises, useProvinces, useSheet } from "./reading";

export const TABS = ["unserved", "visit", "score", "changes"] as const;
export type Tab = (typeof TABS)[number];

/** What the link says of one day is nothing on another. */
export const ANEW = { plan: null, at: null, other: null } as const;

export interface Desk {
  readonly province: string | undefined;
  readonly provinces: ReturnType<typeof useProvinces>["provinces"];
  readonly day: string;
  readonly today: string;
  readonly plans: ReturnType<typeof usePlans>;
  readonly plan: PlanHead | undefined;
  readonly sheet: ReturnType<typeof useSheet>;
  readonly premises: ReturnType<typeof usePremises>;
  readonly board: Board | undefined;
  /** The plan that binds on that day, if there is one. */
  readonly published: PlanHead | undefined;
  /** An order, or a technician. */
  readonly at: string | undefined;
  readonly tab: Tab;
  readonly sorting: Sorting;
  readonly other: number | undefined;
  write: (changes: Readonly<Record<string, string | null>>) => void;
  choose: (at: string | null) => void;
}

export function useDesk(): Desk {
  const me = useMe();
  const [link, setLink] = useSearchParams();
  const { provinces, own } = useProvinces();
  const province = link.get("province") ?? own;
  const today = dayIn(me.time_zone);
  const day = dayOr(link.get("day"), dayAfter(today, 1));
  const plans = usePlans(province, day);
  const published = plans.data?.find((one) => one.state === "published");
  const asked = Number(link.get("plan")) || undefined;
  const shown = asked ?? inHand(plans.data ?? [])?.id;
  const sheet = useSheet(shown);
  const plan = sheet.data && sheet.data.plan.id === shown ? sheet.data.plan : undefined;
  const premises = usePremises(shown, isMade(plan?.state));
  const board = useMemo(
    () => (sheet.data && plan && isMade(plan.state) ? boardOf(sheet.data, premises.data) : undefined),
    [sheet.data, plan, premises.data],
  );
  const write = useCallback(
    (changes: Readonly<Record<string, string | null>>) =>
      setLink(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setLink],
  );
  const at = link.get("at") ?? undefined;
  const choose = useCallback(
    (chosen: string | null) => write({ at: chosen, ...(chosen && { tab: "visit" }) }),
    [write],
  );
  return {
    province,
    provinces,
    day,
    today,
    plans,
    plan,
    sheet,
    premises,
    board,
    published,
    at,
    tab: TABS.find((one) => one === link.get("tab")) ?? "unserved",
    sorting: SORTINGS.find((one) => one === link.get("sort")) ?? "code",
    other: Number(link.get("other")) || undefined,
    write,
    choose,
  };
}

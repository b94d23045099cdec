/** Where the dispatcher is: province, day, plan, what is chosen, what is compared. The link says it all. */
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Me } from "../../api/session";
import { useMe } from "../../app/me";
import { boardOf, SORTINGS, type Board, type PlanHead, type Sorting } from "./board";
import { isMade, usePlans, usePremises, useProvinces, useSheet } from "./reading";

export const TABS = ["unserved", "visit", "score", "changes"] as const;
export type Tab = (typeof TABS)[number];

export interface Desk {
  readonly province: string | undefined;
  readonly provinces: ReturnType<typeof useProvinces>;
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
  const provinces = useProvinces();
  const named = link.get("province") ?? undefined;
  const province = named ?? ownOf(provinces.data, me);
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

/** Where the reader plans: their own province, or the first that they reach. */
export function ownOf(provinces: ReturnType<typeof useProvinces>["data"], me: Me): string | undefined {
  return (provinces?.find((one) => one.code === me.node) ?? provinces?.[0])?.code;
}

/** What somebody works on: a plan in the making, else the latest draft, else what is published. */
export function inHand(plans: readonly PlanHead[]): PlanHead | undefined {
  const latest = (...states: PlanHead["state"][]) => plans.find((one) => states.includes(one.state));
  const draft = latest("queued", "running", "draft");
  const published = latest("published");
  if (draft && published && draft.id < published.id) return published;
  return draft ?? published ?? plans[0];
}

/** The day that it is where the network is, whatever clock the reader has. */
export function dayIn(zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
}

/** Whoever writes the link by hand may err. */
function dayOr(text: string | null, otherwise: string): string {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : otherwise;
}

export function dayAfter(day: string, days: number): string {
  const then = new Date(`${day}T12:00:00Z`);
  then.setUTCDate(then.getUTCDate() + days);
  return then.toISOString().slice(0, 10);
}

/** What can be done with a unit in which state, by whom, and what has to be said for it. */
import { api, ask } from "../../api/client";
import { useDeed } from "../../api/deeds";
import type { components } from "../../api/schema";
import type { Permission } from "../../api/session";
import { UNITS, type State, type Unit, type Verb } from "./reading";

type Schemas = components["schemas"];
export type Step = Exclude<Verb, "register">;
export type Asks = "remark" | "going" | "sending" | "write_off";

export const NEEDS: Record<Step, { permission: Permission; asks: Asks }> = {
  set_aside: { permission: "units.keep", asks: "remark" },
  free: { permission: "units.keep", asks: "remark" },
  move: { permission: "units.keep", asks: "going" },
  send: { permission: "units.send", asks: "sending" },
  hand_over: { permission: "units.carry", asks: "remark" },
  take_back: { permission: "units.carry", asks: "going" },
  arrive: { permission: "units.carry", asks: "going" },
  repair: { permission: "units.keep", asks: "going" },
  repaired: { permission: "units.keep", asks: "remark" },
  write_off: { permission: "units.keep", asks: "write_off" },
};

export const POSSIBLE: Record<State, readonly Step[]> = {
  in_pool: ["set_aside", "send", "move", "repair", "write_off"],
  set_aside: ["send", "free"],
  on_its_way: ["hand_over", "arrive", "repair", "write_off"],
  at_customer: ["take_back", "write_off"],
  coming_back: ["arrive", "repair", "write_off"],
  in_repair: ["repaired", "write_off"],
  written_off: [],
};

/** What a form says; each verb takes of it what it asks for. */
export interface Said {
  readonly note?: string;
  readonly place?: string;
  readonly order?: string;
  readonly via?: string;
  readonly repairUntil?: string;
  readonly reason?: Schemas["WrittenOff"];
}

export interface Stepping {
  readonly serial: string;
  readonly step: Step;
  readonly said: Said;
}

type Headers = { "Idempotency-Key": string };

function act({ serial, step, said }: Stepping, headers: Headers): Promise<Unit> {
  const params = { path: { serial } };
  const note = said.note?.trim() ?? "";
  const remark = { params, body: { note }, headers };
  const going = { params, body: { note, place: said.place?.trim() ?? "" }, headers };
  switch (step) {
    case "set_aside":
      return ask(api.POST("/api/v1/backup-units/{serial}/set-aside", remark));
    case "free":
      return ask(api.POST("/api/v1/backup-units/{serial}/free", remark));
    case "hand_over":
      return ask(api.POST("/api/v1/backup-units/{serial}/hand-over", remark));
    case "repaired":
      return ask(api.POST("/api/v1/backup-units/{serial}/repaired", remark));
    case "move":
      return ask(api.POST("/api/v1/backup-units/{serial}/move", going));
    case "take_back":
      return ask(api.POST("/api/v1/backup-units/{serial}/take-back", going));
    case "arrive":
      return ask(api.POST("/api/v1/backup-units/{serial}/arrive", going));
    case "repair":
      return ask(api.POST("/api/v1/backup-units/{serial}/repair", going));
    case "send": {
      const { order = "", via = "", repairUntil } = said;
      const body = { note, order: order.trim(), via: via.trim(), ...(repairUntil && { repair_until: repairUntil }) };
      return ask(api.POST("/api/v1/backup-units/{serial}/send", { params, body, headers }));
    }
    case "write_off": {
      const body = { note, reason: said.reason ?? "scrapped" };
      return ask(api.POST("/api/v1/backup-units/{serial}/write-off", { params, body, headers }));
    }
  }
}

export function useStep(onDone: () => void) {
  return useDeed<Stepping, Unit>({ act, changes: UNITS, onDone });
}

export function useRegister(onDone: (unit: Unit) => void) {
  return useDeed<Schemas["NewUnit"], Unit>({
    act: (body, headers) => ask(api.POST("/api/v1/backup-units", { body, headers })),
    changes: UNITS,
    onDone,
  });
}

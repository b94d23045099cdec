import { useSyncExternalStore } from "react";
import { session, subscribe, type Me } from "../api/session";

/** Who is logged in; only for what is shown to somebody. */
export function useMe(): Me {
  const { me } = useSyncExternalStore(subscribe, session);
  if (!me) throw new Error("nobody is logged in");
  return me;
}

import { allowed } from "../api/session";
import { useMe } from "./me";
import { PAGES, type Found } from "./pages";

/** Where whoever is logged in sees a record; undefined where none of their pages shows it. */
export function useOpening(): (kind: Found, key: string) => string | undefined {
  const me = useMe();
  const mine = PAGES.filter((page) => allowed(me, page.needs));
  return (kind, key) => mine.flatMap((page) => page.opens?.[kind] ?? [])[0]?.(key);
}

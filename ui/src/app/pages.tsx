/** All pages: where each is, what it is called, whom it is for. A page is added by one entry here; see README.md. */
import type { ComponentType, LazyExoticComponent } from "react";
import type { Permission } from "../api/session";
import type { Text } from "../words/language";
import type { Icon } from "../look/icons";

export interface Page {
  readonly path: string;
  readonly title: Text;
  /** Whoever lacks it neither sees the entry nor the page. */
  readonly needs: Permission;
  readonly icon: Icon;
  readonly group: Text;
  readonly view: LazyExoticComponent<ComponentType>;
  /** A hook: how much work waits here for who is logged in; undefined while nobody knows. */
  readonly useBadge?: () => number | undefined;
}

export const PAGES: readonly Page[] = [];

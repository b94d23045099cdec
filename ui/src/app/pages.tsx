/** All pages: where each is, what it is called, whom it is for. A page is added by one entry here; see README.md. */
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { Permission } from "../api/session";
import { words, type Text } from "../words/language";
import {
  CheckIcon,
  CountIcon,
  HomeIcon,
  ImportIcon,
  OrderIcon,
  ParcelIcon,
  RoutesIcon,
  StockIcon,
  UnitIcon,
  type Icon,
} from "../look/icons";
import { useWaitingApprovals } from "../pages/approvals/waiting";
import { useOrdersAtRisk } from "../pages/orders/listing";
import { useWaitingShipments } from "../pages/shipments/reading";

/** What can be looked up by its number or name. */
export type Found = "order" | "part" | "serial" | "partner" | "request" | "shipment" | "count";

export interface Page {
  readonly path: string;
  readonly title: Text;
  /** Whoever lacks it neither sees the entry nor the page. */
  readonly needs: Permission;
  readonly icon: Icon;
  readonly group: Text;
  readonly view: LazyExoticComponent<ComponentType>;
  /** Where it shows a record that somebody looked up. */
  readonly opens?: Partial<Record<Found, (key: string) => string>>;
  /** A hook: how much work waits here for who is logged in; undefined while nobody knows. */
  readonly useBadge?: () => number | undefined;
}

/** Where everybody begins. */
export const HOME = {
  title: { zh: "首页", en: "Home" },
  icon: HomeIcon,
  view: lazy(() => import("../pages/home/Home")),
} as const;

const groups = words({
  service: { zh: "服务", en: "Service" },
  parts: { zh: "配件", en: "Parts" },
});

export const PAGES: readonly Page[] = [
  {
    path: "/approvals",
    title: { zh: "额度审批", en: "Approvals" },
    needs: "requests.decide",
    icon: CheckIcon,
    group: groups.parts,
    view: lazy(() => import("../pages/approvals/Approvals")),
    opens: {
      request: (number) => `/approvals?view=all&at=${encodeURIComponent(number)}`,
      partner: (code) => `/approvals?view=all&q=${encodeURIComponent(code)}`,
    },
    useBadge: useWaitingApprovals,
  },
  {
    path: "/stock",
    title: { zh: "库存", en: "Stock" },
    needs: "stock.read",
    icon: StockIcon,
    group: groups.parts,
    view: lazy(() => import("../pages/stock/Stock")),
    opens: { part: (number) => `/stock/parts/${encodeURIComponent(number)}` },
  },
  {
    path: "/shipments",
    title: { zh: "收发货", en: "Shipments" },
    needs: "shipments.read",
    icon: ParcelIcon,
    group: groups.parts,
    view: lazy(() => import("../pages/shipments/Shipments")),
    opens: { shipment: (number) => `/shipments/${encodeURIComponent(number)}` },
    useBadge: useWaitingShipments,
  },
  {
    path: "/counts",
    title: { zh: "盘点", en: "Counts" },
    needs: "counts.read",
    icon: CountIcon,
    group: groups.parts,
    view: lazy(() => import("../pages/counts/Counts")),
    opens: { count: (number) => `/counts/${encodeURIComponent(number)}` },
  },
  {
    path: "/backup-units",
    title: { zh: "备机", en: "Backup units" },
    needs: "units.read",
    icon: UnitIcon,
    group: groups.parts,
    view: lazy(() => import("../pages/units/Units")),
  },
  {
    path: "/imports",
    title: { zh: "导入", en: "Imports" },
    needs: "imports.make",
    icon: ImportIcon,
    group: groups.parts,
    view: lazy(() => import("../pages/imports/Imports")),
  },
  {
    path: "/orders",
    title: { zh: "维修单", en: "Service orders" },
    needs: "orders.read",
    icon: OrderIcon,
    group: groups.service,
    view: lazy(() => import("../pages/orders/Orders")),
    opens: {
      order: (number) => `/orders/${encodeURIComponent(number)}`,
      serial: (order) => `/orders/${encodeURIComponent(order)}`,
    },
    useBadge: useOrdersAtRisk,
  },
  {
    path: "/dispatch",
    title: { zh: "派工看板", en: "Dispatch board" },
    needs: "plans.make",
    icon: RoutesIcon,
    group: groups.service,
    view: lazy(() => import("../pages/dispatch/Dispatch")),
  },
];

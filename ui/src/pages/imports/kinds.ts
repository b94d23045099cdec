import type { components } from "../../api/schema";
import type { Permission } from "../../api/session";

export type Kind = components["schemas"]["ImportKind"];
export type Mode = components["schemas"]["Mode"];

/** Who may do the single deed may import many of it; and the ways in which a kind is imported. */
export const KINDS: Record<Kind, { needs: Permission; modes: readonly Mode[] }> = {
  stock: { needs: "stock.receive", modes: ["add", "set"] },
  parts: { needs: "catalogue.edit", modes: ["add", "set"] },
  part_fits: { needs: "catalogue.edit", modes: ["add"] },
  prices: { needs: "catalogue.edit", modes: ["set"] },
  quotas: { needs: "quotas.grant", modes: ["add"] },
  demand: { needs: "stock.receive", modes: ["add", "set"] },
  partners: { needs: "network.edit", modes: ["add", "set"] },
  settlements: { needs: "network.edit", modes: ["add", "set"] },
  customers: { needs: "customers.edit", modes: ["add", "set"] },
  units_sold: { needs: "customers.edit", modes: ["add", "set"] },
  receipt_cards: { needs: "customers.edit", modes: ["set"] },
  service_orders: { needs: "orders.register", modes: ["add"] },
};

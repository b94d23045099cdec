/** Terms of the field that several pages show. */
import type { components } from "../api/schema";
import type { Text } from "./language";

export const ORDER_KIND: Record<components["schemas"]["OrderKind"], Text> = {
  consultation: { zh: "咨询", en: "Consultation" },
  repair: { zh: "维修", en: "Repair" },
  installation: { zh: "安装", en: "Installation" },
  inspection: { zh: "巡检", en: "Inspection" },
  swap: { zh: "换机", en: "Swap" },
  complaint: { zh: "投诉", en: "Complaint" },
  chaser: { zh: "催办", en: "Chaser" },
};

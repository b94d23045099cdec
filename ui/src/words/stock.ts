/** What stock is called everywhere: conditions, categories, purposes, places. */
import type { components } from "../api/schema";
import { words, type Text } from "./language";

type Schemas = components["schemas"];
export type Category = Schemas["PartCategory"];
export type Condition = Schemas["Condition"];
export type Purpose = Schemas["Purpose"];
export type NodeKind = Schemas["NodeKind"];
export type LocationKind = Schemas["LocationKind"];

export const CATEGORY: Record<Category, Text> = {
  main: { zh: "主要部件", en: "Main parts" },
  wear: { zh: "易损件", en: "Wear parts" },
  plastic: { zh: "塑料件", en: "Plastic parts" },
  mechanical: { zh: "机械件", en: "Mechanical parts" },
  electrical: { zh: "电器件", en: "Electrical parts" },
  whole_unit: { zh: "整机", en: "Whole units" },
};

export const CONDITION: Record<Condition, Text> = {
  "": { zh: "—", en: "—" },
  new: { zh: "新件", en: "New" },
  reusable: { zh: "可用旧件", en: "Reusable" },
  defective: { zh: "故障件", en: "Defective" },
  scrap: { zh: "报废件", en: "Scrap" },
};

export const STOCK_KIND: Record<Schemas["StockKind"], Text> = {
  stock: { zh: "库存", en: "Stock" },
  set_aside: { zh: "备机预留", en: "Set aside for swaps" },
  lent: { zh: "借出", en: "Lent" },
};

export const PURPOSE: Record<Purpose, Text> = {
  receipt: { zh: "入库", en: "Receipt" },
  move: { zh: "调拨", en: "Move" },
  set_aside: { zh: "备机预留", en: "Setting aside" },
  issue: { zh: "维修用料", en: "Repair" },
  old_part: { zh: "旧件", en: "Old part" },
  inspection: { zh: "旧件检验", en: "Old parts' inspection" },
  loan: { zh: "借机", en: "Loan" },
  swap: { zh: "换机", en: "Swap" },
  count: { zh: "盘点", en: "Count" },
  disposal: { zh: "报废处理", en: "Disposal" },
  quota_grant: { zh: "额度下达", en: "Quota granted" },
  quota_draw: { zh: "额度占用", en: "Quota drawn" },
  quota_return: { zh: "额度退回", en: "Quota given back" },
  quota_lapse: { zh: "额度失效", en: "Quota lapsed" },
  sale: { zh: "销售", en: "Sale" },
  payment: { zh: "付款", en: "Payment" },
  claim: { zh: "三包费用", en: "Claim" },
  freight: { zh: "运费", en: "Freight" },
  reward: { zh: "奖励", en: "Reward" },
  penalty: { zh: "处罚", en: "Penalty" },
  offset: { zh: "冲抵", en: "Offset" },
  opening: { zh: "期初", en: "Opening" },
};

/** Those that pieces move for; the others are about money. */
export const OF_PIECES: readonly Purpose[] = [
  "receipt",
  "move",
  "issue",
  "count",
  "set_aside",
  "loan",
  "swap",
  "sale",
  "old_part",
  "inspection",
  "disposal",
  "opening",
];

export const TIER: Record<NodeKind, Text> = {
  head_office: { zh: "总部", en: "Head office" },
  province: { zh: "省级服务中心", en: "Provinces" },
  partner: { zh: "合作网点", en: "Partners" },
};

export const PLACE_KIND: Record<LocationKind, Text> = {
  warehouse: { zh: "仓库", en: "Warehouses" },
  van: { zh: "服务车", en: "Vans" },
  transit: { zh: "在途库位", en: "In transit" },
  customer_site: { zh: "客户现场", en: "Customer sites" },
  workshop: { zh: "维修车间", en: "Workshops" },
  returns_reusable: { zh: "可用旧件仓", en: "Reusable old parts" },
  returns_scrap: { zh: "报废件仓", en: "Scrap" },
};

export const stockWords = words({
  part: { zh: "配件", en: "Part" },
  place: { zh: "库位", en: "Place" },
  category: { zh: "类别", en: "Category" },
  condition: { zh: "状态", en: "Condition" },
  quantity: { zh: "数量", en: "Quantity" },
  onHand: { zh: "现有", en: "On hand" },
  reserved: { zh: "已预留", en: "Reserved" },
  available: { zh: "可用", en: "Available" },
  onItsWay: { zh: "在途", en: "On its way" },
  total: { zh: "合计", en: "Total" },
  date: { zh: "时间", en: "When" },
  status: { zh: "状态", en: "Status" },
  reason: { zh: "原因", en: "Reason" },
  note: { zh: "备注", en: "Note" },
  pieces: (n: string): Text => ({ zh: `${n} 件`, en: n === "1" ? "1 piece" : `${n} pieces` }),
});

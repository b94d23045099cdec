import type { components } from "../../api/schema";
import { words, type Text } from "../../words/language";
import type { State, Verb } from "./reading";

type Schemas = components["schemas"];

export const STATE: Record<State, Text> = {
  in_pool: { zh: "在库", en: "In the pool" },
  set_aside: { zh: "备机预留", en: "Set aside" },
  on_its_way: { zh: "送出途中", en: "On its way" },
  at_customer: { zh: "在客户处", en: "At a customer" },
  coming_back: { zh: "返回途中", en: "Coming back" },
  in_repair: { zh: "维修中", en: "In repair" },
  written_off: { zh: "已核销", en: "Written off" },
};

export const VERB: Record<Verb, Text> = {
  register: { zh: "登记", en: "Register" },
  set_aside: { zh: "预留为换机", en: "Set aside" },
  free: { zh: "取消预留", en: "Free" },
  move: { zh: "移库", en: "Move" },
  send: { zh: "送往客户", en: "Send for an order" },
  hand_over: { zh: "交付客户", en: "Hand over" },
  take_back: { zh: "取回", en: "Take back" },
  arrive: { zh: "到库", en: "Has arrived" },
  repair: { zh: "送修", en: "To repair" },
  repaired: { zh: "修复", en: "Is repaired" },
  write_off: { zh: "核销", en: "Write off" },
};

export const USE: Record<Schemas["inventorybackuppoolUse"], Text> = {
  swap: { zh: "换机", en: "Swap" },
  loan: { zh: "借机", en: "Loan" },
};

export const WRITTEN_OFF: Record<Schemas["WrittenOff"], Text> = {
  scrapped: { zh: "报废", en: "Scrapped" },
  lost: { zh: "丢失", en: "Lost" },
  kept: { zh: "客户留用", en: "Kept by the customer" },
};

export const ORIGIN: Record<Schemas["backuppoolOrigin"], Text> = {
  supplier: { zh: "采购", en: "Bought" },
  on_hand: { zh: "库存中未登记序列号", en: "On hand, without its serial so far" },
  customer: { zh: "换机时从客户处换下", en: "Taken out of a customer's in a swap" },
};

export const units = words({
  title: { zh: "备机", en: "Backup units" },
  states: { zh: "状态", en: "States" },
  any: { zh: "全部", en: "All" },
  place: { zh: "库位", en: "Place" },
  part: { zh: "配件编号", en: "Part number" },
  serial: { zh: "序列号", en: "Serial" },
  home: { zh: "所属库位", en: "Belongs to" },
  order: { zh: "维修单", en: "Order" },
  customer: { zh: "客户", en: "Customer" },
  use: { zh: "用途", en: "For" },
  since: { zh: "自", en: "Since" },
  due: { zh: "应归还", en: "Due back" },
  overdue: { zh: "逾期", en: "Overdue" },
  standing: (n: number): Text => ({ zh: `${n} 台`, en: n === 1 ? "1 unit" : `${n} units` }),
  lent: { zh: "在客户处的备机", en: "At customers" },
  noneLent: { zh: "没有备机在客户处", en: "No unit is at a customer" },
  nothing: { zh: "没有符合条件的备机", en: "No unit fits" },
  nothingRemedy: { zh: "请更改筛选条件，或登记备机。", en: "Change the filters, or register a unit." },
  register: { zh: "登记备机", en: "Register a unit" },
  origin: { zh: "来源", en: "From" },
  setAside: { zh: "立即预留为换机", en: "Set aside for swaps at once" },
  note: { zh: "备注", en: "Note" },
  needed: { zh: "请填写", en: "Please fill in" },
  via: { zh: "经由库位（服务车）", en: "By which place (a van)" },
  repairUntil: { zh: "预计修复时间（借机必填）", en: "Repaired by (for a loan)" },
  reason: { zh: "原因", en: "Reason" },
  history: { zh: "经历", en: "Its life" },
  todo: { zh: "可办理", en: "What can be done" },
  nothingToDo: { zh: "没有可办理的步骤", en: "Nothing can be done with it" },
  registered: (serial: string): Text => ({ zh: `已登记 ${serial}`, en: `${serial} is registered` }),
  done: (serial: string): Text => ({ zh: `${serial} 已更新`, en: `${serial} is updated` }),
});

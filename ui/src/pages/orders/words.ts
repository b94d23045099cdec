import type { components, paths } from "../../api/schema";
import { words, type Text } from "../../words/language";

type Schemas = components["schemas"];
export type Kind = Schemas["OrderKind"];
export type Status = Schemas["OrderStatus"];
type DeskQuery = NonNullable<paths["/api/v1/service-orders/desk"]["get"]["parameters"]["query"]>;
export type View = NonNullable<DeskQuery["view"]>;
export type Verb = Schemas["orderlifeVerb"];
export type WaitingFor = Schemas["WaitingFor"];
export type Level = Schemas["orderlifeLevel"];
export type AskedBy = Schemas["AskedBy"];

export const VIEW: Record<View, Text> = {
  at_risk: { zh: "有风险", en: "At risk" },
  late: { zh: "已超时", en: "Late" },
  mine: { zh: "待本级处理", en: "For my desk" },
  unbooked: { zh: "未预约", en: "Not booked" },
  waiting: { zh: "等待中", en: "Waiting" },
  chased: { zh: "已催办", en: "Chased" },
  crisis: { zh: "危机投诉", en: "Crisis" },
  open: { zh: "全部未完成", en: "All open" },
  all: { zh: "含已完成", en: "With the done" },
};

export const STATUS: Record<Status, Text> = {
  registered: { zh: "已登记", en: "Registered" },
  forwarded: { zh: "已转派省级", en: "With the province" },
  assigned: { zh: "已派网点", en: "With the outlet" },
  booked: { zh: "已预约", en: "Booked" },
  in_progress: { zh: "处理中", en: "In progress" },
  waiting: { zh: "等待中", en: "Waiting" },
  done: { zh: "已完成", en: "Done" },
  closed: { zh: "已关闭", en: "Closed" },
  cancelled: { zh: "已撤销", en: "Cancelled" },
  duplicate: { zh: "重复报修", en: "Duplicate" },
};

export const WAITING: Record<WaitingFor, Text> = {
  part: { zh: "等配件", en: "Waits for a part" },
  workshop: { zh: "送修中", en: "In the workshop" },
  customer: { zh: "客户原因", en: "Waits for the customer" },
  consent: { zh: "等客户同意", en: "Waits for consent" },
  weather: { zh: "天气", en: "Waits for the weather" },
};

export const LEVEL: Record<Level, Text> = {
  province: { zh: "省级服务中心", en: "Province" },
  head_office: { zh: "总部", en: "Head office" },
  vendor: { zh: "厂商", en: "Vendor" },
};

export const CLOCK: Record<Schemas["ClockKind"], Text> = {
  forward_to_province: { zh: "转派省级服务中心", en: "Forward to the province" },
  forward_to_outlet: { zh: "转派网点", en: "Forward to an outlet" },
  book_time: { zh: "与客户预约", en: "Book a time" },
  arranged: { zh: "安排", en: "Arrange" },
  checked: { zh: "核查", en: "Check" },
  answer: { zh: "响应", en: "Answer" },
  arrive: { zh: "上门", en: "Arrive" },
  restore: { zh: "恢复", en: "Restore" },
  swap: { zh: "换机", en: "Swap" },
  complaint_answer: { zh: "投诉答复", en: "Answer the complaint" },
  escalation: { zh: "升级处理", en: "Settle the escalation" },
};

export const BASIS: Record<Schemas["routingpromisesBasis"], Text> = {
  urban: { zh: "城区", en: "urban" },
  rural: { zh: "乡村", en: "rural" },
  appointment: { zh: "按预约", en: "appointment" },
  swap: { zh: "换机时限", en: "swap" },
};

export const STANDING: Record<Schemas["routingclockwatchStanding"], Text> = {
  running: { zh: "计时中", en: "Running" },
  paused: { zh: "暂停", en: "Paused" },
  met: { zh: "按时", en: "Met" },
  missed: { zh: "超时", en: "Missed" },
  cancelled: { zh: "已取消", en: "Cancelled" },
};

export const orders = words({
  title: { zh: "维修单", en: "Service orders" },
  newOrder: { zh: "新建维修单", en: "New order" },
  keys: { zh: "按键", en: "Keys" },
  views: { zh: "视图", en: "Views" },
  node: { zh: "省级服务中心或网点", en: "Province or outlet" },
  kind: { zh: "类型", en: "Kind" },
  status: { zh: "状态", en: "State" },
  filter: { zh: "单号、序列号、客户、电话、地址", en: "Number, serial, customer, phone, address" },
  clearFilter: { zh: "清除筛选", en: "Clear the filters" },
  order: { zh: "维修单", en: "Order" },
  customer: { zh: "客户", en: "Customer" },
  fault: { zh: "机器与故障", en: "Machine and fault" },
  holder: { zh: "处理单位", en: "With" },
  promise: { zh: "对客户的承诺", en: "Promised" },
  step: { zh: "应办事项", en: "Next step" },
  nothing: { zh: "此视图没有维修单", en: "No orders in this view" },
  nothingRemedy: { zh: "可查看“全部未完成”，或新建维修单。", en: "Look at “All open”, or register one." },
  noMatch: { zh: "没有符合筛选的维修单", en: "No order fits the filters" },
  noMatchRemedy: { zh: "请更改或清除筛选。", en: "Change the filters or clear them." },
  left: (span: string): Text => ({ zh: `剩 ${span}`, en: `${span} left` }),
  over: (span: string): Text => ({ zh: `超 ${span}`, en: `${span} late` }),
  paused: (since: string): Text => ({ zh: `${since} 起暂停`, en: `Paused since ${since}` }),
  heldBy: (node: string): Text => ({ zh: `${node} 负责`, en: `by ${node}` }),
  appointment: (window: string): Text => ({ zh: `预约 ${window}`, en: `Booked for ${window}` }),
  chased: (n: number): Text => ({ zh: `催办 ${n} 次`, en: n === 1 ? "Chased once" : `Chased ${n} times` }),
  crisis: { zh: "危机投诉", en: "Crisis" },
  escalated: (to: string): Text => ({ zh: `已升级至${to}`, en: `Escalated: ${to}` }),
  faultLevel: (n: number): Text => ({ zh: `${n} 级故障`, en: `Level ${n}` }),
  contract: { zh: "合同", en: "Contract" },
  noUnit: { zh: "未指定机器", en: "No machine" },
  total: (n: string): Text => ({ zh: `共 ${n} 单`, en: n === "1" ? "1 order" : `${n} orders` }),
  none: { zh: "—", en: "—" },
});

export const keyWords = words({
  next: { zh: "下一单", en: "Next order" },
  previous: { zh: "上一单", en: "Previous order" },
  open: { zh: "打开", en: "Open" },
  pages: { zh: "上一页、下一页", en: "Previous page, next page" },
  newOrder: { zh: "新建维修单", en: "New order" },
  filter: { zh: "筛选", en: "Filter" },
  view: { zh: "切换视图", en: "Choose a view" },
  sheet: { zh: "显示此表", en: "This sheet" },
  back: { zh: "返回列表", en: "Back to the list" },
  deeds: { zh: "可办事项", en: "What can be done" },
});

import type { components } from "../../api/schema";
import { words, type Text } from "../../words/language";
import type { AskedBy, Verb } from "./words";

type Schemas = components["schemas"];

export const VERB: Record<Verb, Text> = {
  register: { zh: "登记", en: "Registered" },
  amend: { zh: "修改", en: "Amended" },
  forward: { zh: "转派省级", en: "Forwarded to the province" },
  assign: { zh: "派网点", en: "Assigned" },
  send_back: { zh: "退回省级", en: "Sent back" },
  book: { zh: "预约", en: "Booked" },
  unbook: { zh: "取消预约", en: "Called off" },
  start: { zh: "到场", en: "Begun" },
  wait: { zh: "等待", en: "Waits" },
  resume: { zh: "恢复", en: "Resumed" },
  finish: { zh: "完成", en: "Done" },
  answer: { zh: "答复", en: "Answered" },
  reopen: { zh: "重新打开", en: "Reopened" },
  close: { zh: "关闭", en: "Closed" },
  cancel: { zh: "撤销", en: "Cancelled" },
  merge: { zh: "合并", en: "Merged" },
  escalate: { zh: "升级", en: "Escalated" },
  settle: { zh: "升级办结", en: "Escalation settled" },
};

export const VISIT: Record<Schemas["visitsState"], Text> = {
  booked: { zh: "已预约", en: "Booked" },
  planned: { zh: "已派工", en: "Planned" },
  on_the_way: { zh: "在途", en: "On the way" },
  on_site: { zh: "现场", en: "On site" },
  done: { zh: "已完成", en: "Done" },
  to_be_continued: { zh: "待续修", en: "To be continued" },
  to_workshop: { zh: "送修", en: "To the workshop" },
  failed: { zh: "上门未果", en: "Failed" },
  cancelled: { zh: "已取消", en: "Cancelled" },
};

export const DID: Record<Visit["steps"][number]["did"], Text> = {
  phoned: { zh: "电话预约", en: "Phoned" },
  left: { zh: "出发", en: "Left" },
  arrived: { zh: "到达", en: "Arrived" },
  identity_shown: { zh: "出示证件", en: "Document shown" },
  condition_noted: { zh: "到场机况", en: "Condition noted" },
  work_done: { zh: "维修内容", en: "Work done" },
  part_used: { zh: "用件", en: "Part used" },
  photo: { zh: "照片", en: "Photo" },
  signed: { zh: "客户签字", en: "Signed" },
  unsigned: { zh: "未签字原因", en: "Not signed" },
  charged: { zh: "收费", en: "Charged" },
  to_be_continued: { zh: "待续修", en: "To be continued" },
  to_workshop: { zh: "送修", en: "To the workshop" },
  failed: { zh: "上门未果", en: "Failed" },
  withdrawn: { zh: "撤回", en: "Withdrawn" },
};
type Visit = Schemas["VisitShown"];

export const ASKED_BY: Record<AskedBy, Text> = {
  customer: { zh: "客户要求", en: "The customer wanted it" },
  us: { zh: "我方安排", en: "We offered it" },
  weather: { zh: "天气原因", en: "Because of the weather" },
};

export const ANSWER: Record<Schemas["inventoryentitlementsAnswer"], Text> = {
  refund: { zh: "退货", en: "Refund" },
  exchange: { zh: "换货", en: "Exchange" },
  covered: { zh: "三包", en: "Covered" },
  chargeable: { zh: "收费", en: "Chargeable" },
};

export const PROOF: Record<Schemas["Proof"], Text> = {
  receipt_card: { zh: "三包回执卡", en: "Receipt card" },
  invoice: { zh: "发票", en: "Invoice" },
  exchange: { zh: "换货记录", en: "Exchange" },
  barcode: { zh: "条码", en: "Barcode" },
};

export const RECOGNISED: Record<Schemas["Recognition"], Text> = {
  recognised: { zh: "认可", en: "Recognised" },
  awaited: { zh: "待收回执卡", en: "Receipt card awaited" },
  not_recognised: { zh: "不认可", en: "Not recognised" },
};

export const PAUSE: Record<Schemas["PauseReason"], Text> = {
  customer_asked: { zh: "客户要求", en: "The customer asked" },
  no_access: { zh: "无法进入", en: "No access" },
  awaiting_consent: { zh: "待客户同意", en: "Consent awaited" },
  weather: { zh: "天气原因", en: "Weather" },
  force_majeure: { zh: "不可抗力", en: "Force majeure" },
  other: { zh: "其他", en: "Other" },
};

export const TIE: Record<Schemas["TieKind"], Text> = {
  same_technician: { zh: "同一人员", en: "Same technician" },
  other_technician: { zh: "不同人员", en: "Another technician" },
  after: { zh: "先后", en: "One after the other" },
};

export const LIKENESS: Record<Schemas["Likeness"], Text> = {
  same_fault: { zh: "故障相同", en: "same fault" },
  close_in_time: { zh: "报修时间相近", en: "close in time" },
};

export const ORIGIN: Record<Schemas["inventorypurchasesExpected"]["origin"], Text> = {
  head_office: { zh: "总部库存", en: "from head office" },
  purchase: { zh: "采购在途", en: "purchased" },
  to_be_bought: { zh: "待采购", en: "to be bought" },
};

export const sheet = words({
  back: { zh: "返回列表", en: "Back to the list" },
  customer: { zh: "客户", en: "Customer" },
  phone: { zh: "电话", en: "Phone" },
  address: { zh: "地址", en: "Address" },
  machine: { zh: "机器", en: "Machine" },
  fault: { zh: "故障", en: "Fault" },
  holder: { zh: "处理单位", en: "With" },
  registered: { zh: "登记时间", en: "Registered" },
  appointment: { zh: "预约", en: "Appointment" },
  noAppointment: { zh: "未预约", en: "None agreed" },
  note: { zh: "备注", en: "Note" },
  said: { zh: "最近说明", en: "Said last" },
  clocks: { zh: "计时", en: "Clocks" },
  clock: { zh: "事项", en: "What" },
  due: { zh: "应完成", en: "Due" },
  stopped: { zh: "完成", en: "Stopped" },
  standing: { zh: "状态", en: "How it stands" },
  noClocks: { zh: "无计时", en: "No clocks" },
  paused: (reason: string, note: string): Text => ({ zh: `暂停：${reason} ${note}`, en: `Paused: ${reason}. ${note}` }),
  renewed: (was: string): Text => ({ zh: `原定 ${was}`, en: `was ${was}` }),
  workingTime: { zh: "按工作时间", en: "working time" },
  warranty: { zh: "三包判定", en: "Warranty" },
  until: (day: string): Text => ({ zh: `至 ${day}`, en: `until ${day}` }),
  proof: (proof: string, since: string): Text => ({ zh: `${proof}，自 ${since} 起`, en: `${proof}, since ${since}` }),
  claims: { zh: "网点核销", en: "For claims" },
  earlierRepairs: (n: number): Text => ({ zh: `此前同故障维修 ${n} 次`, en: `Repaired ${n}× for it before` }),
  nothingToJudge: { zh: "没有机器或故障，无需判定", en: "Without machine and fault there is nothing to judge" },
  visits: { zh: "上门", en: "Visits" },
  noVisits: { zh: "尚未预约上门", en: "No visit yet" },
  technician: { zh: "维修人员", en: "Technician" },
  nobodyYet: { zh: "未派人", en: "nobody yet" },
  noWindow: { zh: "时间待定", en: "no time yet" },
  record: { zh: "三包维修记录", en: "Service record" },
  parts: { zh: "所需配件", en: "Parts" },
  noParts: { zh: "不需要配件", en: "No parts needed" },
  reserved: (n: number, location: string): Text => ({
    zh: `${location} 已预留 ${n}`,
    en: `${n} reserved at ${location}`,
  }),
  atOutlet: (n: number): Text => ({ zh: `处理单位可用 ${n}`, en: `${n} free where the order is` }),
  requested: (n: number, request: string): Text => ({
    zh: `${request} 申请中 ${n}`,
    en: `${n} asked for in ${request}`,
  }),
  underWay: (n: number, request: string): Text => ({ zh: `${request} 在途 ${n}`, en: `${n} on the way by ${request}` }),
  expected: (n: number, on: string, origin: string): Text => ({
    zh: `预计 ${on} 到 ${n} 件（${origin}）`,
    en: `${n} expected on ${on} (${origin})`,
  }),
  nobodyAsked: (n: number): Text => ({ zh: `缺 ${n} 件，尚无人申请`, en: `${n} lacking, nobody has asked for them` }),
  thereOn: (on: string): Text => ({ zh: `${on} 齐件`, en: `all there on ${on}` }),
  unknownWhen: { zh: "到货日期不明", en: "Nobody knows when all are there" },
  allThere: { zh: "已齐", en: "All there" },
  links: { zh: "相关维修单", en: "Linked orders" },
  noLinks: { zh: "无相关维修单", en: "None" },
  about: { zh: "针对", en: "About" },
  mergedInto: { zh: "已合并到", en: "Merged into" },
  askedAgain: { zh: "催办或投诉", en: "Asked again" },
  maybeSame: { zh: "可能重复", en: "Maybe the same" },
  tied: { zh: "关联上门", en: "Visits tied" },
  history: { zh: "历史", en: "History" },
  by: (who: string, node: string): Text => ({ zh: `${who} → ${node}`, en: `${who} → ${node}` }),
  place: { zh: "位置", en: "Place" },
  map: (name: string): Text => ({ zh: `${name} 的位置`, en: `Where ${name} is` }),
});

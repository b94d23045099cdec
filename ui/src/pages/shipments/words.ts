import type { components } from "../../api/schema";
import { words, type Text } from "../../words/language";
import type { Found } from "../../scanning/tally";
import type { Status, View } from "./reading";

export type Fault = components["schemas"]["shipmentsFault"];

export const VIEW: Record<View, Text> = {
  pick: { zh: "待拣货", en: "To pick" },
  receive: { zh: "待收货", en: "To receive" },
  all: { zh: "全部", en: "All" },
};

export const STATUS: Record<Status, Text> = {
  picked: { zh: "待拣待发", en: "To be picked" },
  shipped: { zh: "在途", en: "On its way" },
  arrived: { zh: "部分收货", en: "Received in part" },
  received: { zh: "已收货", en: "Received" },
  cancelled: { zh: "已取消", en: "Cancelled" },
};

export const FAULT: Record<Fault, Text> = {
  outlet: { zh: "网点", en: "Outlet" },
  province: { zh: "省级", en: "Province" },
  head_office: { zh: "总部", en: "Head office" },
  carrier: { zh: "承运商", en: "Carrier" },
};

export const FOUND: Record<Found, Text> = {
  good: { zh: "完好", en: "Good" },
  damaged: { zh: "损坏", en: "Damaged" },
  short: { zh: "短少", en: "Missing" },
  wrong: { zh: "错件", en: "Wrong part" },
  over: { zh: "多发", en: "Too many sent" },
};

export const shipments = words({
  title: { zh: "收发货", en: "Shipments" },
  views: { zh: "视图", en: "Views" },
  prepare: { zh: "待备货申请", en: "Requests to prepare" },
  prepareTold: {
    zh: "已为申请预留、尚未生成发货单的配件。",
    en: "Reserved for requests, and in no shipment yet.",
  },
  prepareNothing: { zh: "没有待备货的申请", en: "No request waits to be prepared" },
  prepareNothingRemedy: {
    zh: "批准并预留后会出现在此处。",
    en: "Requests appear here once they are approved and reserved.",
  },
  prepareDo: { zh: "生成拣货单", en: "Make the pick list" },
  nothing: { zh: "没有发货单", en: "No shipments" },
  nothingRemedy: {
    zh: "备货后发货单会出现在“待拣货”，发出后出现在“待收货”。",
    en: "What is prepared appears under “To pick”, what has left under “To receive”.",
  },
  scanNumber: { zh: "扫描发货单号", en: "Scan a shipment's number" },
  noSuchNumber: { zh: "不是发货单号", en: "Not a shipment's number" },
  number: { zh: "发货单", en: "Shipment" },
  request: { zh: "申请", en: "Request" },
  partner: { zh: "网点", en: "Partner" },
  from: { zh: "发出", en: "From" },
  to: { zh: "收货", en: "To" },
  lines: { zh: "行", en: "Lines" },
  pieces: { zh: "件数", en: "Pieces" },
  carrier: { zh: "承运商", en: "Carrier" },
  tracking: { zh: "运单号", en: "Waybill" },
  expected: { zh: "预计到达", en: "Expected" },
  route: (from: string, to: string): Text => ({ zh: `${from} 发往 ${to}`, en: `${from} to ${to}` }),
  showsOf: (shown: number, all: number): Text => ({
    zh: `显示最新 ${shown} 张，共 ${all} 张`,
    en: `The newest ${shown} of ${all}`,
  }),
  all: { zh: "返回列表", en: "All shipments" },
  printPick: { zh: "打印拣货单", en: "Print the pick list" },
  printReceipt: { zh: "打印收货单", en: "Print the receipt note" },
  scanPart: { zh: "扫描配件编号、条码或序列号", en: "Scan a part's number, barcode or serial" },
  shelf: { zh: "货架", en: "Shelf" },
  noShelf: { zh: "未定", en: "none" },
  wanted: { zh: "应拣", en: "Wanted" },
  scanned: { zh: "已拣", en: "Picked" },
  sent: { zh: "发出", en: "Sent" },
  open: { zh: "待收", en: "To come" },
  done: { zh: "齐", en: "all" },
  serials: { zh: "序列号", en: "Serials" },
  countOf: (part: string, found: string): Text => ({ zh: `${part} ${found}件数`, en: `${found} pieces of ${part}` }),
  ship: { zh: "发货", en: "Send it" },
  shipNotYet: (n: number): Text => ({
    zh: `还差 ${n} 件未扫`,
    en: n === 1 ? "1 piece is not scanned yet" : `${n} pieces are not scanned yet`,
  }),
  shipTold: {
    zh: "发货单须整单发出。货架上缺货时，请取消此单并盘点该配件；为申请预留的配件仍保留。",
    en: "A shipment leaves whole. If the shelf lacks a piece, cancel the shipment and count the part; what is reserved for a request stays reserved.",
  },
  cancelIt: { zh: "取消发货单", en: "Cancel the shipment" },
  cancelSure: {
    zh: "确定取消？配件回到库存或继续为申请预留。",
    en: "Cancel it? The pieces stay in stock, or reserved for their request.",
  },
  keep: { zh: "不取消", en: "Keep it" },
  sentNow: (number: string): Text => ({ zh: `${number} 已发货`, en: `${number} has left` }),
  cancelled: (number: string): Text => ({ zh: `${number} 已取消`, en: `${number} is cancelled` }),
  receive: { zh: "登记收货", en: "Book what came" },
  receivedNow: (number: string): Text => ({ zh: `${number} 已登记收货`, en: `What came of ${number} is booked` }),
  receiveRest: (n: number): Text => ({
    zh: `未登记的 ${n} 件留待下次收货。`,
    en: n === 1 ? "1 piece that isn't told comes later." : `${n} pieces that aren't told come later.`,
  }),
  restMissing: { zh: "其余登记为短少", en: "The rest is missing" },
  nextIs: { zh: "下一次扫码计为", en: "The next scan counts as" },
  fault: { zh: "责任方", en: "Whose fault" },
  faultOf: (part: string): Text => ({ zh: `${part} 的责任方`, en: `Whose fault with ${part}` }),
  instead: { zh: "实到配件", en: "Came instead" },
  insteadOf: (part: string): Text => ({ zh: `代替 ${part} 实到的配件`, en: `What came instead of ${part}` }),
  needsFault: {
    zh: "有差异的行须选择责任方，错件须填实到配件",
    en: "A line with a difference needs whose fault it is, and a wrong part what came instead",
  },
  note: { zh: "收货备注", en: "Note" },
  noLines: { zh: "请先扫码", en: "Scan something first" },
  finished: { zh: "此发货单已办结。", en: "Nothing is left to do with this shipment." },
  notYours: { zh: "您只能查看此发货单。", en: "You may read this shipment only." },
});

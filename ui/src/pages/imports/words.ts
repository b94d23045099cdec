import type { components } from "../../api/schema";
import { words, type Text } from "../../words/language";
import type { Kind, Mode } from "./kinds";
import type { Effect } from "./reading";

export const KIND: Record<Kind, Text> = {
  stock: { zh: "库存", en: "Stock" },
  parts: { zh: "配件", en: "Parts" },
  part_fits: { zh: "适用机型", en: "Models that parts fit" },
  prices: { zh: "价格", en: "Prices" },
  quotas: { zh: "配件额度", en: "Quotas" },
  demand: { zh: "历史用量", en: "Past demand" },
  partners: { zh: "合作网点", en: "Partners" },
  settlements: { zh: "居民点", en: "Settlements" },
  customers: { zh: "客户", en: "Customers" },
  units_sold: { zh: "已售机器", en: "Machines sold" },
  receipt_cards: { zh: "三包回执卡", en: "Receipt cards" },
  service_orders: { zh: "维修单", en: "Service orders" },
};

export const MODE: Record<Mode, Text> = {
  add: { zh: "新增", en: "Add" },
  set: { zh: "覆盖", en: "Set" },
};

export const STATUS: Record<components["schemas"]["importslifeStatus"], Text> = {
  queued: { zh: "检查中", en: "Being checked" },
  checked: { zh: "待导入", en: "Checked" },
  refused: { zh: "有错误", en: "Wrong" },
  committing: { zh: "写入中", en: "Being written" },
  committed: { zh: "已导入", en: "Taken over" },
  expired: { zh: "已过期", en: "Expired" },
};

export const EFFECT: Record<Effect, Text> = {
  added: { zh: "新增", en: "Added" },
  changed: { zh: "修改", en: "Changed" },
  unchanged: { zh: "不变", en: "Unchanged" },
};

export const imports = words({
  title: { zh: "导入", en: "Imports" },
  kind: { zh: "内容", en: "What" },
  mode: { zh: "方式", en: "How" },
  template: { zh: "下载模板", en: "Template" },
  addTold: {
    zh: "新增：只写入尚不存在的记录；已存在的须与文件一致。",
    en: "Add: only what isn't there yet comes in; what is there must be the same.",
  },
  setTold: {
    zh: "覆盖：以文件内容为准；文件未列出的记录不变。",
    en: "Set: what the file says holds from now on; what it doesn't name stays.",
  },
  drop: { zh: "点击选择文件，或拖放到此处", en: "Choose a file, or drop it here" },
  dropTold: {
    zh: "CSV 或 Excel。先检查并预览，确认后才写入。",
    en: "CSV or Excel. It is checked and shown first; nothing is written until you say so.",
  },
  uploading: { zh: "正在上传…", en: "Uploading…" },
  none: { zh: "还没有导入", en: "Nothing was imported yet" },
  noneRemedy: { zh: "下载模板，填写后上传。", en: "Take the template, fill it in and upload it." },
  before: { zh: "导入记录", en: "Imports so far" },
  number: { zh: "编号", en: "No." },
  file: { zh: "文件", en: "File" },
  rows: { zh: "行数", en: "Rows" },
  wrong: { zh: "错误", en: "Wrong" },
  by: { zh: "上传人", en: "By" },
  one: (id: number): Text => ({ zh: `导入 ${id}`, en: `Import ${id}` }),
  all: { zh: "全部导入", en: "All imports" },
  encoding: (name: string): Text => ({ zh: `编码 ${name}`, en: `read as ${name}` }),
  until: (at: string): Text => ({ zh: `请于 ${at} 前导入`, en: `to be taken over by ${at}` }),
  checking: { zh: "正在检查文件…", en: "The file is being checked…" },
  writing: { zh: "正在写入…", en: "It is being written…" },
  progress: { zh: "进度", en: "Progress" },
  empty: { zh: "文件没有数据行", en: "The file has no rows" },
  refused: (n: string): Text => ({ zh: `${n} 处错误，未写入任何内容`, en: `${n} wrong; nothing was written` }),
  refusedRemedy: {
    zh: "请按下表更正文件，然后重新上传。",
    en: "Correct the file as listed below and upload it again.",
  },
  taken: { zh: "已按预览写入", en: "Written as it was shown" },
  expired: { zh: "预览已过期，未写入任何内容", en: "The preview has expired; nothing was written" },
  expiredRemedy: { zh: "请重新上传文件。", en: "Upload the file again." },
  take: (n: string): Text => ({
    zh: `导入（写入 ${n} 行）`,
    en: n === "1" ? "Take over (1 row is written)" : `Take over (${n} rows are written)`,
  }),
  takeTold: {
    zh: "全部写入或全不写入；数据在此期间被修改时会拒绝，请重新上传。",
    en: "All of it or nothing. If the data changed meanwhile it is refused: upload the file again.",
  },
  problems: { zh: "错误清单", en: "What is wrong" },
  saveProblems: { zh: "保存为 Excel", en: "Save as Excel" },
  row: { zh: "行", en: "Row" },
  column: { zh: "列", en: "Column" },
  cell: { zh: "内容", en: "What stands there" },
  why: { zh: "原因", en: "Why" },
  preview: { zh: "预览", en: "What each row does" },
  effect: { zh: "结果", en: "Effect" },
  allRows: { zh: "全部", en: "All" },
});

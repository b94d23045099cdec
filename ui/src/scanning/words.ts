import { words, type Text } from "../words/language";

export const scanning = words({
  camera: { zh: "摄像头扫码", en: "Scan by camera" },
  noCamera: { zh: "关闭摄像头", en: "Camera off" },
  cameraRefused: { zh: "无法使用摄像头", en: "The camera can't be used" },
  cameraRemedy: {
    zh: "请在浏览器中允许使用摄像头，或改用扫码枪、键盘输入。",
    en: "Allow it in the browser, or use a scanner or the keyboard.",
  },
  undo: { zh: "撤销上一次扫码", en: "Undo the last scan" },
  how: { zh: "扫码或输入后按 Enter；多件输入 12*编号", en: "Scan, or type and press Enter; 12*number for twelve" },
  counted: { zh: "已计入", en: "Counted" },
  countedOf: (part: string, now: number, of: number | null): Text => ({
    zh: of === null ? `${part}：${now}` : `${part}：${now} / ${of}`,
    en: of === null ? `${part}: ${now}` : `${part}: ${now} of ${of}`,
  }),
  serialNext: { zh: "请扫序列号", en: "Now its serial" },
  serialOf: (part: string): Text => ({ zh: `${part} 按件管理`, en: `each piece of ${part} has one` }),
  tooMany: { zh: "数量过多", en: "Too many" },
  onlyOf: (part: string, of: number): Text => ({
    zh: `${part} 只需 ${of} 件`,
    en: `only ${of} of ${part} are expected`,
  }),
  twice: { zh: "重复扫码", en: "Scanned before" },
  notSent: { zh: "未随货发出", en: "Was not sent" },
  serialIsOf: (serial: string, part: string): Text => ({ zh: `${part} 的 ${serial}`, en: `${serial} of ${part}` }),
  oneByOne: { zh: "须逐件扫序列号", en: "Scan its serials one by one" },
  unknown: { zh: "未知编码", en: "Unknown code" },
  notHere: { zh: "不在此单", en: "Not on this list" },
  named: (number: string, zh: string, en: string): Text => ({ zh: `${number} ${zh}`, en: `${number} ${en}` }),
  just: (text: string): Text => ({ zh: text, en: text }),
  undone: { zh: "已撤销", en: "Undone" },
  unsent: { zh: "上次提交尚未确认", en: "What was sent isn't confirmed" },
  unsentRemedy: {
    zh: "连接中断，不知道是否已登记。请再次发送：同一内容不会重复登记。",
    en: "The connection was lost, so nobody knows whether it arrived. Send it again: nothing is booked twice.",
  },
  sendAgain: { zh: "再次发送", en: "Send again" },
});

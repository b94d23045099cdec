import { words } from "../words/language";

export const mapWords = words({
  closer: { zh: "放大", en: "Zoom in" },
  away: { zh: "缩小", en: "Zoom out" },
  fit: { zh: "显示全部", en: "Show all" },
  moves: {
    zh: "方向键移动，加号放大，减号缩小，0 显示全部。",
    en: "Arrows move, plus and minus zoom, 0 shows all.",
  },
  chooses: {
    zh: "句号选择下一个点，逗号选择上一个，Esc 取消选择。",
    en: "Full stop chooses the next point, comma the one before, Esc none.",
  },
  picks: { zh: "回车选取地图中心的位置。", en: "Enter picks the place in the middle." },
  shown: (points: number, lines: number) => ({
    zh: `${points} 个点，${lines} 条线。`,
    en: `${points} points, ${lines} lines.`,
  }),
});

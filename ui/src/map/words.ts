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
  baseAway: {
    zh: "底图暂时无法显示，其他内容不受影响。",
    en: "The base map can't be shown now; everything else is.",
  },
  noWebGl: {
    zh: "此浏览器不支持 WebGL，无法显示矢量底图；其他内容不受影响。",
    en: "This browser has no WebGL, which the base map needs; everything else is shown.",
  },
  shown: (points: number, lines: number) => ({
    zh: `${points} 个点，${lines} 条线。`,
    en: `${points} points, ${lines} lines.`,
  }),
});

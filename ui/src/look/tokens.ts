/** The look in figures: one type scale, one spacing scale, few colours, each with one meaning. */
import type { ThemeConfig } from "antd";

export const TYPE = { small: 12, body: 13, title: 16, head: 20 } as const;

export const SPACE = { xs: 4, s: 8, m: 12, l: 16, xl: 24 } as const;

/** On the ground and on their own pale colour all texts have a contrast of 4.5 and more. */
export const COLOUR = {
  ink: "#1f2933",
  quiet: "#52606d",
  line: "#d9dee4",
  field: "#8794a1",
  ground: "#f4f6f8",
  surface: "#ffffff",
  action: "#1b5aa8",
  actionPale: "#e8f0fa",
  good: "#1a6b3c",
  goodPale: "#e6f4ec",
  warn: "#8a4b00",
  warnPale: "#fdf1dd",
  bad: "#b42318",
  badPale: "#fdeceb",
} as const;

const FONT = 'system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export const THEME: ThemeConfig = {
  token: {
    fontFamily: FONT,
    fontSize: TYPE.body,
    fontSizeSM: TYPE.small,
    fontSizeHeading1: TYPE.head,
    fontSizeHeading2: TYPE.title,
    fontSizeHeading3: TYPE.body,
    colorPrimary: COLOUR.action,
    colorLink: COLOUR.action,
    colorSuccess: COLOUR.good,
    colorWarning: COLOUR.warn,
    colorError: COLOUR.bad,
    colorInfo: COLOUR.action,
    colorText: COLOUR.ink,
    colorTextSecondary: COLOUR.quiet,
    colorTextTertiary: COLOUR.quiet,
    colorTextDescription: COLOUR.quiet,
    colorTextPlaceholder: COLOUR.quiet,
    colorTextDisabled: COLOUR.quiet,
    colorBorder: COLOUR.field,
    colorBorderSecondary: COLOUR.line,
    colorBgLayout: COLOUR.ground,
    borderRadius: 4,
    controlHeight: 30,
    controlHeightSM: 24,
    padding: SPACE.l,
    motion: false,
  },
  components: {
    Table: { cellPaddingBlockSM: 5, cellPaddingInlineSM: SPACE.s, headerBg: COLOUR.ground },
    Menu: { itemHeight: 34, itemMarginInline: SPACE.xs, itemBg: "transparent", itemSelectedBg: COLOUR.actionPale },
  },
};

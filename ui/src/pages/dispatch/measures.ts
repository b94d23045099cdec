/** The timeline's measures, for what is computed and, as `--lane` and `--head`, for its styles. */
import type { CSSProperties } from "react";

export const LANE_PX = 34;
export const HEAD_PX = 148;

export const MEASURES = { "--lane": `${LANE_PX}px`, "--head": `${HEAD_PX}px` } as CSSProperties;

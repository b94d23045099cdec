/** What of the world is in view: all of the content until somebody moves, and again with each new `fitKey`. */
import { useMemo, useState } from "react";
import type { Shift } from "./base";
import { boxOf, fitted, isInView, pixelsOf, spotOf, type Size, type Spot, type View } from "./camera";
import { placesOf, type Content } from "./content";

export interface Viewing {
  view: View;
  /** The middle of the content. */
  anchor: Spot;
  dense: boolean;
  move: (change: (view: View) => View) => void;
  fit: () => void;
}

/** Square pixels of the content's extent that one point needs to be more than a dot. */
const ROOM_PX2 = 1600;

export function useViewing(
  content: Content,
  chosen: ReadonlySet<string>,
  size: Size,
  fitKey: string,
  shift: Shift,
): Viewing {
  const [moved, setMoved] = useState<View | null>(null);
  const box = useMemo(() => boxOf(placesOf(content).map(([lon, lat]) => shift(lon, lat))), [content, shift]);
  const anchor = useMemo(() => ({ x: (box.west + box.east) / 2, y: (box.north + box.south) / 2 }), [box]);
  const view = moved ?? fitted(box, size);

  const now = { fitKey, chosen: [...chosen].join("\n") };
  const [seen, setSeen] = useState(now);
  if (seen.fitKey !== now.fitKey) {
    setSeen(now);
    setMoved(null);
  } else if (seen.chosen !== now.chosen) {
    setSeen(now);
    const next = showing(content, chosen, size, view, shift);
    if (next !== view) setMoved(next);
  }

  const scale = pixelsOf(view.zoom);
  const room = (box.east - box.west) * (box.south - box.north) * scale * scale;
  return {
    view,
    anchor,
    dense: content.points.length > 1 && content.points.length * ROOM_PX2 > room,
    move: (change) => setMoved((now) => change(now ?? view)),
    fit: () => setMoved(null),
  };
}

/** The view, moved to the first chosen point if none of them is in it. */
function showing(content: Content, chosen: ReadonlySet<string>, size: Size, view: View, shift: Shift): View {
  const spots = content.points.filter(({ id }) => chosen.has(id)).map(({ lon, lat }) => spotOf(...shift(lon, lat)));
  const [first] = spots;
  if (!first || spots.some((one) => isInView(view, size, one))) return view;
  return { ...view, ...first };
}

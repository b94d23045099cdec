/** All technicians' days one below the other, under one clock. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useSay } from "../../words/language";
import { isRouteLocked, lockOf, type Board, type Lane } from "./board";
import type { Drag } from "./drag";
import { DropLayer } from "./DropLayer";
import { LaneRow } from "./LaneRow";
import { HEAD_PX, MEASURES } from "./measures";
import { clock, ticks, wide, x, type Scale, type Span } from "./times";
import "./timeline.css";
import { dispatch } from "./words";

interface Props {
  board: Board;
  lanes: readonly Lane[];
  at: string | undefined;
  zoom: number;
  ghosts: ReadonlyMap<string, readonly Span[]> | undefined;
  drag: Drag;
  editable: boolean;
  onChoose: (at: string) => void;
  onMenu: (order: string) => void;
}

export function Timeline(props: Props) {
  const { board, lanes, at, zoom, ghosts, drag, editable, onChoose, onMenu } = props;
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const scale: Scale = useMemo(() => {
    const fits = Math.max(300, width - HEAD_PX) / (board.span.until - board.span.from);
    return { from: board.span.from, until: board.span.until, pxPerS: fits * zoom };
  }, [board.span.from, board.span.until, width, zoom]);
  useLayoutEffect(() => {
    drag.over(scroller.current && { scroller: scroller.current, scale, lanes });
  }, [drag, scale, lanes]);
  useChosenInSight(scroller, at, scale, board);
  const press = useCallback(
    (order: string, event: PointerEvent) => {
      if (editable) drag.begin(order, event);
    },
    [drag, editable],
  );
  return (
    <div
      className="timeline"
      style={MEASURES}
      ref={scroller}
      role="group"
      aria-label={say(dispatch.timeline)}
      tabIndex={0}
    >
      <div className="timeline-inside" style={{ width: HEAD_PX + wide(scale) }}>
        <Clock scale={scale} />
        {lanes.map((lane) => (
          <LaneRow
            key={lane.technician}
            lane={lane}
            scale={scale}
            chosen={chosenIn(lane, at, board)}
            locked={lockedIn(lane, board)}
            windows={board.windows}
            ghosts={ghosts?.get(lane.technician)}
            onChoose={onChoose}
            onPress={press}
            onMenu={onMenu}
          />
        ))}
        <DropLayer drag={drag} board={board} lanes={lanes} scale={scale} />
      </div>
    </div>
  );
}

function Clock({ scale }: { scale: Scale }) {
  return (
    <div className="clock" aria-hidden="true">
      <div className="clock-head" />
      <div className="clock-day" style={{ width: wide(scale) }}>
        {ticks(scale).map((at) => (
          <span key={at} style={{ left: x(scale, at) }}>
            {clock(at)}
          </span>
        ))}
      </div>
    </div>
  );
}

function chosenIn(lane: Lane, at: string | undefined, board: Board): string | null {
  if (at === undefined) return null;
  if (at === lane.technician) return "";
  return board.laneOf.get(at) === lane ? at : null;
}

function lockedIn(lane: Lane, { plan }: Board): string {
  if (isRouteLocked(plan, lane.technician)) return "*";
  return lane.visits
    .filter((bar) => lockOf(plan, bar.ref, undefined))
    .map((bar) => bar.ref)
    .join(" ");
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(900);
  useLayoutEffect(() => {
    const shown = element.current;
    if (!shown) return;
    const measure = () => setWidth(shown.clientWidth);
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(shown);
    return () => watching.disconnect();
  }, [element]);
  return width;
}

/** What is chosen elsewhere, on the map or in the list, comes into sight here. */
function useChosenInSight(
  scroller: RefObject<HTMLElement | null>,
  at: string | undefined,
  scale: Scale,
  board: Board,
): void {
  const latest = useRef({ scale, board });
  useLayoutEffect(() => {
    latest.current = { scale, board };
  });
  useEffect(() => {
    const shown = scroller.current;
    if (!shown || at === undefined) return;
    const lane = latest.current.board.laneOf.get(at)?.technician ?? at;
    const row = shown.querySelector<HTMLElement>(`[data-lane="${CSS.escape(lane)}"]`);
    if (!row) return;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = shown;
    const [first, last] = [row.offsetTop - row.offsetHeight, row.offsetTop + row.offsetHeight * 2];
    const top = first < scrollTop ? first : last > scrollTop + clientHeight ? last - clientHeight : scrollTop;
    const bar = latest.current.board.barOf.get(at);
    const from = bar ? x(latest.current.scale, bar.from) : scrollLeft;
    const day = clientWidth - HEAD_PX;
    const seen = from >= scrollLeft && from <= scrollLeft + day - 40;
    shown.scrollTo({ top, left: seen ? scrollLeft : from - day / 3 });
  }, [at, scroller]);
}

/** One technician's day. Drawn anew only when something of it changes: a board has hundreds of visits. */
import { LockOutlined } from "@ant-design/icons";
import { memo, type MouseEvent, type PointerEvent as ReactPointerEvent } from "react";
import { useSay } from "../../words/language";
import type { Bar, Lane } from "./board";
import { clock, wide, x, type Scale, type Span } from "./times";
import { dispatch, STOP } from "./words";

/** A bar that is narrower has no room for its number. */
const NAMED_PX = 36;

interface Props {
  lane: Lane;
  scale: Scale;
  /** Of this lane's visits the chosen one, or "" for the lane itself. */
  chosen: string | null;
  /** Orders that are locked, in one string so that it is compared by its value; "*" for the whole route. */
  locked: string;
  windows: ReadonlyMap<string, readonly Span[]>;
  ghosts: readonly Span[] | undefined;
  onChoose: (at: string) => void;
  onPress: (order: string, event: PointerEvent) => void;
  onMenu: (order: string) => void;
}

export const LaneRow = memo(function LaneRow(props: Props) {
  const { lane, scale, chosen, locked, windows, ghosts } = props;
  return (
    <div className={chosen === "" ? "lane chosen" : "lane"} data-lane={lane.technician}>
      <Head {...props} />
      {/* The width is the scale's, which a style sheet can't know. */}
      <div className="lane-day" style={{ width: wide(scale) }}>
        <Shift lane={lane} scale={scale} />
        {ghosts?.map((one) => (
          <i key={one.from} className="ghost" style={placed(scale, one)} />
        ))}
        {lane.drives.map((drive) => (
          <i key={drive.key} className="drive" style={placed(scale, drive)} />
        ))}
        {lane.bars.map((bar, n) => (
          <i key={`wait-${n}`} className="wait" style={placed(scale, { from: bar.arrive, until: bar.from })} />
        ))}
        {lane.bars.map((bar) =>
          bar.kind === "visit" ? (
            <VisitBar
              key={bar.ref}
              bar={bar}
              chosen={bar.ref === chosen}
              locked={locked === "*" || locked.split(" ").includes(bar.ref)}
              windows={windows.get(bar.ref)}
              scale={scale}
              onChoose={props.onChoose}
              onPress={props.onPress}
              onMenu={props.onMenu}
            />
          ) : (
            <StopBar key={`${bar.kind}-${bar.from}`} bar={bar} scale={scale} />
          ),
        )}
      </div>
    </div>
  );
});

function placed(scale: Scale, { from, until }: Span) {
  return { left: x(scale, from), width: Math.max(1, (until - from) * scale.pxPerS) };
}

function Head({ lane, chosen, locked, onChoose }: Props) {
  const say = useSay();
  const name = say(lane.name);
  const load = Math.round(lane.load * 100);
  return (
    <button
      type="button"
      className="lane-head"
      tabIndex={-1}
      aria-pressed={chosen === ""}
      title={`${say(dispatch.laneOf(name, lane.visits.length, load))} · ${lane.technician} · ${lane.node}`}
      onClick={() => onChoose(lane.technician)}
    >
      <i className="lane-colour" style={{ background: lane.colour }} />
      <span className="lane-name">
        {locked === "*" && <LockOutlined />} {name}
      </span>
      <span className="lane-count">{lane.visits.length}</span>
      <span className={load > 100 ? "load over" : "load"}>
        <i style={{ width: `${Math.min(100, load)}%` }} />
      </span>
    </button>
  );
}

/** What isn't worked is shaded, overtime lightly. */
function Shift({ lane, scale }: { lane: Lane; scale: Scale }) {
  if (!lane.shift) return null;
  const { from, until } = lane.shift;
  return (
    <>
      <i className="off" style={placed(scale, { from: scale.from, until: from })} />
      {lane.overtimeFrom !== null && (
        <i className="overtime" style={placed(scale, { from: lane.overtimeFrom, until })} />
      )}
      <i className="off" style={placed(scale, { from: until, until: scale.until })} />
    </>
  );
}

interface VisitProps extends Pick<Props, "scale" | "onChoose" | "onPress" | "onMenu"> {
  bar: Bar;
  chosen: boolean;
  locked: boolean;
  windows: readonly Span[] | undefined;
}

function VisitBar({ bar, chosen, locked, windows, scale, onChoose, onPress, onMenu }: VisitProps) {
  const say = useSay();
  const label = say(dispatch.visitAt(bar.ref, clock(bar.from), clock(bar.until), bar.late));
  const timed = windows !== undefined && windows.length > 0;
  const state = [bar.late && "late", locked && "locked", timed && "timed", chosen && "chosen"]
    .filter(Boolean)
    .join(" ");
  return (
    <>
      {(chosen ? windows : undefined)?.map((one) => (
        <i key={one.from} className="window" style={placed(scale, within(scale, one))} />
      ))}
      <button
        type="button"
        className={`visit ${state}`}
        style={placed(scale, bar)}
        tabIndex={chosen ? 0 : -1}
        aria-pressed={chosen}
        aria-label={label}
        title={`${label}\n${bar.stop.customer ?? ""}`}
        data-order={bar.ref}
        onClick={() => onChoose(bar.ref)}
        onPointerDown={(event: ReactPointerEvent) => onPress(bar.ref, event.nativeEvent)}
        onContextMenu={(event: MouseEvent) => {
          event.preventDefault();
          onMenu(bar.ref);
        }}
      >
        {locked && <LockOutlined />}
        {(bar.until - bar.from) * scale.pxPerS >= (locked ? NAMED_PX + 14 : NAMED_PX) && (
          <span>{bar.ref.slice(-4)}</span>
        )}
      </button>
    </>
  );
}

function within(scale: Scale, one: Span): Span {
  return { from: Math.max(one.from, scale.from), until: Math.min(one.until, scale.until) };
}

function StopBar({ bar, scale }: { bar: Bar; scale: Scale }) {
  const say = useSay();
  if (bar.kind === "visit") return null;
  const told = `${say(STOP[bar.kind])} ${bar.ref} ${clock(bar.from)}–${clock(bar.until)}`;
  return <i className={`stop ${bar.kind}`} style={placed(scale, bar)} title={told} />;
}

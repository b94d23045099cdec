/** A map of our places. To be loaded lazily: `const Map = lazy(() => import("../../map/Map"))`. */
import { useId, useMemo, useRef, useState } from "react";
import { useSay } from "../words/language";
import { shiftsOf, useBase, type Trouble } from "./base";
import { BaseLayer } from "./BaseLayer";
import { panned, placeOf, seenAt, spotAt, zoomed, type Spot } from "./camera";
import { nextPoint, type Content, type MapArea, type MapLine, type MapPoint } from "./content";
import { Controls, Origin, ScaleBar, TroubleLine } from "./Controls";
import { Drawing } from "./Drawing";
import { Graticule } from "./Graticule";
import "./map.css";
import { onKeys, usePointer, useSize, useWheel, type Moves } from "./moving";
import { useViewing } from "./viewing";
import { mapWords } from "./words";

export type { MapArea, MapLine, MapPoint } from "./content";

export interface MapProps {
  /** What it shows, for a screen reader. */
  label: string;
  points?: readonly MapPoint[];
  lines?: readonly MapLine[];
  areas?: readonly MapArea[];
  /** Ids of points and lines that stand out. */
  chosen?: ReadonlySet<string>;
  /** A point, a line, or nothing. */
  onChoose?: (id: string | null) => void;
  /** A click anywhere gives a place (WGS-84). */
  onPick?: (place: { lon: number; lat: number }) => void;
  /** The map shows all its content whenever this changes. */
  fitKey?: string;
}

const NONE: never[] = [];
const NOTHING_CHOSEN: ReadonlySet<string> = new Set();

export default function Map(props: MapProps) {
  const { label, points = NONE, lines = NONE, areas = NONE, chosen = NOTHING_CHOSEN, fitKey = "" } = props;
  const say = useSay();
  const told = useId();
  const surface = useRef<HTMLDivElement>(null);
  const size = useSize(surface);
  const content = useMemo<Content>(() => ({ points, lines, areas }), [points, lines, areas]);
  const { base, failed } = useBase();
  const { shown, meant } = shiftsOf(base);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const { view, anchor, dense, move, fit } = useViewing(content, chosen, size, fitKey, shown);
  const middle = seenAt(view, anchor);

  function pick(at: Spot) {
    move((now) => now);
    const { lon, lat } = placeOf(spotAt(view, at));
    const [pickedLon, pickedLat] = meant(lon, lat);
    props.onPick?.({ lon: pickedLon, lat: pickedLat });
  }
  const moves: Moves = {
    pan: (right, down) => move((now) => panned(now, right, down)),
    zoom: (by, at) => move((now) => zoomed(now, by, at)),
    fit,
    hit: (id, at) => {
      if (props.onPick && (id === null || !props.onChoose)) pick(at);
      else props.onChoose?.(id);
    },
    step: (by) => {
      const next = nextPoint(points, chosen, by);
      if (next) props.onChoose?.(next.id);
    },
    leave: () => props.onChoose?.(null),
    enter: () => props.onPick && pick({ x: 0, y: 0 }),
  };
  useWheel(surface, moves.zoom);
  const pointer = usePointer(surface, moves);

  return (
    <div className="map">
      <div
        ref={surface}
        className={props.onPick ? "map-surface picking" : "map-surface"}
        role="application"
        aria-label={label}
        aria-describedby={told}
        tabIndex={0}
        onKeyDown={onKeys(moves)}
        {...pointer}
      >
        {base && base.kind !== "none" && size.width > 0 && (
          <BaseLayer base={base} view={view} size={size} onTrouble={setTrouble} />
        )}
        {size.width > 0 && (
          <svg viewBox={`${-size.width / 2} ${-size.height / 2} ${size.width} ${size.height}`} aria-hidden="true">
            {(failed || trouble || base?.kind === "none") && <Graticule view={view} size={size} />}
            <g transform={`translate(${middle.x} ${middle.y})`}>
              <Drawing content={content} chosen={chosen} anchor={anchor} zoom={view.zoom} dense={dense} shift={shown} />
            </g>
            {props.onPick && <path className="map-cross" d="M-9 0H9M0-9V9" />}
          </svg>
        )}
      </div>
      <Controls onZoom={moves.zoom} onFit={fit} />
      <ScaleBar view={view} />
      {base && base.kind !== "none" && <Origin base={base} />}
      {(trouble || failed) && <TroubleLine trouble={trouble ?? "away"} />}
      <p id={told} className="out-of-sight">
        {say(mapWords.shown(points.length, lines.length))} {say(mapWords.moves)}{" "}
        {props.onChoose && say(mapWords.chooses)} {props.onPick && say(mapWords.picks)}
      </p>
      <p role="status" className="out-of-sight">
        {points.find(({ id }) => chosen.has(id))?.label}
      </p>
    </div>
  );
}

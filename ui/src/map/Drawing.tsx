/** What lies on the map, in pixels from `anchor`. It is drawn anew for another zoom; to pan, the whole is shifted. */
import { memo } from "react";
import type { Shift } from "./base";
import { pixelsOf, spotOf, type Spot } from "./camera";
import type { Content, LonLat, MapArea, MapLine, MapPoint } from "./content";

interface Props {
  content: Content;
  chosen: ReadonlySet<string>;
  anchor: Spot;
  zoom: number;
  /** So many points that they are dots, without their numbers. */
  dense: boolean;
  shift: Shift;
}

type Put = (lon: number, lat: number) => Spot;

export const Drawing = memo(function Drawing({ content, chosen, anchor, zoom, dense, shift }: Props) {
  const scale = pixelsOf(zoom);
  const put: Put = (lon, lat) => {
    const spot = spotOf(...shift(lon, lat));
    return { x: (spot.x - anchor.x) * scale, y: (spot.y - anchor.y) * scale };
  };
  return (
    <>
      {content.areas.map((one) => (
        <Area key={one.id} area={one} put={put} />
      ))}
      {chosenLast(content.lines, chosen).map((one) => (
        <Line key={one.id} line={one} isChosen={chosen.has(one.id)} put={put} />
      ))}
      {chosenLast(content.points, chosen).map((one) => (
        <Point key={one.id} point={one} isChosen={chosen.has(one.id)} isDot={dense} at={put(one.lon, one.lat)} />
      ))}
    </>
  );
});

/** What is chosen lies above the rest. */
function chosenLast<T extends { id: string }>(all: readonly T[], chosen: ReadonlySet<string>): readonly T[] {
  if (chosen.size === 0) return all;
  return [...all.filter(({ id }) => !chosen.has(id)), ...all.filter(({ id }) => chosen.has(id))];
}

function path(places: readonly LonLat[], put: Put): string {
  const spots = places.map(([lon, lat]) => put(lon, lat));
  return spots.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

function Area({ area, put }: { area: MapArea; put: Put }) {
  const d = area.rings.map((ring) => `${path(ring, put)}Z`).join("");
  return (
    <path className={`map-area map-${area.kind}`} d={d} fillRule="evenodd">
      {area.label && <title>{area.label}</title>}
    </path>
  );
}

function Line({ line, isChosen, put }: { line: MapLine; isChosen: boolean; put: Put }) {
  const d = path(line.points, put);
  return (
    <g data-id={line.id} className={isChosen ? "map-line chosen" : line.faint ? "map-line faint" : "map-line"}>
      {isChosen && <path className="map-casing" d={d} />}
      <path d={d} stroke={line.colour} />
      <path className="map-grip" d={d} />
    </g>
  );
}

interface PointProps {
  point: MapPoint;
  isChosen: boolean;
  isDot: boolean;
  at: Spot;
}

function Point({ point, isChosen, isDot, at }: PointProps) {
  const { id, kind, colour, label, number } = point;
  const small = isDot && !isChosen && (kind === "visit" || kind === "late" || kind === "unserved" || kind === "order");
  return (
    <g
      data-id={id}
      className={isChosen ? `map-point map-${kind} chosen` : `map-point map-${kind}`}
      transform={`translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`}
    >
      {label && <title>{label}</title>}
      {isChosen && kind !== "picked" && <circle className="map-halo" r={14} />}
      <path
        className="map-sign"
        d={SIGN[kind]}
        {...(small && { transform: "scale(0.5)" })}
        {...(colour && { style: { fill: colour } })}
      />
      {!small && number !== undefined && <text dy="0.35em">{number}</text>}
      {isChosen && label && (
        <text className="map-label" x={16} dy="0.35em">
          {label}
        </text>
      )}
    </g>
  );
}

const DISC = "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z";
/** Each kind has a form of its own: colours alone tell not everybody something. */
const SIGN: Record<MapPoint["kind"], string> = {
  visit: DISC,
  order: DISC,
  late: "M-9-4.5L-4.5-9h9L9-4.5v9L4.5 9h-9L-9 4.5z",
  unserved: "M0-11L11 0L0 11L-11 0z",
  home: "M-9 8v-9l9-8l9 8v9z",
  store: "M-8-8h16v16h-16z",
  picked: "M0 0C-3-7-9-9-9-15a9 9 0 1 1 18 0c0 6-6 8-9 15z",
};

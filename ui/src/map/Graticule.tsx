/** Where no base map is: meridians and parallels, so that one sees where one is and how far it moved. */
import { placeOf, roundBelow, seenAt, spotAt, spotOf, type Size, type View } from "./camera";

const APART_PX = 160;
/** Where the buttons and the scale are, nothing is written. */
const BUTTONS_PX = 80;
const SCALE_PX = 30;

export function Graticule({ view, size }: { view: View; size: Size }) {
  const right = size.width / 2;
  const down = size.height / 2;
  const southWest = placeOf(spotAt(view, { x: -right, y: down }));
  const northEast = placeOf(spotAt(view, { x: right, y: -down }));
  const step = roundBelow((northEast.lon - southWest.lon) / Math.max(1, size.width / APART_PX));
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return (
    <g className="map-graticule">
      {steps(southWest.lon, northEast.lon, step).map((lon) => {
        const { x } = seenAt(view, spotOf(lon, 0));
        return (
          <g key={lon}>
            <path d={`M${x} ${-down}V${down}`} />
            {x < right - BUTTONS_PX && (
              <text x={x + 3} y={-down + 12}>{`${Math.abs(lon).toFixed(digits)}°${lon < 0 ? "W" : "E"}`}</text>
            )}
          </g>
        );
      })}
      {steps(southWest.lat, northEast.lat, step).map((lat) => {
        const { y } = seenAt(view, spotOf(0, lat));
        return (
          <g key={lat}>
            <path d={`M${-right} ${y}H${right}`} />
            {y < down - SCALE_PX && (
              <text x={-right + 3} y={y - 3}>{`${Math.abs(lat).toFixed(digits)}°${lat < 0 ? "S" : "N"}`}</text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function steps(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, i) => (first + i) * step);
}

import { useSay, type Text } from "../words/language";
import type { Base, Trouble } from "./base";
import { metresPerPixel, roundBelow, type View } from "./camera";
import { mapWords } from "./words";

interface Props {
  onZoom: (by: number) => void;
  onFit: () => void;
}

export function Controls({ onZoom, onFit }: Props) {
  const say = useSay();
  const buttons = [
    { sign: "+", told: mapWords.closer, act: () => onZoom(1) },
    { sign: "−", told: mapWords.away, act: () => onZoom(-1) },
    { sign: "⤢", told: mapWords.fit, act: onFit },
  ];
  return (
    <div className="map-controls no-print">
      {buttons.map(({ sign, told, act }) => (
        <button key={sign} type="button" aria-label={say(told)} title={say(told)} onClick={act}>
          {sign}
        </button>
      ))}
    </div>
  );
}

const LONGEST_PX = 110;

export function ScaleBar({ view }: { view: View }) {
  const perPixel = metresPerPixel(view);
  const metres = roundBelow(LONGEST_PX * perPixel);
  return (
    <div className="map-scale" style={{ width: metres / perPixel }}>
      {metres < 1000 ? `${metres} m` : `${metres / 1000} km`}
    </div>
  );
}

/** Whose map it is, and the number under which it was reviewed: neither may be left out. */
export function Origin({ base }: { base: Base }) {
  const written = [base.attribution, base.review_number].filter(Boolean).join(" · ");
  return written && <div className="map-origin">{written}</div>;
}

const TOLD: Record<Trouble, Text> = { away: mapWords.baseAway, no_webgl: mapWords.noWebGl };

export function TroubleLine({ trouble }: { trouble: Trouble }) {
  const say = useSay();
  return (
    <div role="status" className="map-trouble">
      {say(TOLD[trouble])}
    </div>
  );
}

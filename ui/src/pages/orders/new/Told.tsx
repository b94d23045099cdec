import { lazy, Suspense } from "react";
import type { MapPoint } from "../../../map/Map";
import { Failed, Loading } from "../../../parts/States";
import { count, moment } from "../../../words/figures";
import { useLanguage, useSay } from "../../../words/language";
import { useNodes } from "../nodes";
import { Answer } from "../Warranty";
import { type Foreseen, type useForeseen, type useWarranty } from "./finding";
import { fresh } from "./words";

const Map = lazy(() => import("../../../map/Map"));

/** Urban or rural, and until when somebody is there (S1). */
export function PromisePanel({ found }: { found: ReturnType<typeof useForeseen> }) {
  const say = useSay();
  return (
    <section className="panel stack" aria-live="polite">
      <h2>{say(fresh.promise)}</h2>
      {found.error ? <Failed error={found.error} retry={() => void found.refetch()} /> : null}
      {found.data ? <Promised foreseen={found.data} /> : <p className="quiet">{say(fresh.promiseNotYet)}</p>}
    </section>
  );
}

function Promised({ foreseen }: { foreseen: Foreseen }) {
  const say = useSay();
  const spoken = useLanguage();
  const { area, promised } = foreseen;
  const km = count(spoken, Math.round(area.distance_m / 100) / 10);
  const outlet = spoken === "zh" ? foreseen.served_by_zh : foreseen.served_by_en;
  return (
    <>
      <div className="row">
        <span className={area.kind === "urban" ? "mark mark-action" : "mark mark-plain"}>{say(fresh[area.kind])}</span>
        {promised ? (
          <strong>{say(fresh.promised(moment(spoken, promised.due_at)))}</strong>
        ) : (
          <span>{say(fresh.promiseNone)}</span>
        )}
      </div>
      <p className="small quiet">
        {area.zone && `${say(fresh.byZone(area.zone))} · `}
        {say(fresh.byDistance(km, outlet))}
      </p>
    </>
  );
}

export function WarrantyPanel({ found }: { found: ReturnType<typeof useWarranty> }) {
  const say = useSay();
  return (
    <section className="panel stack" aria-live="polite">
      <h2>{say(fresh.warranty)}</h2>
      {found.error ? <Failed error={found.error} /> : null}
      {found.data && !found.error && <Answer answer={found.data} />}
      {found.isFetching && !found.data && <Loading />}
      {!found.data && !found.error && !found.isFetching && <p className="quiet">{say(fresh.warrantyNotYet)}</p>}
    </section>
  );
}

interface MapPanelProps {
  place: { lon: number; lat: number } | null;
  /** Undefined for a customer whose place is known. */
  onPick: ((place: { lon: number; lat: number }) => void) | undefined;
}

/** A click gives the place of a new customer. */
export function MapPanel({ place, onPick }: MapPanelProps) {
  const say = useSay();
  const spoken = useLanguage();
  const nodes = useNodes().data ?? [];
  const outlets: MapPoint[] = nodes
    .filter((node) => node.kind !== "head_office")
    .map((node) => ({
      id: node.code,
      lon: node.lon,
      lat: node.lat,
      kind: "store",
      label: spoken === "zh" ? node.name_zh : node.name_en,
    }));
  const near = place ? outlets.filter((one) => Math.hypot(one.lon - place.lon, one.lat - place.lat) < NEAR) : outlets;
  const points: MapPoint[] = place ? [...near, { id: "picked", ...place, kind: "picked" }] : outlets;
  return (
    <section className="panel map-panel" aria-label={say(fresh.map)}>
      <Suspense fallback={<Loading />}>
        <Map
          label={say(fresh.map)}
          points={points}
          chosen={PICKED}
          fitKey={`${nodes.length} ${place ? "placed" : ""}`}
          {...(onPick && { onPick })}
        />
      </Suspense>
    </section>
  );
}

const PICKED: ReadonlySet<string> = new Set(["picked"]);
/** Degrees: outlets that far away don't shrink the customer's surroundings. */
const NEAR = 0.6;

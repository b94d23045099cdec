/** The routes on the map: each in its lane's colour, visits numbered in their order, what isn't served, stores, zones. */
import { lazy, Suspense, useMemo } from "react";
import { Loading } from "../../parts/States";
import { useSay } from "../../words/language";
import type { MapArea, MapLine, MapPoint } from "../../map/Map";
import { laneAt, type Board, type Lane } from "./board";
import { useZones } from "./reading";
import { dispatch } from "./words";

const Map = lazy(() => import("../../map/Map"));

interface Props {
  board: Board;
  province: string | undefined;
  at: string | undefined;
  onChoose: (at: string | null) => void;
}

export default function BoardMap({ board, province, at, onChoose }: Props) {
  const say = useSay();
  const zones = useZones(province);
  const points = useMemo(() => pointsOf(board), [board]);
  const lane = laneAt(board, at);
  const lines = useMemo(() => linesOf(board, lane), [board, lane]);
  const areas = useMemo(() => (zones.data ?? []).map(areaOf), [zones.data]);
  const chosen = useMemo(() => new Set([at, lane?.technician].filter((one) => one !== undefined)), [at, lane]);
  return (
    <Suspense fallback={<Loading />}>
      <Map
        label={say(dispatch.map)}
        points={points}
        lines={lines}
        areas={areas}
        chosen={chosen}
        onChoose={(id) => onChoose(id !== null && board.stores.some((store) => store.location === id) ? null : id)}
        fitKey={String(board.plan.id)}
      />
    </Suspense>
  );
}

function pointsOf(board: Board): MapPoint[] {
  const unserved = new Set(board.unserved.map((one) => one.service_order));
  const stores = board.stores.map(({ location: id, lon, lat }): MapPoint => ({
    id,
    lon,
    lat,
    kind: "store",
    label: id,
  }));
  const left = [...board.wanted.values()]
    .filter((one) => unserved.has(one.service_order))
    .map(({ service_order: id, lon, lat }): MapPoint => ({ id, lon, lat, kind: "unserved", label: id }));
  return [...stores, ...board.lanes.flatMap(visitPoints), ...left];
}

function visitPoints({ colour, visits }: Lane): MapPoint[] {
  return visits.flatMap(({ ref: id, late, position, stop: { lon, lat } }) =>
    lon === null || lat === null
      ? []
      : [{ id, lon, lat, kind: late ? "late" : "visit", colour, label: id, number: position + 1 } as const],
  );
}

/** If one is chosen the others stand back. */
function linesOf(board: Board, chosen: Lane | undefined): MapLine[] {
  return board.lanes.flatMap((lane) => {
    const stops = lane.bars.flatMap(({ stop: { lon, lat } }) =>
      lon === null || lat === null ? [] : [[lon, lat] as const],
    );
    if (stops.length === 0) return [];
    const home = lane.home ? [[lane.home.lon, lane.home.lat] as const] : [];
    const faint = chosen !== undefined && chosen !== lane;
    return [{ id: lane.technician, colour: lane.colour, points: [...home, ...stops, ...home], faint }];
  });
}

type Zone = NonNullable<ReturnType<typeof useZones>["data"]>[number];

function areaOf(zone: Zone): MapArea {
  const { type, coordinates } = zone.polygon as { type: string; coordinates: unknown };
  const rings = (type === "MultiPolygon" ? (coordinates as unknown[][]).flat() : coordinates) as MapArea["rings"];
  return { id: zone.id, rings, kind: zone.area };
}

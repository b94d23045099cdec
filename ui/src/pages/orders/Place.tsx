import { lazy, Suspense } from "react";
import type { MapPoint } from "../../map/Map";
import { Loading } from "../../parts/States";
import { useLanguage, useSay } from "../../words/language";
import { useNodes } from "./nodes";
import type { Sheet } from "./sheet";
import { sheet } from "./sheetWords";

const Map = lazy(() => import("../../map/Map"));

/** Where the customer is, and who has the order. */
export function Place({ order }: { order: Sheet["desk"]["order"] }) {
  const say = useSay();
  const spoken = useLanguage();
  const outlet = useNodes().data?.find((node) => node.code === order.outlet);
  const customer: MapPoint = { id: order.customer, lon: order.lon, lat: order.lat, kind: "order", label: order.name };
  const points: MapPoint[] = outlet
    ? [
        customer,
        {
          id: outlet.code,
          lon: outlet.lon,
          lat: outlet.lat,
          kind: "store",
          label: spoken === "zh" ? outlet.name_zh : outlet.name_en,
        },
      ]
    : [customer];
  return (
    <div className="place-map">
      <Suspense fallback={<Loading />}>
        <Map label={say(sheet.map(order.name))} points={points} fitKey={`${order.number} ${points.length}`} />
      </Suspense>
    </div>
  );
}

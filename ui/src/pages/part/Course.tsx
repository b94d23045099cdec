import { lazy, Suspense, useMemo } from "react";
import type { Series } from "../../charts/Chart";
import type { components } from "../../api/schema";
import { Failed, Loading } from "../../parts/States";
import { count } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { useCourse } from "../stock/reading";
import { partWords } from "./words";

const Chart = lazy(() => import("../../charts/Chart"));

type Month = components["schemas"]["Month"];

/** Thirteen months of stock and demand, drawn and in figures. */
export function Course({ part }: { part: string }) {
  const say = useSay();
  const spoken = useLanguage();
  const { data, error, refetch } = useCourse(part);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const months = data.results;
  const quiet = months.every((one) => one.on_hand === 0 && one.on_its_way === 0 && one.taken === 0);
  if (quiet) return <p className="quiet">{say(partWords.noCourse)}</p>;
  return (
    <div className="course">
      <Suspense fallback={<Loading />}>
        <Drawn months={months} />
      </Suspense>
      <table className="lines">
        <thead>
          <tr>
            <th>{say(partWords.month)}</th>
            <th className="number">{say(stockWords.onHand)}</th>
            <th className="number">{say(stockWords.onItsWay)}</th>
            <th className="number">{say(partWords.taken)}</th>
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr key={one.month}>
              <th scope="row">{one.month}</th>
              <td className="number">{count(spoken, one.on_hand)}</td>
              <td className="number">{count(spoken, one.on_its_way)}</td>
              <td className="number">{count(spoken, one.taken)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Drawn({ months }: { months: readonly Month[] }) {
  const say = useSay();
  const times = useMemo(() => months.map((one) => one.month), [months]);
  const series = useMemo(
    (): Series[] => [
      { name: say(stockWords.onHand), kind: "line", colour: "action", values: months.map((one) => one.on_hand) },
      { name: say(stockWords.onItsWay), kind: "dashed", colour: "field", values: months.map((one) => one.on_its_way) },
      { name: say(partWords.taken), kind: "bar", colour: "warn", values: months.map((one) => one.taken) },
    ],
    [months, say],
  );
  return <Chart label={say(partWords.chartTold)} times={times} series={series} />;
}

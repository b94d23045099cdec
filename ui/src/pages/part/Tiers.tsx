import { Failed, Loading } from "../../parts/States";
import { count } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords, TIER } from "../../words/stock";
import { useTiers } from "../stock/reading";
import { partWords } from "./words";

const FIGURES = ["on_hand", "reserved", "available", "in_transit"] as const;

/** New pieces at head office, in the provinces and at partners, as far as one sees them. */
export function Tiers({ part }: { part: string }) {
  const say = useSay();
  const spoken = useLanguage();
  const { data, error, refetch } = useTiers(part);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const tiers = data.results;
  return (
    <table className="lines">
      <thead>
        <tr>
          <th>{say(partWords.tier)}</th>
          <th className="number">{say(partWords.places)}</th>
          <th className="number">{say(stockWords.onHand)}</th>
          <th className="number">{say(stockWords.reserved)}</th>
          <th className="number">{say(stockWords.available)}</th>
          <th className="number">{say(stockWords.onItsWay)}</th>
        </tr>
      </thead>
      <tbody>
        {tiers.map((one) => (
          <tr key={one.tier}>
            <th scope="row">{say(TIER[one.tier])}</th>
            <td className="number">{count(spoken, one.places)}</td>
            {FIGURES.map((figure) => (
              <td key={figure} className="number">
                {count(spoken, one[figure])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say(stockWords.total)}</th>
          <td className="number">{count(spoken, sum(tiers.map((one) => one.places)))}</td>
          {FIGURES.map((figure) => (
            <td key={figure} className="number">
              {count(spoken, sum(tiers.map((one) => one[figure])))}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function sum(figures: readonly number[]): number {
  return figures.reduce((all, one) => all + one, 0);
}

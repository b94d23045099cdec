import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { Failed, Loading } from "../../parts/States";
import { count, day } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { partWords } from "./words";

/** What is on order at suppliers, for those who may know. */
export function Purchases({ part }: { part: string }) {
  return allowed(useMe(), "purchases.read") ? <OnOrder part={part} /> : null;
}

function OnOrder({ part }: { part: string }) {
  const say = useSay();
  const spoken = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ["purchases", part],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/purchases", { params: { query: { part, limit: 100 } }, signal })),
    meta: { families: ["purchase"] },
  });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const open = data.results.filter((one) => one.status === "ordered");
  return (
    <>
      <h3>{say(partWords.onOrder)}</h3>
      {open.length === 0 && <p className="quiet">{say(partWords.nothingOnOrder)}</p>}
      {open.length > 0 && (
        <table className="lines">
          <thead>
            <tr>
              <th>{say(partWords.purchase)}</th>
              <th>{say(partWords.supplier)}</th>
              <th>{say(stockWords.place)}</th>
              <th className="number">{say(partWords.outstanding)}</th>
              <th>{say(partWords.expected)}</th>
            </tr>
          </thead>
          <tbody>
            {open.map((one) => (
              <tr key={one.number}>
                <td>{one.number}</td>
                <td>{one.supplier}</td>
                <td>{one.location}</td>
                <td className="number">{count(spoken, one.quantity - one.received)}</td>
                <td>{day(spoken, one.expected_on)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

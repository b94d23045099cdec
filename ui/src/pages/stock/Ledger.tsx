import { Drawer } from "antd";
import { Link } from "react-router";
import type { components } from "../../api/schema";
import { Failed, Loading } from "../../parts/States";
import { Reference } from "../../parts/Reference";
import { common } from "../../words/common";
import { count, fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { CONDITION, STOCK_KIND, stockWords } from "../../words/stock";
import { MovementsTable } from "./Movements";
import { useReservations, useStock, type At } from "./reading";
import { stock } from "./words";

type Held = components["schemas"]["Held"];

/** What became of a part at a place, or wherever one sees it: what stands there, for whom, and every booking. */
export function Ledger({ at, onClose }: { at: At; onClose: () => void }) {
  const say = useSay();
  return (
    <Drawer
      open
      size={880}
      title={say(stock.ledger(at.part, at.place ?? say(stock.everywhere)))}
      closable={{ "aria-label": say(common.close) }}
      extra={<Link to={`/stock/parts/${encodeURIComponent(at.part)}`}>{say(stock.toPart)}</Link>}
      onClose={onClose}
    >
      <div className="stack">
        <Standing at={at} />
        <Reserved at={at} />
        <MovementsTable key={`${at.part} ${at.place}`} at={at} />
      </div>
    </Drawer>
  );
}

export function Standing({ at }: { at: At }) {
  const say = useSay();
  const spoken = useLanguage();
  const { data, error, refetch } = useStock(at);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <section className="stack">
      <h3>{say(stock.standing)}</h3>
      {data.results.length === 0 && <p className="quiet">{say(stock.standsNothing)}</p>}
      {data.results.length > 0 && (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={say(stock.standing)}>
          <table className="lines">
            <thead>
              <tr>
                <th>{say(stockWords.place)}</th>
                <th>{say(stockWords.condition)}</th>
                <th>{say(stock.kind)}</th>
                <th>{say(stock.owner)}</th>
                <th className="number">{say(stockWords.onHand)}</th>
                <th className="number">{say(stockWords.reserved)}</th>
                <th className="number">{say(stockWords.available)}</th>
                <th className="number">{say(stockWords.onItsWay)}</th>
              </tr>
            </thead>
            <tbody>
              {data.results.map((line) => (
                <tr key={[line.location, line.owner, line.condition, line.kind].join(" ")}>
                  <td>{line.location}</td>
                  <td>{say(CONDITION[line.condition])}</td>
                  <td>{say(STOCK_KIND[line.kind])}</td>
                  <td>{line.owner}</td>
                  <td className="number">{count(spoken, line.on_hand)}</td>
                  <td className="number">{count(spoken, line.reserved)}</td>
                  <td className="number">{count(spoken, line.available)}</td>
                  <td className="number">{count(spoken, line.in_transit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function Reserved({ at }: { at: At }) {
  const say = useSay();
  const { data, error, refetch } = useReservations(at);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <section className="stack">
      <h3>{say(stock.reservations)}</h3>
      {data.results.length === 0 && <p className="quiet">{say(stock.noReservations)}</p>}
      {data.results.length > 0 && (
        <table className="lines">
          <thead>
            <tr>
              <th>{say(stock.held)}</th>
              <th>{say(stockWords.place)}</th>
              <th className="number">{say(stockWords.quantity)}</th>
              <th>{say(stock.goesTo)}</th>
              <th>{say(stock.heldSince)}</th>
            </tr>
          </thead>
          <tbody>
            {data.results.map((one) => (
              <HeldLine key={one.id} one={one} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function HeldLine({ one }: { one: Held }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <tr>
      <td>
        <Reference number={one.reference} />
        {one.plan !== null && <span className="quiet small"> {say(stock.plan(one.plan))}</span>}
      </td>
      <td>{one.location}</td>
      <td className="number">{count(spoken, one.quantity)}</td>
      <td>{spoken === "zh" ? one.to_zh : one.to_en}</td>
      <td>{fullMoment(spoken, one.since)}</td>
    </tr>
  );
}

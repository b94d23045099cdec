import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { components } from "../../api/schema";
import { Failed, Loading } from "../../parts/States";
import { money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { CATEGORY, stockWords } from "../../words/stock";
import { Ledger, Reserved, Standing } from "../stock/Ledger";
import { usePart } from "../stock/reading";
import { Course } from "./Course";
import "./part.css";
import { Purchases } from "./Purchases";
import { Tiers } from "./Tiers";
import { partWords } from "./words";

type Part = components["schemas"]["ChainedPart"];

/** Everything about one part. */
export default function PartPage() {
  const { number = "" } = useParams();
  const { data, error, refetch } = usePart(number);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Shown key={data.number} part={data} />;
}

function Shown({ part }: { part: Part }) {
  const say = useSay();
  const spoken = useLanguage();
  const [ledger, setLedger] = useState(false);
  const at = { part: part.number, place: undefined };
  return (
    <div className="stack">
      <div className="spread">
        <h1>
          {part.number} {spoken === "zh" ? part.name_zh : part.name_en}
        </h1>
        <div className="row">
          <Link to="/stock">{say(partWords.toStock)}</Link>
          <Button onClick={() => setLedger(true)}>{say(partWords.ledger)}</Button>
        </div>
      </div>
      <div className="part-top">
        <Facts part={part} />
        <section className="panel stack">
          <h2>{say(partWords.tiers)}</h2>
          <Tiers part={part.number} />
          <Purchases part={part.number} />
        </section>
      </div>
      <section className="panel stack">
        <h2>{say(partWords.course)}</h2>
        <Course part={part.number} />
      </section>
      <section className="panel stack">
        <Standing at={at} />
        <Reserved at={at} />
      </section>
      {ledger && <Ledger at={at} onClose={() => setLedger(false)} />}
    </div>
  );
}

function Facts({ part }: { part: Part }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <section className="panel stack">
      <h2>{say(partWords.facts)}</h2>
      <Chain part={part} />
      <dl className="facts">
        <dt>{say(partWords.nameZh)}</dt>
        <dd lang="zh-CN">{part.name_zh}</dd>
        <dt>{say(partWords.nameEn)}</dt>
        <dd lang="en">{part.name_en}</dd>
        <dt>{say(stockWords.category)}</dt>
        <dd>{say(CATEGORY[part.category])}</dd>
        <dt>{say(partWords.cost)}</dt>
        <dd>{money(spoken, part.unit_cost_fen)}</dd>
        <dt>{say(partWords.barcode)}</dt>
        <dd>{part.barcode ?? "—"}</dd>
        <dt>{say(partWords.oldPart)}</dt>
        <dd>{say(part.must_return ? partWords.mustReturn : partWords.needNotReturn)}</dd>
        <dt>{say(partWords.serials)}</dt>
        <dd>{say(part.serial_tracked ? partWords.tracked : partWords.notTracked)}</dd>
        <dt>{say(partWords.fits)}</dt>
        <dd>{part.fits.length > 0 ? part.fits.join(spoken === "zh" ? "、" : ", ") : say(partWords.fitsNone)}</dd>
      </dl>
    </section>
  );
}

/** From the oldest number to the one that is sent today. */
function Chain({ part }: { part: Part }) {
  const say = useSay();
  if (part.chain.length < 2) return <p className="quiet">{say(partWords.noChain)}</p>;
  return (
    <ol className="chain" aria-label={say(partWords.chain)}>
      {part.chain.map((number) => (
        <li key={number}>
          {number === part.number ? (
            <strong aria-current="page">{number}</strong>
          ) : (
            <Link to={`/stock/parts/${encodeURIComponent(number)}`}>{number}</Link>
          )}
          {number === part.current && <span className="mark mark-good">{say(partWords.current)}</span>}
        </li>
      ))}
    </ol>
  );
}

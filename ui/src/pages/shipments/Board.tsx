import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { Empty, Failed, Loading } from "../../parts/States";
import { ScanBox, type Told } from "../../scanning/ScanBox";
import { count, moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { Prepare } from "./Prepare";
import { useShipments, VIEWS, type Shipment, type View } from "./reading";
import { shipments, STATUS, VIEW } from "./words";

const NUMBER = /^SH-\d+$/i;
const TABS = ["prepare", ...VIEWS] as const;
type Tab = (typeof TABS)[number];

/** What is to be prepared, picked and received. */
export function Board() {
  const say = useSay();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const mine = allowed(me, "shipments.send") && allowed(me, "requests.read");
  const tabs = TABS.filter((one) => mine || one !== "prepare");
  const tab: Tab = tabs.find((one) => one === params.get("view")) ?? "pick";
  return (
    <div className="stack">
      <h1>{say(shipments.title)}</h1>
      <Opening />
      <div className="views" role="group" aria-label={say(shipments.views)}>
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            className={one === tab ? "view chosen" : "view"}
            aria-pressed={one === tab}
            onClick={() => setParams({ view: one }, { replace: true })}
          >
            {say(one === "prepare" ? shipments.prepare : VIEW[one])}
          </button>
        ))}
      </div>
      {tab === "prepare" ? <Prepare /> : <List view={tab} />}
    </div>
  );
}

/** A shipment's number, scanned from its paper, opens it. */
function Opening() {
  const say = useSay();
  const go = useNavigate();
  const [told, setTold] = useState<Told | null>(null);
  function open(code: string) {
    if (NUMBER.test(code)) void go(code.toUpperCase());
    else setTold((before) => ({ good: false, word: say(shipments.noSuchNumber), text: code, n: (before?.n ?? 0) + 1 }));
  }
  return <ScanBox label={say(shipments.scanNumber)} told={told} onScan={open} />;
}

function List({ view }: { view: View }) {
  const say = useSay();
  const { data, error, refetch } = useShipments(view);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.results.length === 0) return <Empty title={say(shipments.nothing)} remedy={say(shipments.nothingRemedy)} />;
  return (
    <section className="panel">
      <table className="lines">
        <thead>
          <tr>
            <th>{say(shipments.number)}</th>
            <th>{say(stockWords.status)}</th>
            <th>{say(shipments.from)}</th>
            <th>{say(shipments.to)}</th>
            <th className="number">{say(shipments.lines)}</th>
            <th className="number">{say(shipments.pieces)}</th>
            <th>{say(shipments.request)}</th>
            <th>{say(shipments.carrier)}</th>
            <th>{say(shipments.expected)}</th>
          </tr>
        </thead>
        <tbody>
          {data.results.map((one) => (
            <Row key={one.number} one={one} />
          ))}
        </tbody>
      </table>
      {data.count > data.results.length && (
        <p className="quiet">{say(shipments.showsOf(data.results.length, data.count))}</p>
      )}
    </section>
  );
}

const LOOK: Record<Shipment["status"], string> = {
  picked: "mark mark-action",
  shipped: "mark mark-plain",
  arrived: "mark mark-warn",
  received: "mark mark-good",
  cancelled: "mark mark-plain",
};

function Row({ one }: { one: Shipment }) {
  const say = useSay();
  const spoken = useLanguage();
  const pieces = one.lines.reduce((sum, line) => sum + line.quantity, 0);
  const requests = [...new Set(one.lines.flatMap((line) => line.request ?? []))];
  return (
    <tr>
      <td className="whole-number">
        <Link to={one.number}>{one.number}</Link>
      </td>
      <td>
        <span className={LOOK[one.status]}>{say(STATUS[one.status])}</span>
      </td>
      <td>{one.source}</td>
      <td>{one.destination}</td>
      <td className="number">{count(spoken, one.lines.length)}</td>
      <td className="number">{count(spoken, pieces)}</td>
      <td>{requests.join(" ")}</td>
      <td>
        {one.carrier} {one.tracking}
      </td>
      <td className="whole-number">{one.arrives_at && moment(spoken, one.arrives_at)}</td>
    </tr>
  );
}

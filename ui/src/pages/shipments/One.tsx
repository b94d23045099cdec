import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api } from "../../api/client";
import { openPaper } from "../../api/papers";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { Failed, Loading, Note } from "../../parts/States";
import { fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { Contents } from "./Contents";
import { Picking } from "./Picking";
import { useParts, useShipment, type Part, type Shipment } from "./reading";
import { Receiving } from "./Receiving";
import { shipments, STATUS } from "./words";

/** One shipment: what is to be done with it now. */
export function One() {
  const { number = "" } = useParams();
  const { data, error, refetch } = useShipment(number);
  const parts = useParts(data?.lines.map((line) => line.part) ?? []);
  const failure = error ?? parts.error;
  if (failure) return <Failed error={failure} retry={() => void (error ? refetch() : parts.refetch())} />;
  if (!data || !parts.data) return <Loading />;
  return (
    <div className="stack">
      <Head shipment={data} />
      <Work key={data.number} shipment={data} parts={parts.data} />
    </div>
  );
}

function Work({ shipment, parts }: { shipment: Shipment; parts: ReadonlyMap<string, Part> }) {
  const say = useSay();
  const me = useMe();
  const { status } = shipment;
  if (status === "picked" && allowed(me, "shipments.send")) return <Picking shipment={shipment} parts={parts} />;
  const comes = status === "shipped" || status === "arrived";
  if (comes && allowed(me, "shipments.receive")) {
    // What was booked is expected no more: the next receipt begins with what is left.
    return <Receiving key={shipment.receipts} shipment={shipment} parts={parts} />;
  }
  const ended = status === "received" || status === "cancelled";
  return (
    <>
      <Note kind="plain" title={say(ended ? shipments.finished : shipments.notYours)} />
      <Contents shipment={shipment} parts={parts} />
    </>
  );
}

function Head({ shipment }: { shipment: Shipment }) {
  const say = useSay();
  const spoken = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const params = { path: { number: shipment.number } };
  function print(path: "/api/v1/shipments/{number}/pick-list" | "/api/v1/shipments/{number}/receipt-note") {
    setError(null);
    openPaper(api.GET(path, { params, parseAs: "blob" })).catch(setError);
  }
  return (
    <>
      <div className="spread">
        <h1>
          {shipment.number} <span className="quiet">{say(shipments.route(shipment.source, shipment.destination))}</span>
        </h1>
        <div className="row">
          <Link to="/shipments">{say(shipments.all)}</Link>
          <Button onClick={() => print("/api/v1/shipments/{number}/pick-list")}>{say(shipments.printPick)}</Button>
          {shipment.status !== "picked" && (
            <Button onClick={() => print("/api/v1/shipments/{number}/receipt-note")}>
              {say(shipments.printReceipt)}
            </Button>
          )}
        </div>
      </div>
      <div className="row quiet">
        <span className="mark mark-action">{say(STATUS[shipment.status])}</span>
        {shipment.carrier && (
          <span>
            {say(shipments.carrier)} {shipment.carrier} {shipment.tracking}
          </span>
        )}
        {shipment.arrives_at && (
          <span>
            {say(shipments.expected)} {fullMoment(spoken, shipment.arrives_at)}
          </span>
        )}
      </div>
      {error !== null && <Failed error={error} />}
    </>
  );
}

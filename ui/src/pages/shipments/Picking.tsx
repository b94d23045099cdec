import { App, Button, Form, Input, Popconfirm } from "antd";
import { useNavigate } from "react-router";
import { Failed, Loading } from "../../parts/States";
import { CountField } from "../../scanning/CountField";
import { useKept } from "../../scanning/kept";
import type { Unsent } from "../../scanning/safely";
import { ScanBox } from "../../scanning/ScanBox";
import { useScans, type Scans } from "../../scanning/scans";
import { isComplete, left, told, type Line } from "../../scanning/tally";
import { UnsentNote } from "../../scanning/UnsentNote";
import { scanning } from "../../scanning/words";
import { useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { useCancel, useShip, type Dispatch } from "./deeds";
import { linesOf } from "./lines";
import { PartName } from "./PartName";
import { useShelves, type Part, type Shipment } from "./reading";
import { FOUND, shipments } from "./words";

interface Props {
  shipment: Shipment;
  parts: ReadonlyMap<string, Part>;
}

/** Taken from the shelves, each piece checked off; it leaves when all is there. */
export function Picking({ shipment, parts }: Props) {
  const say = useSay();
  const { message } = App.useApp();
  const { number } = shipment;
  const lines = linesOf(shipment, parts);
  const scans = useScans(`pick.${number}`, lines);
  const kept = useKept<Unsent | null>(`ship.${number}`, null);
  const ship = useShip(number, kept, () => {
    scans.clear();
    void message.success(say(shipments.sentNow(number)));
  });
  const open = lines.reduce((sum, line) => sum + left(line, scans.entries), 0);
  return (
    <>
      {kept.value && <UnsentNote busy={ship.isPending} onAgain={ship.again} />}
      <ScanBox
        label={say(shipments.scanPart)}
        told={scans.told}
        how={say(scanning.how)}
        onScan={scans.scan}
        onUndo={scans.undo}
      />
      <PickLines shipment={shipment} lines={lines} parts={parts} scans={scans} />
      {ship.refusal ? <Failed error={ship.refusal} /> : null}
      <Leaving
        open={open}
        ready={isComplete(lines, scans.entries) && kept.value === null}
        busy={ship.isPending}
        onShip={({ carrier, tracking }) =>
          ship.send({ carrier: carrier ?? "", tracking: tracking ?? "", pieces: piecesOf(lines, scans) })
        }
      />
      <Cancel number={number} onDone={scans.clear} />
    </>
  );
}

function piecesOf(lines: readonly Line[], { entries }: Scans): Dispatch["pieces"] {
  return lines
    .filter((line) => line.tracked)
    .map(({ line }) => ({
      line,
      serials: entries.flatMap((one) => (one.line === line && one.serial ? [one.serial] : [])),
    }));
}

interface LinesProps extends Props {
  lines: readonly Line[];
  scans: Scans;
}

/** In the order in which one walks along the shelves. */
function PickLines({ shipment, lines, parts, scans }: LinesProps) {
  const say = useSay();
  const { data: shelves, error, refetch } = useShelves(shipment.source);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!shelves) return <Loading />;
  const walked = [...lines].sort((a, b) => compare(shelves.get(a.part), shelves.get(b.part)) || a.line - b.line);
  return (
    <section className="panel">
      <table className="lines scanned">
        <thead>
          <tr>
            <th>{say(shipments.shelf)}</th>
            <th>{say(stockWords.part)}</th>
            <th className="number">{say(shipments.wanted)}</th>
            <th>{say(shipments.scanned)}</th>
            <th>{say(shipments.serials)}</th>
          </tr>
        </thead>
        <tbody>
          {walked.map((line) => (
            <PickLine key={line.line} line={line} shelf={shelves.get(line.part)} parts={parts} scans={scans} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A2 before A10, and what has no shelf last. */
function compare(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a.localeCompare(b, "en", { numeric: true });
}

interface LineProps {
  line: Line;
  shelf: string | undefined;
  parts: ReadonlyMap<string, Part>;
  scans: Scans;
}

function PickLine({ line, shelf, parts, scans }: LineProps) {
  const say = useSay();
  const done = told(scans.entries, line.line);
  const full = left(line, scans.entries) === 0;
  return (
    <tr className={full ? "full" : ""}>
      <td>{shelf ?? <span className="quiet">{say(shipments.noShelf)}</span>}</td>
      <td>
        <PartName number={line.part} parts={parts} />
      </td>
      <td className="number">{line.expected}</td>
      <td className="whole-number">
        {line.tracked ? (
          done
        ) : (
          <CountField
            label={say(shipments.countOf(line.part, say(FOUND.good)))}
            value={done}
            most={done + left(line, scans.entries)}
            onCount={(value) => scans.add([{ line: line.line, found: "good", quantity: value - done }])}
          />
        )}{" "}
        {full && <span className="mark mark-good">{say(shipments.done)}</span>}
      </td>
      <td className="small">
        {scans.entries.flatMap((one) => (one.line === line.line && one.serial ? [one.serial] : [])).join(" ")}
      </td>
    </tr>
  );
}

interface LeavingProps {
  open: number;
  ready: boolean;
  busy: boolean;
  onShip: (how: { carrier?: string; tracking?: string }) => void;
}

function Leaving({ open, ready, busy, onShip }: LeavingProps) {
  const say = useSay();
  return (
    <Form layout="inline" className="leaving" onFinish={onShip}>
      <Form.Item name="carrier" label={say(shipments.carrier)}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="tracking" label={say(shipments.tracking)}>
        <Input maxLength={100} />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
        {say(shipments.ship)}
      </Button>
      {open > 0 && (
        <span className="mark mark-warn" role="status">
          {say(shipments.shipNotYet(open))}
        </span>
      )}
    </Form>
  );
}

function Cancel({ number, onDone }: { number: string; onDone: () => void }) {
  const say = useSay();
  const go = useNavigate();
  const { message } = App.useApp();
  const cancel = useCancel(() => {
    onDone();
    void message.success(say(shipments.cancelled(number)));
    void go("/shipments");
  });
  return (
    <div className="row quiet">
      <span>{say(shipments.shipTold)}</span>
      <Popconfirm
        title={say(shipments.cancelSure)}
        okText={say(shipments.cancelIt)}
        cancelText={say(shipments.keep)}
        onConfirm={() => cancel.mutate(number)}
      >
        <Button size="small" loading={cancel.isPending}>
          {say(shipments.cancelIt)}
        </Button>
      </Popconfirm>
      {cancel.isError && <Failed error={cancel.error} />}
    </div>
  );
}

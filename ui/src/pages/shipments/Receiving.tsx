import { App, Button, Input, Segmented } from "antd";
import { Failed } from "../../parts/States";
import { useKept } from "../../scanning/kept";
import type { Unsent } from "../../scanning/safely";
import { ScanBox } from "../../scanning/ScanBox";
import { useScans, type Scans } from "../../scanning/scans";
import { left, type Line } from "../../scanning/tally";
import { UnsentNote } from "../../scanning/UnsentNote";
import { scanning } from "../../scanning/words";
import { useSay } from "../../words/language";
import { useReceive } from "./deeds";
import { linesOf } from "./lines";
import type { Part, Shipment } from "./reading";
import { ReceivingLines } from "./ReceivingLines";
import { isSaid, receiptOf, restMissing, type Details } from "./receipt";
import { FOUND, shipments } from "./words";

interface Props {
  shipment: Shipment;
  parts: ReadonlyMap<string, Part>;
}

interface Said {
  readonly details: Details;
  readonly note: string;
}

const NOTHING: Said = { details: {}, note: "" };
const MODES = ["good", "damaged", "over"] as const;

/** What came is scanned, in as many parts as it comes; what is wrong with it is told line by line. */
export function Receiving({ shipment, parts }: Props) {
  const say = useSay();
  const { message } = App.useApp();
  const { number, receipts } = shipment;
  const lines = linesOf(shipment, parts);
  const scans = useScans(`receive.${number}.${receipts}`, lines);
  const said = useKept<Said>(`receive.${number}.${receipts}.said`, NOTHING);
  const kept = useKept<Unsent | null>(`received.${number}`, null);
  const receive = useReceive(number, kept, () => {
    scans.clear();
    said.drop();
    void message.success(say(shipments.receivedNow(number)));
  });
  const { details, note } = said.value;
  return (
    <>
      {kept.value && <UnsentNote busy={receive.isPending} onAgain={receive.again} />}
      <ScanBox
        label={say(shipments.scanPart)}
        told={scans.told}
        how={say(scanning.how)}
        onScan={scans.scan}
        onUndo={scans.undo}
      />
      <label className="row">
        {say(shipments.nextIs)}
        <Segmented
          value={scans.found}
          options={MODES.map((value) => ({ value, label: say(FOUND[value]) }))}
          onChange={scans.setFound}
        />
      </label>
      <ReceivingLines
        lines={lines}
        parts={parts}
        scans={scans}
        details={details}
        onDetail={(line, detail) =>
          said.set({ note, details: { ...details, [line]: { ...details[line], ...detail } } })
        }
      />
      {receive.refusal ? <Failed error={receive.refusal} /> : null}
      <Input
        aria-label={say(shipments.note)}
        placeholder={say(shipments.note)}
        maxLength={2000}
        value={note}
        onChange={(event) => said.set({ details, note: event.target.value })}
      />
      <Booking
        lines={lines}
        scans={scans}
        complete={isSaid(lines, scans.entries, details)}
        busy={receive.isPending}
        waits={kept.value !== null}
        onBook={() => receive.send(receiptOf(lines, scans.entries, details, note))}
      />
    </>
  );
}

interface BookingProps {
  lines: readonly Line[];
  scans: Scans;
  complete: boolean;
  busy: boolean;
  waits: boolean;
  onBook: () => void;
}

function Booking({ lines, scans, complete, busy, waits, onBook }: BookingProps) {
  const say = useSay();
  const open = lines.reduce((sum, line) => sum + left(line, scans.entries), 0);
  const something = receiptOf(lines, scans.entries, {}, "").lines.length > 0;
  return (
    <div className="row leaving">
      <Button type="primary" disabled={!something || !complete || waits} loading={busy} onClick={onBook}>
        {say(shipments.receive)}
      </Button>
      <Button disabled={open === 0} onClick={() => scans.add(restMissing(lines, scans.entries))}>
        {say(shipments.restMissing)}
      </Button>
      <span role="status">
        {!something && <span className="quiet">{say(shipments.noLines)}</span>}
        {something && !complete && <span className="mark mark-bad">{say(shipments.needsFault)}</span>}
        {something && complete && open > 0 && (
          <span className="mark mark-warn">{say(shipments.receiveRest(open))}</span>
        )}
      </span>
    </div>
  );
}

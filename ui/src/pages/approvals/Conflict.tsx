import { Button, Modal } from "antd";
import { Failed, Loading } from "../../parts/States";
import { useSay } from "../../words/language";
import { useRequest } from "./reading";
import { approvals, REASON, STATUS, type Reason, type Status } from "./words";

/** What was wanted: granted quantities by line, or a rejection. */
export interface Wanted {
  number: string;
  lines: readonly { part: string; quantity: number }[];
  rejection: { reason: Reason; text: string } | null;
}

interface Props {
  wanted: Wanted;
  busy: boolean;
  onTakeTheirs: () => void;
  onOverwrite: () => void;
}

const CAN_BE_UNDONE: ReadonlySet<Status> = new Set(["approved", "partly_approved", "reserved", "rejected"]);

/** Somebody else was quicker: both decisions side by side, and which one it shall be. */
export function Conflict({ wanted, busy, onTakeTheirs, onOverwrite }: Props) {
  const say = useSay();
  const { data, error, refetch } = useRequest(wanted.number);
  const canOverwrite = data !== undefined && CAN_BE_UNDONE.has(data.status);
  return (
    <Modal
      open
      width={640}
      closable={false}
      title={say(approvals.conflict)}
      footer={
        <>
          <Button autoFocus onClick={onTakeTheirs}>
            {say(approvals.takeTheirs)}
          </Button>
          <Button danger disabled={!canOverwrite} loading={busy} onClick={onOverwrite}>
            {say(approvals.overwrite)}
          </Button>
        </>
      }
    >
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="stack">
          <p>{say(approvals.conflictBy(data.decided_by ?? data.made_by))}</p>
          <div className="two">
            <section>
              <h3>{say(approvals.mine)}</h3>
              {wanted.rejection ? (
                <p>
                  {say(approvals.reject)}: {say(REASON[wanted.rejection.reason])} {wanted.rejection.text}
                </p>
              ) : (
                <Quantities lines={wanted.lines} />
              )}
            </section>
            <section>
              <h3>{say(approvals.theirs)}</h3>
              <p>{say(STATUS[data.status])}</p>
              {data.reason ? (
                <p>
                  {say(REASON[data.reason])} {data.reason_text}
                </p>
              ) : (
                <Quantities
                  lines={data.lines.map((one) => ({ part: one.granted_part ?? one.part, quantity: one.approved ?? 0 }))}
                />
              )}
            </section>
          </div>
          {!canOverwrite && <p className="quiet">{say(approvals.cannotOverwrite)}</p>}
        </div>
      )}
    </Modal>
  );
}

function Quantities({ lines }: { lines: Wanted["lines"] }) {
  return (
    <ul className="plain-list">
      {lines.map((one, i) => (
        <li key={i}>
          {one.part} × {one.quantity}
        </li>
      ))}
    </ul>
  );
}

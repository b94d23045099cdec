import { Drawer } from "antd";
import { common } from "../../words/common";
import { fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { Failed, Loading } from "../../parts/States";
import { useHistory, useRequest } from "./reading";
import { approvals, REASON, STATUS, type Status } from "./words";

export function History({ number, onClose }: { number: string; onClose: () => void }) {
  const say = useSay();
  return (
    <Drawer
      open
      size={420}
      title={say(approvals.historyOf(number))}
      closable={{ "aria-label": say(common.close) }}
      onClose={onClose}
    >
      <div className="stack">
        <Now number={number} />
        <Steps number={number} />
      </div>
    </Drawer>
  );
}

function Now({ number }: { number: string }) {
  const say = useSay();
  const { data, error } = useRequest(number);
  if (error) return <Failed error={error} />;
  if (!data) return <Loading />;
  return (
    <section className="stack">
      <h3>
        {say(approvals.current)}: {say(STATUS[data.status])}
      </h3>
      <dl className="facts">
        <dt>{say(approvals.madeBy)}</dt>
        <dd>{data.made_by}</dd>
        <dt>{say(approvals.decidedBy)}</dt>
        <dd>{data.decided_by ?? say(common.none)}</dd>
        {data.reason && (
          <>
            <dt>{say(approvals.reason)}</dt>
            <dd>
              {say(REASON[data.reason])} {data.reason_text}
            </dd>
          </>
        )}
      </dl>
      <ul className="plain-list">
        {data.lines.map((line, i) => (
          <li key={i}>
            {line.part} × {line.quantity}
            {line.approved !== null &&
              line.approved !== undefined &&
              ` → ${line.granted_part ?? line.part} × ${line.approved}`}
            {line.reason && ` · ${say(REASON[line.reason])}`}
            {(line.allocations ?? []).map((one) => (
              <div key={one.pending} className="small quiet">
                {one.source} × {one.quantity} {one.shipment && `${say(approvals.shipment)} ${one.shipment}`}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Steps({ number }: { number: string }) {
  const say = useSay();
  const spoken = useLanguage();
  const { data, error } = useHistory(number);
  if (error) return <Failed error={error} />;
  if (!data) return <Loading />;
  return (
    <ol className="steps">
      {data.results.map((one) => (
        <li key={one.position}>
          <span>{say(STATUS[one.status as Status])}</span> <span className="quiet">{fullMoment(spoken, one.at)}</span>
        </li>
      ))}
    </ol>
  );
}

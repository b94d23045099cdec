import { Button, Checkbox } from "antd";
import { useEffect } from "react";
import { useMe } from "../../app/me";
import { Failed, Loading } from "../../parts/States";
import { day, moment, money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { AS_ASKED, changed, lackingFen, lacksReason, type Consequences, type Draft } from "./draft";
import { Lines } from "./Lines";
import { Quotas } from "./Quotas";
import { useConsequences } from "./reading";
import type { Waiting } from "./waiting";
import { approvals } from "./words";

interface Props {
  request: Waiting;
  draft: Draft;
  busy: boolean;
  error: unknown;
  onDraft: (draft: Draft) => void;
  onRead: (consequences: Consequences) => void;
  onApprove: () => void;
  onReject: () => void;
  onHistory: () => void;
}

/** One request, whole: what granting it means, and the decision. */
export function Detail({ request, draft, onDraft, onRead, ...given }: Props) {
  const { data, error, refetch } = useConsequences(request.number);
  useEffect(() => {
    if (data) onRead(data);
  }, [data, onRead]);
  return (
    <section className="panel detail" aria-labelledby="request-title">
      <Head request={request} onHistory={given.onHistory} />
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <div className="two">
            <Quotas consequences={data} draft={draft} />
            <OldParts overdue={data.overdue} />
          </div>
          <Lines lines={data.lines} draft={draft} onChange={(next) => onDraft(fitted(data, next))} />
          <Buttons consequences={data} draft={draft} onDraft={onDraft} {...given} />
        </>
      )}
    </section>
  );
}

/** Quota that is added follows what is granted. */
function fitted(consequences: Consequences, draft: Draft): Draft {
  return draft.extraQuotaFen > 0 ? { ...draft, extraQuotaFen: lackingFen(consequences, draft) } : draft;
}

function Head({ request, onHistory }: { request: Waiting; onHistory: () => void }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <div className="stack">
      <div className="spread">
        <h2 id="request-title">
          {spoken === "zh" ? request.partner_name_zh : request.partner_name_en}{" "}
          <span className="quiet">{request.partner}</span>
        </h2>
        <Button size="small" onClick={onHistory}>
          {say(approvals.history)} <kbd>h</kbd>
        </Button>
      </div>
      <div className="row quiet">
        <span>{request.number}</span>
        {request.terms === "cash" && <span className="mark mark-plain">{say(approvals.cash)}</span>}
        <span>
          {say(approvals.period)} {request.period}
        </span>
        <span>
          {say(approvals.madeBy)} {request.made_by}
        </span>
        <span>{say(approvals.since(moment(spoken, request.since)))}</span>
        {request.decide_by && <span>{say(approvals.decideBy(moment(spoken, request.decide_by)))}</span>}
      </div>
      {request.note && (
        <p>
          <span className="quiet">{say(approvals.note)}</span> {request.note}
        </p>
      )}
    </div>
  );
}

function OldParts({ overdue }: { overdue: Consequences["overdue"] }) {
  const say = useSay();
  const spoken = useLanguage();
  if (overdue.length === 0) return <p className="quiet">{say(approvals.oldPartsNone)}</p>;
  return (
    <div>
      <h3>{say(approvals.oldPartsOwed)}</h3>
      <ul className="plain-list">
        {overdue.map((one) => (
          <li key={one.part}>{say(approvals.oldPart(one.part, one.pieces, day(spoken, one.since)))}</li>
        ))}
      </ul>
    </div>
  );
}

type ButtonsProps = Pick<Props, "draft" | "busy" | "error" | "onDraft" | "onApprove" | "onReject"> & {
  consequences: Consequences;
};

function Buttons({ consequences, draft, busy, error, onDraft, onApprove, onReject }: ButtonsProps) {
  const say = useSay();
  const spoken = useLanguage();
  const headOffice = useMe().role === "parts_manager";
  const lacking = lackingFen(consequences, draft);
  const incomplete = lacksReason(draft, consequences.lines);
  return (
    <div className="stack decision">
      {headOffice && (lacking > 0 || draft.extraQuotaFen > 0) && (
        <Checkbox
          checked={draft.extraQuotaFen > 0}
          onChange={(event) => onDraft({ ...draft, extraQuotaFen: event.target.checked ? lacking : 0 })}
        >
          {say(approvals.addQuota(money(spoken, lacking)))}
        </Checkbox>
      )}
      {incomplete && <span className="mark mark-warn">{say(approvals.needsReason)}</span>}
      {error ? <Failed error={error} /> : null}
      <div className="row">
        <Button type="primary" loading={busy} disabled={incomplete} onClick={onApprove}>
          {say(approvals.approve)} <kbd>a</kbd>
        </Button>
        <Button danger disabled={busy} onClick={onReject}>
          {say(approvals.reject)} <kbd>r</kbd>
        </Button>
        {changed(draft) && <Button onClick={() => onDraft(AS_ASKED)}>{say(approvals.reset)}</Button>}
      </div>
    </div>
  );
}

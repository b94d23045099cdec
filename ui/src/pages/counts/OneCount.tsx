import { App, Button, Popconfirm } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { Failed, Loading, Note } from "../../parts/States";
import { fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { useParts, type Part } from "../shipments/reading";
import { Booked } from "./Booked";
import { Counting } from "./Counting";
import { Deciding } from "./Deciding";
import { useCancelCount } from "./deeds";
import { useCount, type Count } from "./reading";
import { counts, STATUS } from "./words";

/** One count: counted, decided by somebody else, booked. */
export function OneCount() {
  const { number = "" } = useParams();
  const { data, error, refetch } = useCount(number);
  const parts = useParts(data?.lines.map((line) => line.part) ?? []);
  const failure = error ?? parts.error;
  if (failure) return <Failed error={failure} retry={() => void (error ? refetch() : parts.refetch())} />;
  if (!data || (data.lines.length > 0 && !parts.data)) return <Loading />;
  return (
    <div className="stack">
      <Head count={data} />
      <Work count={data} parts={parts.data ?? new Map<string, Part>()} />
    </div>
  );
}

function Work({ count, parts }: { count: Count; parts: ReadonlyMap<string, Part> }) {
  const say = useSay();
  const me = useMe();
  const { status, counters } = count;
  if ((status === "opened" || status === "counting") && allowed(me, "counts.count")) {
    return <Counting key={count.number} count={count} parts={parts} />;
  }
  if (status === "counted" && allowed(me, "counts.decide") && !counters.includes(me.login)) {
    return <Deciding count={count} parts={parts} />;
  }
  return (
    <>
      {status === "counted" && <Note kind="plain" title={say(counts.notForYou)} />}
      <Booked count={count} parts={parts} />
    </>
  );
}

function Head({ count }: { count: Count }) {
  const say = useSay();
  const spoken = useLanguage();
  const me = useMe();
  const open = count.status !== "booked" && count.status !== "cancelled";
  return (
    <>
      <div className="spread">
        <h1>
          {count.number} <span className="quiet">{count.place}</span>
        </h1>
        <div className="row">
          <Link to="/counts">{say(counts.all)}</Link>
          {open && allowed(me, "counts.count") && <GiveUp number={count.number} />}
        </div>
      </div>
      <div className="row quiet">
        <span className="mark mark-action">{say(STATUS[count.status])}</span>
        <span>{say(count.full ? counts.full : counts.some(new Set(count.lines.map((line) => line.part)).size))}</span>
        <span>
          {say(counts.openedBy)} {count.opened_by} {fullMoment(spoken, count.opened_at)}
        </span>
        {count.counters.length > 0 && (
          <span>
            {say(counts.counters)} {count.counters.join(", ")}
          </span>
        )}
        {count.decided_by && (
          <span>
            {say(counts.decidedBy)} {count.decided_by}
          </span>
        )}
        {count.note && <span>{count.note}</span>}
      </div>
    </>
  );
}

function GiveUp({ number }: { number: string }) {
  const say = useSay();
  const go = useNavigate();
  const { message } = App.useApp();
  const cancel = useCancelCount(() => {
    void message.success(say(counts.cancelled));
    void go("/counts");
  });
  return (
    <Popconfirm
      title={say(counts.cancelSure)}
      okText={say(counts.cancel)}
      cancelText={say(counts.keep)}
      onConfirm={() => cancel.mutate(number)}
    >
      <Button loading={cancel.isPending}>{say(counts.cancel)}</Button>
    </Popconfirm>
  );
}

import { Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { Empty, Failed, Loading } from "../../parts/States";
import { common } from "../../words/common";
import { count as figure, fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { useOpen, type NewCount } from "./deeds";
import { useCounts, type Count, type Status } from "./reading";
import { counts, STATUS } from "./words";

const STATUSES = Object.keys(STATUS) as Status[];

export function CountList() {
  const say = useSay();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const status = STATUSES.find((one) => one === params.get("status"));
  const { data, error, refetch } = useCounts(status);
  const [opening, setOpening] = useState(false);
  return (
    <div className="stack">
      <div className="spread">
        <h1>{say(counts.title)}</h1>
        {allowed(me, "counts.count") && (
          <Button type="primary" onClick={() => setOpening(true)}>
            {say(counts.open)}
          </Button>
        )}
      </div>
      <div className="views" role="group" aria-label={say(counts.views)}>
        {[undefined, ...STATUSES].map((one) => (
          <button
            key={one ?? "any"}
            type="button"
            className={one === status ? "view chosen" : "view"}
            aria-pressed={one === status}
            onClick={() => setParams(one ? { status: one } : {}, { replace: true })}
          >
            {say(one ? STATUS[one] : counts.anyStatus)}
          </button>
        ))}
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.results.length === 0 && <Empty title={say(counts.nothing)} remedy={say(counts.nothingRemedy)} />}
      {data && data.results.length > 0 && <Table counts={data.results} />}
      {opening && <Opening onClose={() => setOpening(false)} />}
    </div>
  );
}

function Table({ counts: shown }: { counts: readonly Count[] }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <section className="panel">
      <table className="lines">
        <thead>
          <tr>
            <th>{say(counts.number)}</th>
            <th>{say(stockWords.status)}</th>
            <th>{say(stockWords.place)}</th>
            <th>{say(counts.kind)}</th>
            <th className="number">{say(counts.progress)}</th>
            <th>{say(counts.openedBy)}</th>
            <th>{say(stockWords.date)}</th>
            <th>{say(counts.note)}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.number}>
              <td className="whole-number">
                <Link to={one.number}>{one.number}</Link>
              </td>
              <td>
                <span className={one.status === "counted" ? "mark mark-action" : "mark mark-plain"}>
                  {say(STATUS[one.status])}
                </span>
              </td>
              <td>{one.place}</td>
              <td>{say(one.full ? counts.full : counts.some(new Set(one.lines.map((line) => line.part)).size))}</td>
              <td className="number">
                {figure(spoken, one.lines.filter((line) => line.counted !== null && !line.recount).length)} /{" "}
                {figure(spoken, one.lines.length)}
              </td>
              <td>{one.opened_by}</td>
              <td className="whole-number">{fullMoment(spoken, one.opened_at)}</td>
              <td>{one.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Opening({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const go = useNavigate();
  const [form] = Form.useForm<Partial<NewCount>>();
  const open = useOpen((count) => void go(count.number));
  return (
    <Modal
      open
      title={say(counts.open)}
      okText={say(counts.open)}
      cancelText={say(common.cancel)}
      closable={{ "aria-label": say(common.close) }}
      okButtonProps={{ loading: open.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ place = "", parts = [], note = "" }) => open.mutate({ place: place.trim(), parts, note })}
      >
        <Form.Item
          name="place"
          label={say(counts.place)}
          rules={[{ required: true, whitespace: true, message: say(counts.needed) }]}
        >
          <Input autoFocus placeholder="ZJ/WH" maxLength={60} />
        </Form.Item>
        <Form.Item name="parts" label={say(counts.parts)}>
          <Select mode="tags" open={false} tokenSeparators={[" ", ","]} placeholder={say(counts.partsHow)} />
        </Form.Item>
        <Form.Item name="note" label={say(counts.note)}>
          <Input maxLength={2000} />
        </Form.Item>
      </Form>
      {open.isError && <Failed error={open.error} />}
    </Modal>
  );
}

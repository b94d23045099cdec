/** A visit is moved without dragging it: to whom, and where in the route, each with the server's verdict. */
import { Button, InputNumber, Modal, Table } from "antd";
import { useEffect, useRef, useState } from "react";
import { Failed, Loading } from "../../parts/States";
import { common } from "../../words/common";
import { moreMoney } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { laneAt, type Board } from "./board";
import type { Deeds } from "./doing";
import { useNames } from "./names";
import { useChances, useVerdict, type Chance } from "./reading";
import { clock } from "./times";
import { dispatch } from "./words";

interface Props {
  board: Board;
  order: string;
  deeds: Deeds;
  onClose: () => void;
}

export function MoveDialog({ board, order, deeds, onClose }: Props) {
  const say = useSay();
  const chances = useChances(board.plan.id, board.plan.version, order);
  const [to, setTo] = useState<{ technician: string; position: number } | null>(null);
  const first = chances.data?.find((one) => one.position !== null);
  const chosen =
    to ?? (first && first.position !== null ? { technician: first.technician, position: first.position } : null);
  const move = () => chosen && deeds.place({ order, ...chosen });
  const ready = chosen !== null;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Enter takes the cheapest as soon as it is known.
    if (ready) button.current?.focus();
  }, [ready]);
  return (
    <Modal
      open
      width={720}
      title={say(dispatch.moveTitle(order))}
      onCancel={onClose}
      closable={{ "aria-label": say(common.close) }}
      footer={
        <div className="spread">
          {chosen ? <Told board={board} order={order} spot={chosen} onPosition={setTo} /> : <span />}
          <Button ref={button} type="primary" disabled={!ready} loading={deeds.busy} onClick={move}>
            {say(dispatch.move)} <kbd>Enter</kbd>
          </Button>
        </div>
      }
    >
      <div className="stack">
        <p className="quiet">{say(dispatch.moveRemedy)}</p>
        {chances.error && <Failed error={chances.error} retry={() => void chances.refetch()} />}
        {deeds.changeError ? <Failed error={deeds.changeError} /> : null}
        {chances.isPending && <Loading />}
        {chances.data && <Chances board={board} chances={chances.data} chosen={chosen?.technician} onChoose={setTo} />}
      </div>
    </Modal>
  );
}

interface ChancesProps {
  board: Board;
  chances: readonly Chance[];
  chosen: string | undefined;
  onChoose: (to: { technician: string; position: number }) => void;
}

function Chances({ board, chances, chosen, onChoose }: ChancesProps) {
  const say = useSay();
  const spoken = useLanguage();
  const name = useNames(board);
  const choose = ({ technician, position }: Chance) => position !== null && onChoose({ technician, position });
  return (
    <Table<Chance>
      size="small"
      rowKey="technician"
      dataSource={[...chances]}
      pagination={false}
      rowSelection={{
        type: "radio",
        selectedRowKeys: chosen ? [chosen] : [],
        columnTitle: <span className="out-of-sight">{say(dispatch.selectHint)}</span>,
        columnWidth: 40,
        getCheckboxProps: (one) => ({ disabled: one.position === null, "aria-label": name(one.technician) }),
        onSelect: choose,
      }}
      onRow={(one) => ({ onClick: () => choose(one) })}
      columns={[
        {
          title: say(dispatch.technician),
          render: (_, one) => (
            <>
              {name(one.technician)} <span className="quiet small">{one.technician}</span>
            </>
          ),
        },
        {
          title: say(dispatch.starts),
          width: 76,
          render: (_, one) => (one.start_s === null ? "" : clock(one.start_s)),
        },
        {
          title: say(dispatch.costsMore),
          width: 116,
          align: "right",
          render: (_, one) => (one.change_fen === null ? "" : moreMoney(spoken, one.change_fen)),
        },
        {
          title: say(dispatch.inTheWay),
          render: (_, one) => (
            <span className="small">
              {spoken === "zh" ? one.why_zh : one.why_en}
              {one.late_s !== null && one.late_s > 0 && (
                <span className="mark mark-bad">{say(dispatch.lateBy(one.late_s))}</span>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}

interface ToldProps {
  board: Board;
  order: string;
  spot: { technician: string; position: number };
  onPosition: (to: { technician: string; position: number }) => void;
}

/** Another place in the route is judged at once. */
function Told({ board, order, spot, onPosition }: ToldProps) {
  const say = useSay();
  const spoken = useLanguage();
  const verdict = useVerdict(board.plan.id, board.plan.version, { order, ...spot });
  const others = laneAt(board, spot.technician)?.visits.filter((bar) => bar.ref !== order).length ?? 0;
  return (
    <div className="row" role="status">
      <label className="row">
        {say(dispatch.position)}
        <InputNumber
          size="small"
          min={1}
          max={others + 1}
          value={spot.position + 1}
          aria-label={say(dispatch.position)}
          onChange={(value) => value !== null && onPosition({ technician: spot.technician, position: value - 1 })}
        />
      </label>
      {verdict.isPending && <span className="quiet">{say(dispatch.asking)}</span>}
      {verdict.data?.allowed && (
        <span className="mark mark-good">
          {say(dispatch.canBeDone)} {moreMoney(spoken, verdict.data.change?.["total_fen"] ?? 0)}
        </span>
      )}
      {verdict.data && !verdict.data.allowed && (
        <span className="told-refusal">
          <span className="mark mark-bad">{say(dispatch.cannot)}</span>{" "}
          <span className="small">{spoken === "zh" ? verdict.data.why_zh : verdict.data.why_en}</span>
        </span>
      )}
    </div>
  );
}

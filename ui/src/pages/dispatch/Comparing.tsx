/** What changes from one plan to another: who moves, minutes, kilometres, lateness and money. */
import { Table } from "antd";
import { Failed, Loading } from "../../parts/States";
import { moreMoney } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { Board } from "./board";
import { useNames } from "./names";
import { useComparison, type Comparison } from "./reading";
import { clock, signed, signedMinutes } from "./times";
import { dispatch, MOVED, TERM } from "./words";

interface Props {
  board: Board;
  from: number;
  to: number;
  onChoose?: (order: string) => void;
}

export function Comparing({ board, from, to, onChoose }: Props) {
  const say = useSay();
  const { data, error, refetch } = useComparison(from, to);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.moved.length === 0 && data.days.length === 0) return <p className="quiet">{say(dispatch.same)}</p>;
  return (
    <div className="stack">
      <Sums comparison={data} />
      <Days board={board} comparison={data} />
      <Moves board={board} comparison={data} {...(onChoose && { onChoose })} />
    </div>
  );
}

function Sums({ comparison }: { comparison: Comparison }) {
  const say = useSay();
  const spoken = useLanguage();
  const { score } = comparison;
  const terms = Object.keys(TERM).filter((term) => score[term as keyof typeof score] !== 0);
  const total = terms.reduce((sum, term) => sum + score[term as keyof typeof score], 0);
  return (
    <dl className="facts sums">
      <dt>{say(dispatch.cost)}</dt>
      <dd>
        <strong>{moreMoney(spoken, total)}</strong>{" "}
        <span className="quiet small">
          {terms.map((term) => (
            <span key={term} className="term">
              {TERM[term] && say(TERM[term])} {moreMoney(spoken, score[term as keyof typeof score])}{" "}
            </span>
          ))}
        </span>
      </dd>
      <dt>{say(dispatch.served)}</dt>
      <dd>{signed(score.served)}</dd>
      <dt>{say(dispatch.late)}</dt>
      <dd>{say(dispatch.minutes(signedMinutes(comparison.late_s)))}</dd>
      <dt>{say(dispatch.distance)}</dt>
      <dd>{say(dispatch.km(signed(Math.round(score.distance_m / 100) / 10)))}</dd>
    </dl>
  );
}

function Days({ board, comparison }: { board: Board; comparison: Comparison }) {
  const say = useSay();
  const name = useNames(board);
  return (
    <Table<Comparison["days"][number]>
      size="small"
      rowKey="technician"
      dataSource={comparison.days}
      pagination={false}
      columns={[
        { title: say(dispatch.technician), render: (_, one) => name(one.technician) },
        { title: say(dispatch.served), align: "right", width: 76, render: (_, one) => signed(one.visits) },
        {
          title: say(dispatch.work),
          align: "right",
          width: 96,
          render: (_, one) => say(dispatch.minutes(signedMinutes(one.work_s))),
        },
        {
          title: say(dispatch.distance),
          align: "right",
          width: 96,
          render: (_, one) => say(dispatch.km(signed(Math.round(one.distance_m / 100) / 10))),
        },
      ]}
    />
  );
}

function Moves({
  board,
  comparison,
  onChoose,
}: {
  board: Board;
  comparison: Comparison;
  onChoose?: (order: string) => void;
}) {
  const say = useSay();
  const name = useNames(board);
  const spot = (technician: string | null, start: number | null) =>
    technician === null || start === null ? say(dispatch.unserved) : `${clock(start)} ${name(technician)}`;
  return (
    <Table<Comparison["moved"][number]>
      size="small"
      rowKey="visit"
      dataSource={comparison.moved}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      {...(onChoose && { onRow: (one) => ({ onClick: () => onChoose(one.visit) }) })}
      columns={[
        { title: say(dispatch.order), dataIndex: "visit" },
        { title: say(dispatch.what), width: 110, render: (_, one) => say(MOVED[one.kind]) },
        { title: say(dispatch.before), render: (_, one) => spot(one.old_technician, one.old_start_s) },
        { title: say(dispatch.after), render: (_, one) => spot(one.new_technician, one.new_start_s) },
      ]}
    />
  );
}

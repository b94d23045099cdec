/** Before a plan binds: what stays open, and whose day changes. */
import { Button, Modal } from "antd";
import { Failed } from "../../parts/States";
import { common } from "../../words/common";
import { useSay } from "../../words/language";
import type { Board, PlanHead } from "./board";
import { Comparing } from "./Comparing";
import type { Deeds } from "./doing";
import { useComparison } from "./reading";
import { dispatch } from "./words";

interface Props {
  board: Board;
  published: PlanHead | undefined;
  deeds: Deeds;
  onClose: () => void;
}

export function PublishDialog({ board, published, deeds, onClose }: Props) {
  const say = useSay();
  const { plan } = board;
  return (
    <Modal
      open
      width={760}
      title={say(dispatch.publishTitle(plan.id))}
      onCancel={onClose}
      closable={{ "aria-label": say(common.close) }}
      footer={
        <Button type="primary" autoFocus loading={deeds.busy} onClick={deeds.publish}>
          {say(dispatch.publish)}
        </Button>
      }
    >
      <div className="stack publish">
        <p className="quiet">{say(dispatch.publishNote)}</p>
        {(plan.unserved > 0 || plan.late > 0) && (
          <div className="row">
            {plan.unserved > 0 && <span className="mark mark-warn">{say(dispatch.stillUnserved(plan.unserved))}</span>}
            {plan.late > 0 && <span className="mark mark-bad">{say(dispatch.lateOnes(plan.late))}</span>}
          </div>
        )}
        {deeds.changeError ? <Failed error={deeds.changeError} /> : null}
        {published ? <Changed board={board} published={published} /> : <Everybody board={board} />}
      </div>
    </Modal>
  );
}

function Changed({ board, published }: { board: Board; published: PlanHead }) {
  const say = useSay();
  const { data } = useComparison(published.id, board.plan.id);
  return (
    <>
      {data && data.days.length > 0 && <h3>{say(dispatch.whoIsChanged(data.days.length))}</h3>}
      <Comparing board={board} from={published.id} to={board.plan.id} />
    </>
  );
}

function Everybody({ board }: { board: Board }) {
  const say = useSay();
  const busy = board.lanes.filter((lane) => lane.visits.length > 0);
  return (
    <>
      <h3>{say(dispatch.firstPublished)}</h3>
      <ul className="plain-list whom">
        {busy.map((lane) => (
          <li key={lane.technician}>
            {say(lane.name)} <span className="quiet">{say(dispatch.visits(lane.visits.length))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

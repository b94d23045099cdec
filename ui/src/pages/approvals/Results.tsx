import { Button, Modal } from "antd";
import { common } from "../../words/common";
import { useSay } from "../../words/language";
import type { Outcomes } from "./deciding";
import type { Done } from "./desk";
import { approvals, STATUS } from "./words";

interface Props {
  outcomes: Outcomes;
  done: readonly Done[];
  onUndo: (number: string) => void;
  onClose: () => void;
}

/** What became of each of many, one by one. */
export function Results({ outcomes, done, onUndo, onClose }: Props) {
  const say = useSay();
  return (
    <Modal
      open
      width={760}
      title={say(approvals.results)}
      onCancel={onClose}
      closable={{ "aria-label": say(common.close) }}
      footer={
        <Button type="primary" autoFocus onClick={onClose}>
          {say(common.close)}
        </Button>
      }
    >
      <p role="status">{say(approvals.resultsDone(outcomes.done, outcomes.refused))}</p>
      <div className="results">
        <table className="lines">
          <thead>
            <tr>
              <th>{say(approvals.request)}</th>
              <th>{say(approvals.result)}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {outcomes.results.map((one) => (
              <tr key={one.number}>
                <td className="whole-number">{one.number}</td>
                <td>
                  {one.refused ? (
                    <>
                      <span className="mark mark-bad">{say(approvals.refusedMark)}</span> {one.refused.cause}{" "}
                      <span className="quiet">{one.refused.remedy}</span>
                    </>
                  ) : (
                    <span className="mark mark-good">{one.request && say(STATUS[one.request.status])}</span>
                  )}
                </td>
                <td>
                  {done.some(({ number }) => number === one.number) && (
                    <Button size="small" onClick={() => onUndo(one.number)}>
                      {say(approvals.undo)}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}

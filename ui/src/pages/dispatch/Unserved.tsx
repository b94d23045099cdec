/** What isn't served: why, and what helps. A visit is dragged from here to a lane, and dropped here to be taken out. */
import type { RefObject } from "react";
import { moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { Board } from "./board";
import { dispatch, REASON } from "./words";

interface Props {
  board: Board;
  at: string | undefined;
  place: RefObject<HTMLDivElement | null>;
  onChoose: (order: string) => void;
  onPress: (order: string, event: PointerEvent) => void;
}

export function Unserved({ board, at, place, onChoose, onPress }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <div ref={place} className="unserved">
      {board.unserved.length === 0 && (
        <div className="note note-good">
          <strong>{say(dispatch.allServed)}</strong>
          <p>{say(dispatch.allServedRemedy)}</p>
        </div>
      )}
      <ul className="plain-list">
        {board.unserved.map((one) => (
          <li key={one.service_order}>
            <button
              type="button"
              className={one.service_order === at ? "unserved-one chosen" : "unserved-one"}
              aria-pressed={one.service_order === at}
              onClick={() => onChoose(one.service_order)}
              onPointerDown={(event) => onPress(one.service_order, event.nativeEvent)}
            >
              <span className="spread">
                <strong>{one.service_order}</strong>
                <span className="mark mark-warn">{say(REASON[one.reason])}</span>
              </span>
              <span className="small">{spoken === "zh" ? one.cause_zh : one.cause_en}</span>
              <span className="small quiet">
                {one.customer}
                {one.due_at && ` · ${say(dispatch.due)} ${moment(spoken, one.due_at)}`}
              </span>
              <span className="small">
                <b>{say(dispatch.remedy)}</b> {spoken === "zh" ? one.remedy_zh : one.remedy_en}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

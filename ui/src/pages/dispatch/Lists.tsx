/** Beside the timeline: what isn't served, what is chosen, what it costs, what was changed; or another plan compared. */
import { Button } from "antd";
import type { RefObject } from "react";
import { useSay } from "../../words/language";
import type { Board, PlanSheet } from "./board";
import { Changes } from "./Changes";
import { Comparing } from "./Comparing";
import { TABS, type Desk } from "./desk";
import { Details } from "./Details";
import type { Deeds } from "./doing";
import type { Drag } from "./drag";
import { Score } from "./Score";
import { Unserved } from "./Unserved";
import { dispatch, TAB } from "./words";

interface ListsProps {
  desk: Desk;
  board: Board;
  sheet: PlanSheet;
  deeds: Deeds;
  drag: Drag;
  out: RefObject<HTMLDivElement | null>;
  editable: boolean;
}

export function Lists(props: ListsProps) {
  const { desk, board } = props;
  const say = useSay();
  const { plan } = board;
  return (
    <section className="panel lists">
      <div className="tabs" role="tablist" aria-label={say(dispatch.details)}>
        {TABS.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-selected={desk.tab === tab}
            aria-controls="list"
            className={desk.tab === tab ? "view chosen" : "view"}
            onClick={() => desk.write({ tab })}
          >
            {say(TAB[tab])} {tab === "unserved" && plan.unserved}
          </button>
        ))}
      </div>
      <div className="list" id="list" role="tabpanel" aria-labelledby={`tab-${desk.tab}`} tabIndex={0}>
        {desk.other && desk.tab !== "visit" ? (
          <Comparison desk={desk} board={board} other={desk.other} />
        ) : (
          <Listed {...props} />
        )}
      </div>
    </section>
  );
}

function Comparison({ desk, board, other }: { desk: Desk; board: Board; other: number }) {
  const say = useSay();
  return (
    <div className="stack">
      <div className="spread">
        <span className="quiet small">{say(dispatch.ghosts)}</span>
        <Button size="small" onClick={() => desk.write({ other: null })}>
          {say(dispatch.endCompare)}
        </Button>
      </div>
      <Comparing board={board} from={other} to={board.plan.id} onChoose={desk.choose} />
    </div>
  );
}

function Listed({ desk, board, sheet, deeds, drag, out, editable }: ListsProps) {
  switch (desk.tab) {
    case "unserved":
      return (
        <Unserved
          board={board}
          at={desk.at}
          place={out}
          onChoose={desk.choose}
          onPress={(order, event) => editable && drag.begin(order, event)}
        />
      );
    case "visit":
      return <Details board={board} at={desk.at} deeds={deeds} editable={editable} />;
    case "score":
      return <Score board={board} sheet={sheet} />;
    case "changes":
      return <Changes plan={board.plan} />;
  }
}

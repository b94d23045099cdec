/** What lies over the lanes while a visit is in the hand: where it would go, what the server says of it, the routes as they would be. */
import { useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { useLanguage, useSay } from "../../words/language";
import { moreMoney } from "../../words/figures";
import { laneAt, type Board, type Lane } from "./board";
import type { Drag, Held } from "./drag";
import { HEAD_PX, LANE_PX } from "./measures";
import { x, type Scale } from "./times";
import { dispatch } from "./words";

interface Props {
  drag: Drag;
  board: Board;
  lanes: readonly Lane[];
  scale: Scale;
}

export const HAND = "hand";

export function DropLayer({ drag, board, lanes, scale }: Props) {
  const held = useSyncExternalStore(drag.subscribe, drag.held);
  if (!held) return null;
  const row = lanes.findIndex((lane) => lane.technician === held.over?.technician);
  return (
    <div className="drop-layer" aria-hidden="true">
      {row >= 0 && <div className="drop-lane" style={{ top: LANE_PX * (row + 1) }} />}
      {row >= 0 && <Gap lane={lanes[row]} held={held} scale={scale} row={row} />}
      <Would held={held} lanes={lanes} scale={scale} />
      {createPortal(<InHand held={held} board={board} />, document.body)}
    </div>
  );
}

interface GapProps {
  lane: Lane | undefined;
  held: Held;
  scale: Scale;
  row: number;
}

/** A line before the visit that would come next. */
function Gap({ lane, held, scale, row }: GapProps) {
  const others = lane?.visits.filter((bar) => bar.ref !== held.order) ?? [];
  const position = held.over?.position ?? 0;
  const [before, next] = [others[position - 1], others[position]];
  const at = next ? next.from : before ? before.until : (lane?.leave ?? scale.from);
  return <div className="gap" style={{ top: LANE_PX * (row + 1), left: HEAD_PX + x(scale, at) }} />;
}

/** The routes as they would be, by the server. */
function Would({ held, lanes, scale }: Pick<GapProps, "held" | "scale"> & { lanes: readonly Lane[] }) {
  if (held.verdict === null || held.verdict === "asking") return null;
  const rows = new Map(lanes.map((lane, row) => [lane.technician, row]));
  return held.verdict.routes.flatMap((route) =>
    route.stops
      .filter((stop) => stop.kind === "visit")
      .map((stop) => (
        <i
          key={stop.ref}
          className={stop.ref === held.order ? "would moved" : "would"}
          style={{
            top: LANE_PX * ((rows.get(route.technician) ?? -2) + 1),
            left: HEAD_PX + x(scale, stop.start_s),
            width: (stop.depart_s - stop.start_s) * scale.pxPerS,
          }}
        />
      )),
  );
}

function InHand({ held, board }: { held: Held; board: Board }) {
  const say = useSay();
  const spoken = useLanguage();
  const { verdict, over } = held;
  const lane = laneAt(board, over?.technician ?? undefined);
  let how = "";
  let told = "";
  if (verdict === "asking") told = say(dispatch.asking);
  else if (verdict?.allowed) {
    how = "can";
    told = moreMoney(spoken, verdict.change?.["total_fen"] ?? 0);
  } else if (verdict) {
    how = "cannot";
    told = spoken === "zh" ? verdict.why_zh : verdict.why_en;
  }
  const where = over?.technician === null ? dispatch.takeOut : lane?.name;
  return (
    <div id={HAND} className={`hand ${how}`}>
      <strong>{held.order}</strong>
      {where && <span>{say(where)}</span>}
      {told && <span className="told">{told}</span>}
    </div>
  );
}

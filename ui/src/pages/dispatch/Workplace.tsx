/** Timeline, map and lists side by side, one thing chosen in all of them. */
import { Button, Select } from "antd";
import { CloseOutlined, ZoomInOutlined, ZoomOutOutlined } from "@ant-design/icons";
import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { KeySheet } from "../../parts/keys";
import { common } from "../../words/common";
import { useSay } from "../../words/language";
import { sorted, type Board, type PlanSheet, type Sorting } from "./board";
import BoardMap from "./BoardMap";
import type { Desk } from "./desk";
import type { Deeds } from "./doing";
import { createDrag, type Drag } from "./drag";
import { HAND } from "./DropLayer";
import { useGhosts } from "./ghosts";
import { useBoardKeys } from "./keys";
import { Lists } from "./Lists";
import { MoveDialog } from "./MoveDialog";
import { Overtaken } from "./Overtaken";
import { PublishDialog } from "./PublishDialog";
import { askVerdict } from "./reading";
import { Timeline } from "./Timeline";
import { dispatch, SORTING } from "./words";

interface Props {
  desk: Desk;
  board: Board;
  sheet: PlanSheet;
  deeds: Deeds;
}

export const ZOOMS = [1, 1.5, 2.25, 3.5, 5] as const;

export function Workplace({ desk, board, sheet, deeds }: Props) {
  const [zoom, setZoom] = useState(0);
  const out = useRef<HTMLDivElement>(null);
  const drag = useDrag(board, deeds, out);
  const lanes = useMemo(() => sorted(board.lanes, desk.sorting), [board.lanes, desk.sorting]);
  const ghosts = useGhosts(desk.other);
  const editable = board.plan.state === "draft";
  const step = useCallback((by: number) => setZoom((at) => Math.min(ZOOMS.length - 1, Math.max(0, at + by))), []);
  const bindings = useBoardKeys({ desk, board, lanes, deeds, editable, step });
  const { open } = deeds;
  const menu = useCallback((order: string) => editable && open({ kind: "move", order }), [editable, open]);
  return (
    <div className="workplace">
      <section className="panel lanes-panel">
        <LanesBar desk={desk} board={board} deeds={deeds} zoom={zoom} step={step} />
        <Timeline
          board={board}
          lanes={lanes}
          at={desk.at}
          zoom={ZOOMS[zoom] ?? 1}
          ghosts={ghosts}
          drag={drag}
          editable={editable}
          onChoose={desk.choose}
          onMenu={menu}
        />
      </section>
      <aside className="side">
        <div className="panel map-panel">
          <BoardMap board={board} province={desk.province} at={desk.at} onChoose={desk.choose} />
        </div>
        <Lists desk={desk} board={board} sheet={sheet} deeds={deeds} drag={drag} out={out} editable={editable} />
      </aside>
      <Dialogs desk={desk} board={board} deeds={deeds} bindings={bindings} />
    </div>
  );
}

/** The drag lives as long as the page. */
function useDrag(board: Board, deeds: Deeds, out: RefObject<HTMLElement | null>): Drag {
  const [drag] = useState(createDrag);
  useLayoutEffect(() => {
    drag.serve({
      ask: (spot, signal) => askVerdict(board.plan.id, spot, signal),
      drop: (held) => deeds.drop(held, board),
      hand: () => document.getElementById(HAND),
      out: () => out.current,
    });
  });
  return drag;
}

interface BarProps extends Omit<Props, "sheet"> {
  zoom: number;
  step: (by: number) => void;
}

function LanesBar({ desk, board, deeds, zoom, step }: BarProps) {
  const say = useSay();
  const note =
    board.plan.state === "draft" ? dispatch.draftNote : board.plan.state === "published" ? null : dispatch.pastNote;
  return (
    <div className="lanes-bar">
      <Select<Sorting>
        size="small"
        variant="borderless"
        aria-label={say(dispatch.sort)}
        value={desk.sorting}
        options={Object.entries(SORTING).map(([value, text]) => ({ value: value as Sorting, label: say(text) }))}
        onChange={(sort) => desk.write({ sort })}
      />
      <Outcome deeds={deeds} note={note ? say(note) : ""} />
      <Button
        size="small"
        type="text"
        icon={<ZoomOutOutlined />}
        aria-label={say(dispatch.zoomOut)}
        disabled={zoom === 0}
        onClick={() => step(-1)}
      />
      <Button
        size="small"
        type="text"
        icon={<ZoomInOutlined />}
        aria-label={say(dispatch.zoomIn)}
        disabled={zoom === ZOOMS.length - 1}
        onClick={() => step(1)}
      />
    </div>
  );
}

/** What became of the last change. */
function Outcome({ deeds, note }: { deeds: Deeds; note: string }) {
  const say = useSay();
  const told = deeds.refusal ?? deeds.last;
  if (!told) return <span className="quiet small outcome">{note}</span>;
  return (
    <span role={deeds.refusal ? "alert" : "status"} className={deeds.refusal ? "outcome refused" : "outcome done"}>
      <span>{told}</span>
      <Button size="small" type="text" icon={<CloseOutlined />} aria-label={say(common.close)} onClick={deeds.forget} />
    </span>
  );
}

interface DialogsProps extends Omit<Props, "sheet"> {
  bindings: Parameters<typeof KeySheet>[0]["bindings"];
}

function Dialogs({ desk, board, deeds, bindings }: DialogsProps) {
  const say = useSay();
  const close = () => deeds.open(null);
  const opened = deeds.opened;
  if (!opened) return null;
  switch (opened.kind) {
    case "move":
      return <MoveDialog board={board} order={opened.order} deeds={deeds} onClose={close} />;
    case "publish":
      return <PublishDialog board={board} published={desk.published} deeds={deeds} onClose={close} />;
    case "options":
      return null;
    case "conflict":
      return <Overtaken plan={board.plan} change={opened.change} deeds={deeds} onClose={close} />;
    case "keys":
      return <KeySheet bindings={bindings} title={say(dispatch.keys)} onClose={close} />;
  }
}

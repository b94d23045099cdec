/** What is chosen: a visit, or a technician's route, and what can be done to it. */
import { Button, Segmented } from "antd";
import {
  LockOutlined,
  PrinterOutlined,
  SwapOutlined,
  UnlockOutlined,
  VerticalAlignBottomOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { Empty } from "../../parts/States";
import { moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { ORDER_KIND } from "../../words/terms";
import { isRouteLocked, lockOf, type Bar, type Board, type Lane, type Lock } from "./board";
import type { Deeds } from "./doing";
import { clock } from "./times";
import { dispatch, LOCK, REASON } from "./words";

interface Props {
  board: Board;
  at: string | undefined;
  deeds: Deeds;
  editable: boolean;
}

export function Details({ board, at, deeds, editable }: Props) {
  const say = useSay();
  const lane = board.lanes.find((one) => one.technician === at);
  if (lane) return <Route board={board} lane={lane} deeds={deeds} editable={editable} />;
  if (at !== undefined && (board.wanted.has(at) || board.barOf.has(at))) {
    return <Visit board={board} order={at} deeds={deeds} editable={editable} />;
  }
  return <Empty title={say(dispatch.nothingChosen)} remedy={say(dispatch.nothingChosenRemedy)} />;
}

interface VisitProps extends Omit<Props, "at"> {
  order: string;
}

function Visit({ board, order, deeds, editable }: VisitProps) {
  const say = useSay();
  const bar = board.barOf.get(order);
  const lane = board.laneOf.get(order);
  return (
    <div className="stack">
      <VisitHead board={board} order={order} bar={bar} />
      {editable && <VisitDeeds board={board} order={order} lane={lane} deeds={deeds} />}
      <VisitFacts board={board} order={order} bar={bar} lane={lane} />
      {bar && bar.stop.parts.length > 0 ? <Parts bar={bar} /> : bar && <p className="quiet">{say(dispatch.noParts)}</p>}
    </div>
  );
}

function VisitHead({ board, order, bar }: { board: Board; order: string; bar: Bar | undefined }) {
  const say = useSay();
  const kind = board.wanted.get(order)?.order_kind ?? bar?.stop.order_kind;
  const unserved = board.unserved.find((one) => one.service_order === order);
  return (
    <div className="row">
      <h2>{order}</h2>
      {kind && <span className="mark mark-plain">{say(ORDER_KIND[kind as keyof typeof ORDER_KIND])}</span>}
      {bar?.late && <span className="mark mark-bad">{say(dispatch.lateBy(bar.stop.late_s))}</span>}
      {unserved && <span className="mark mark-warn">{say(REASON[unserved.reason])}</span>}
    </div>
  );
}

const LOCKS = ["none", "technician", "time", "position"] as const;

function VisitDeeds({
  board,
  order,
  lane,
  deeds,
}: {
  board: Board;
  order: string;
  lane: Lane | undefined;
  deeds: Deeds;
}) {
  const say = useSay();
  const lock = lockOf(board.plan, order, lane?.technician);
  return (
    <>
      <div className="row">
        <Button icon={<SwapOutlined />} onClick={() => deeds.open({ kind: "move", order })}>
          {say(dispatch.moveTo)} <kbd>m</kbd>
        </Button>
        {lane && (
          <Button icon={<VerticalAlignBottomOutlined />} onClick={() => deeds.takeOut(order)}>
            {say(dispatch.takeOut)} <kbd>Del</kbd>
          </Button>
        )}
      </div>
      {lane && lock === "route" && <p className="quiet">{say(dispatch.routeLocked)}</p>}
      {lane && lock !== "route" && (
        <Segmented
          size="small"
          block
          aria-label={say(dispatch.lock)}
          value={lock ?? "none"}
          options={LOCKS.map((value) => ({ value, label: say(LOCK[value]) }))}
          onChange={(value: Lock | "none") => deeds.lock({ visits: { [order]: value === "none" ? null : value } })}
        />
      )}
    </>
  );
}

interface FactsProps {
  board: Board;
  order: string;
  bar: Bar | undefined;
  lane: Lane | undefined;
}

function VisitFacts({ board, order, bar, lane }: FactsProps) {
  const say = useSay();
  const spoken = useLanguage();
  const wanted = board.wanted.get(order);
  const windows = board.windows.get(order) ?? [];
  const unserved = board.unserved.find((one) => one.service_order === order);
  const due = wanted?.due_at ?? bar?.stop.due_at;
  const fault = spoken === "zh" ? bar?.stop.fault_zh : bar?.stop.fault_en;
  return (
    <dl className="facts">
      {unserved && <Fact name={say(dispatch.inTheWay)}>{spoken === "zh" ? unserved.cause_zh : unserved.cause_en}</Fact>}
      {unserved && <Fact name={say(dispatch.remedy)}>{spoken === "zh" ? unserved.remedy_zh : unserved.remedy_en}</Fact>}
      {lane && (
        <Fact name={say(dispatch.technician)}>
          {say(lane.name)} <span className="quiet">{lane.technician}</span>
        </Fact>
      )}
      {bar && (
        <Fact name={say(dispatch.times)}>
          {clock(bar.from)}–{clock(bar.until)} <span className="quiet">{say(dispatch.arrives(clock(bar.arrive)))}</span>
        </Fact>
      )}
      <Fact name={say(dispatch.window)}>
        {windows.length === 0
          ? say(dispatch.anyTime)
          : windows.map((one) => `${clock(one.from)}–${clock(one.until)}`).join(", ")}
      </Fact>
      {due && <Fact name={say(dispatch.due)}>{moment(spoken, due)}</Fact>}
      {fault && <Fact name={say(dispatch.fault)}>{fault}</Fact>}
      <Fact name={say(dispatch.customer)}>{wanted?.customer ?? bar?.stop.customer}</Fact>
      {bar?.stop.phone && <Fact name={say(dispatch.phone)}>{bar.stop.phone}</Fact>}
      {bar?.stop.address && <Fact name={say(dispatch.address)}>{bar.stop.address}</Fact>}
      {wanted && wanted.skills.length > 0 && <Fact name={say(dispatch.skills)}>{wanted.skills.join(", ")}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Parts({ bar }: { bar: Bar }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <ul className="plain-list parts" aria-label={say(dispatch.parts)}>
      {bar.stop.parts.map((part) => (
        <li key={part.part + part.source}>
          <span>
            {part.part} × {part.quantity}
          </span>
          <span className="quiet small">
            {spoken === "zh" ? part.name_zh : part.name_en} · {say(dispatch.from(part.source))}
            {part.arrives_at && ` · ${say(dispatch.arrivesAt(moment(spoken, part.arrives_at)))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface RouteProps extends Omit<Props, "at"> {
  lane: Lane;
}

function Route({ board, lane, deeds, editable }: RouteProps) {
  const say = useSay();
  const locked = isRouteLocked(board.plan, lane.technician);
  return (
    <div className="stack">
      <div className="row">
        <h2>{say(lane.name)}</h2>
        <span className="quiet">
          {lane.technician} · {lane.node}
        </span>
      </div>
      <div className="row">
        {editable && (
          <Button
            icon={locked ? <UnlockOutlined /> : <LockOutlined />}
            onClick={() => deeds.lock({ technicians: { [lane.technician]: !locked } })}
          >
            {say(locked ? dispatch.unlockRoute : dispatch.lockRoute)} <kbd>L</kbd>
          </Button>
        )}
        {lane.visits.length > 0 && (
          <Button icon={<PrinterOutlined />} onClick={() => deeds.print(lane.technician)}>
            {say(dispatch.sheets)}
          </Button>
        )}
      </div>
      <dl className="facts">
        {lane.shift && (
          <Fact name={say(dispatch.shift)}>
            {clock(lane.shift.from)}–{clock(lane.shift.until)}
            {lane.overtimeFrom !== null && (
              <span className="quiet"> {say(dispatch.overtime(clock(lane.overtimeFrom)))}</span>
            )}
          </Fact>
        )}
        <Fact name={say(dispatch.load)}>{Math.round(lane.load * 100)}%</Fact>
        <Fact name={say(dispatch.distance)}>{say(dispatch.km((lane.distanceM / 1_000).toFixed(1)))}</Fact>
      </dl>
      <ol className="route-list">
        {lane.visits.map((bar) => (
          <li key={bar.ref}>
            <button type="button" className="route-stop" onClick={() => deeds.choose(bar.ref)}>
              <span>
                {clock(bar.from)} {bar.ref}
              </span>
              <span className={bar.late ? "mark mark-bad" : "quiet small"}>
                {bar.late ? say(dispatch.lateBy(bar.stop.late_s)) : bar.stop.customer}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

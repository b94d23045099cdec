/**
 * A visit in the hand: what is dragged, over which lane, and the server's verdict there.
 *
 * The pointer's own moves never draw anything anew: the thing in the hand is moved by its transform, and only what it lies over is
 * told on, to the few components that listen. So a drag costs the same however many visits there are.
 */
import { positionAt, type Lane } from "./board";
import { HEAD_PX, LANE_PX } from "./measures";
import { secondsAt, type Scale } from "./times";
import type { Spot, Verdict } from "./reading";

const BEGINS_AFTER_PX = 4;
const ASK_AFTER_MS = 60;
const EDGE_PX = 28;
const SCROLL_PX = 14;

export interface Held {
  readonly order: string;
  /** Null: over nothing; a spot without a technician: over the list of what isn't served. */
  readonly over: Spot | null;
  readonly verdict: Verdict | "asking" | null;
}

/** What the drag needs to know of the page while it lasts. */
export interface Ground {
  readonly scroller: HTMLElement;
  readonly scale: Scale;
  readonly lanes: readonly Lane[];
}

export interface Drag {
  subscribe: (tell: () => void) => () => void;
  held: () => Held | null;
  /** To be called when a pointer goes down on a visit. */
  begin: (order: string, event: PointerEvent) => void;
  /** The page says what the drag works on, whenever that changes. */
  over: (ground: Ground | null) => void;
  serve: (given: Given) => void;
}

interface Given {
  ask: (spot: Spot, signal: AbortSignal) => Promise<Verdict>;
  drop: (held: Held) => void;
  /** What is in the hand, once it is drawn, and the list that a visit is dropped on to take it out. */
  hand: () => HTMLElement | null;
  out: () => HTMLElement | null;
}

export function createDrag(): Drag {
  let ground: Ground | null = null;
  let given: Given | null = null;
  const listeners = new Set<() => void>();
  let held: Held | null = null;
  let from = { x: 0, y: 0 };
  let at = { x: 0, y: 0 };
  let pressed: { order: string; pointer: number } | null = null;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | null = null;

  function tell(next: Held | null) {
    held = next;
    listeners.forEach((one) => one());
  }

  function down(order: string, event: PointerEvent) {
    if (event.button !== 0 || pressed) return;
    pressed = { order, pointer: event.pointerId };
    from = at = { x: event.clientX, y: event.clientY };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", end);
    addEventListener("keydown", escape, true);
  }

  function move(event: PointerEvent) {
    if (event.pointerId !== pressed?.pointer) return;
    at = { x: event.clientX, y: event.clientY };
    if (!held && Math.hypot(at.x - from.x, at.y - from.y) < BEGINS_AFTER_PX) return;
    if (!held) {
      document.body.classList.add("dragging");
      tell({ order: pressed.order, over: null, verdict: null });
    }
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    const there = ground;
    if (!held || !there || !given) return;
    const element = given.hand();
    if (element) element.style.transform = `translate3d(${at.x}px, ${at.y}px, 0)`;
    if (scrolled(there)) frame = requestAnimationFrame(draw);
    const over = spotAt(there, given.out(), held.order, at);
    if (!same(over, held.over)) look({ ...held, over, verdict: over ? "asking" : null });
  }

  function look(next: Held) {
    asked?.abort();
    clearTimeout(timer);
    tell(next);
    const { over } = next;
    if (!over) return;
    timer = setTimeout(() => {
      const asking = (asked = new AbortController());
      given?.ask(over, asking.signal).then(
        (verdict) => !asking.signal.aborted && held && tell({ ...held, verdict }),
        () => !asking.signal.aborted && held && tell({ ...held, verdict: null }),
      );
    }, ASK_AFTER_MS);
  }

  /** Near the edge of the lanes they move on. */
  function scrolled({ scroller }: Ground): boolean {
    const box = scroller.getBoundingClientRect();
    if (at.x < box.left || at.x > box.right || at.y < box.top - EDGE_PX || at.y > box.bottom + EDGE_PX) return false;
    const before = [scroller.scrollTop, scroller.scrollLeft];
    if (at.y > box.bottom - EDGE_PX) scroller.scrollTop += SCROLL_PX;
    if (at.y < box.top + EDGE_PX * 2) scroller.scrollTop -= SCROLL_PX;
    if (at.x > box.right - EDGE_PX) scroller.scrollLeft += SCROLL_PX;
    if (at.x < box.left + HEAD_PX + EDGE_PX && at.x > box.left + HEAD_PX) scroller.scrollLeft -= SCROLL_PX;
    return before[0] !== scroller.scrollTop || before[1] !== scroller.scrollLeft;
  }

  function up(event: PointerEvent) {
    if (event.pointerId !== pressed?.pointer) return;
    const last = held;
    end();
    if (last) given?.drop(last);
  }

  function escape(event: KeyboardEvent) {
    if (event.key !== "Escape" || !held) return;
    event.preventDefault();
    event.stopPropagation();
    end();
  }

  function end() {
    pressed = null;
    asked?.abort();
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    frame = 0;
    document.body.classList.remove("dragging");
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", end);
    removeEventListener("keydown", escape, true);
    if (held) tell(null);
  }

  return {
    subscribe: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    held: () => held,
    begin: down,
    over: (there) => {
      ground = there;
    },
    serve: (page) => {
      given = page;
    },
  };
}

function spotAt(there: Ground, out: HTMLElement | null, order: string, at: { x: number; y: number }): Spot | null {
  if (out && inside(out.getBoundingClientRect(), at)) return { order, technician: null, position: null };
  const box = there.scroller.getBoundingClientRect();
  if (!inside(box, at)) return null;
  const lane = there.lanes[Math.floor((at.y - box.top + there.scroller.scrollTop - LANE_PX) / LANE_PX)];
  if (!lane || at.y < box.top + LANE_PX) return null;
  const seconds = secondsAt(there.scale, at.x - box.left - HEAD_PX + there.scroller.scrollLeft);
  return { order, technician: lane.technician, position: positionAt(lane, seconds, order) };
}

function inside(box: DOMRect, at: { x: number; y: number }): boolean {
  return at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
}

function same(a: Spot | null, b: Spot | null): boolean {
  return a?.technician === b?.technician && a?.position === b?.position && (a === null) === (b === null);
}

/** What the mouse, a finger, the wheel and the keys do on a map. */
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from "react";
import type { Size, Spot } from "./camera";

export interface Moves {
  pan: (rightPx: number, downPx: number) => void;
  /** About a spot given in pixels from the middle. */
  zoom: (by: number, at?: Spot) => void;
  fit: () => void;
  /** A click: on what, and where, in pixels from the middle. */
  hit: (id: string | null, at: Spot) => void;
  step: (by: 1 | -1) => void;
  leave: () => void;
  enter: () => void;
}

const CLICK_PX = 4;
const STEP_PX = 80;
const WHEEL_PER_ZOOM = 240;
const LINE_PX = 16;

interface Press {
  pointer: number;
  id: string | null;
  x: number;
  y: number;
  dragged: boolean;
}

export function usePointer(surface: RefObject<HTMLElement | null>, moves: Moves) {
  const press = useRef<Press | null>(null);
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || press.current) return;
      const on = event.target instanceof Element ? event.target.closest("[data-id]") : null;
      const id = on?.getAttribute("data-id") ?? null;
      press.current = { pointer: event.pointerId, id, x: event.clientX, y: event.clientY, dragged: false };
    },
    onPointerMove(event: PointerEvent) {
      const from = press.current;
      if (from?.pointer !== event.pointerId) return;
      const [right, down] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.dragged && Math.hypot(right, down) < CLICK_PX) return;
      if (!from.dragged) surface.current?.setPointerCapture(event.pointerId);
      press.current = { ...from, x: event.clientX, y: event.clientY, dragged: true };
      moves.pan(-right, -down);
    },
    onPointerUp(event: PointerEvent) {
      const from = press.current;
      if (from?.pointer !== event.pointerId) return;
      press.current = null;
      if (!from.dragged && surface.current) moves.hit(from.id, fromMiddle(surface.current, event));
    },
    onPointerCancel() {
      press.current = null;
    },
  };
}

/** React hears the wheel passively, so that the page around would scroll too. */
export function useWheel(surface: RefObject<HTMLElement | null>, zoom: Moves["zoom"]): void {
  const latest = useRef(zoom);
  useLayoutEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const on = surface.current;
    const turn = (event: WheelEvent) => {
      if (!on) return;
      event.preventDefault();
      const px = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
      latest.current(Math.max(-1, Math.min(1, -px / WHEEL_PER_ZOOM)), fromMiddle(on, event));
    };
    on?.addEventListener("wheel", turn, { passive: false });
    return () => on?.removeEventListener("wheel", turn);
  }, [surface]);
}

export function onKeys(moves: Moves): (event: KeyboardEvent) => void {
  const acts: Record<string, () => void> = {
    ArrowLeft: () => moves.pan(-STEP_PX, 0),
    ArrowRight: () => moves.pan(STEP_PX, 0),
    ArrowUp: () => moves.pan(0, -STEP_PX),
    ArrowDown: () => moves.pan(0, STEP_PX),
    "+": () => moves.zoom(1),
    "=": () => moves.zoom(1),
    "-": () => moves.zoom(-1),
    "0": moves.fit,
    ".": () => moves.step(1),
    ",": () => moves.step(-1),
    Escape: moves.leave,
    Enter: moves.enter,
  };
  return (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}

/** The size of an element, told anew whenever it changes. */
export function useSize(surface: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const on = surface.current;
    if (!on) return;
    const watch = new ResizeObserver(() => setSize({ width: on.clientWidth, height: on.clientHeight }));
    watch.observe(on);
    return () => watch.disconnect();
  }, [surface]);
  return size;
}

function fromMiddle(surface: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Spot {
  const { left, top, width, height } = surface.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

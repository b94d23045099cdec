/**
 * The base below the content. By WebGL where it is quick: without a graphics card a map by WebGL jerks when it is moved,
 * pictures and paths don't. Vector tiles have no other way, and take the slow one.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { Base, Trouble } from "./base";
import type { Size, View } from "./camera";
import type { GlBase } from "./gl";
import { PlainBase } from "./PlainBase";

interface Props {
  base: Base;
  view: View;
  size: Size;
  onTrouble: (trouble: Trouble | null) => void;
}

export function BaseLayer(props: Props) {
  const [way, setWay] = useState<"gl" | "plain" | "failed">(() => (hasWebGl({ quick: true }) ? "gl" : "plain"));
  const { onTrouble } = props;
  const needGl = useCallback(() => {
    if (way === "plain" && hasWebGl({ quick: false })) setWay("gl");
    else onTrouble("no_webgl");
  }, [way, onTrouble]);
  if (way === "gl") return <GlLayer {...props} onFailed={() => setWay("failed")} />;
  return <PlainBase {...props} onVector={needGl} />;
}

/** What draws where there is no graphics card. A browser counts it as a full WebGL. */
const SLOW = /swiftshader|llvmpipe|softpipe|basic render|software/i;

function hasWebGl({ quick }: { quick: boolean }): boolean {
  const gl = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: quick });
  if (!gl || !quick) return gl !== null;
  const told = gl.getExtension("WEBGL_debug_renderer_info");
  return !told || !SLOW.test(String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL)));
}

function GlLayer({ base, view, size, onTrouble, onFailed }: Props & { onFailed: () => void }) {
  const holder = useRef<HTMLDivElement>(null);
  const opened = useOpened(holder, base, view, onTrouble, onFailed);
  useLayoutEffect(() => opened?.resize(), [opened, size]);
  useLayoutEffect(() => opened?.show(view), [opened, view]);
  return <div ref={holder} className="map-base" />;
}

function useOpened(
  holder: RefObject<HTMLDivElement | null>,
  base: Base,
  view: View,
  onTrouble: Props["onTrouble"],
  onFailed: () => void,
): GlBase | null {
  const [opened, setOpened] = useState<GlBase | null>(null);
  const latest = useRef({ view, onTrouble, onFailed });
  useLayoutEffect(() => {
    latest.current = { view, onTrouble, onFailed };
  });
  useEffect(() => {
    const on = holder.current;
    if (!on) return;
    let closed = false;
    let mine: GlBase | null = null;
    const failed = () => !closed && latest.current.onFailed();
    const hear = (away: boolean) => latest.current.onTrouble(away ? "away" : null);
    on.addEventListener("webglcontextlost", failed, true);
    import("./gl")
      .then(({ openGl }) => openGl(on, base, latest.current.view, hear))
      .then((made) => {
        if (closed) made.close();
        else setOpened((mine = made));
      })
      .catch(failed);
    return () => {
      closed = true;
      on.removeEventListener("webglcontextlost", failed, true);
      mine?.close();
    };
  }, [holder, base]);
  return opened;
}

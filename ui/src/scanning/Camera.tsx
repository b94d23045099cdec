import { useEffect, useRef, useState } from "react";
import { Note } from "../parts/States";
import { useSay } from "../words/language";
import { detector } from "./detector";
import { scanning } from "./words";

const LOOK_MS = 200;
/** The same label isn't read again while it is held before the camera. */
const SAME_MS = 1_500;

export default function Camera({ onCode }: { onCode: (code: string) => void }) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const hear = useRef(onCode);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    hear.current = onCode;
  });
  useEffect(() => {
    const shown = video.current;
    if (!shown) return;
    const watching = watch(shown, (code) => hear.current(code));
    watching.catch(() => setRefused(true));
    return () => void watching.then((stop) => stop()).catch(() => undefined);
  }, []);
  if (refused) return <Note kind="warn" title={say(scanning.cameraRefused)} remedy={say(scanning.cameraRemedy)} />;
  return <video ref={video} muted playsInline className="scan-camera" aria-label={say(scanning.camera)} />;
}

/** Ends when what it answers is called. */
async function watch(shown: HTMLVideoElement, onCode: (code: string) => void): Promise<() => void> {
  const reader = detector();
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  shown.srcObject = stream;
  await shown.play();
  let last = { code: "", at: 0 };
  const timer = setInterval(() => {
    void reader?.detect(shown).then(([found]) => {
      if (!found || (found.rawValue === last.code && Date.now() - last.at < SAME_MS)) return;
      last = { code: found.rawValue, at: Date.now() };
      onCode(found.rawValue);
    });
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
  };
}

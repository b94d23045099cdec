import { Button, Input, type InputRef } from "antd";
import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from "react";
import { useSay } from "../words/language";
import { hasCamera } from "./detector";
import "./scanning.css";
import { scanning } from "./words";

const Camera = lazy(() => import("./Camera"));

/** What the last scan came to: a word in colour, and what it was about. */
export interface Told {
  readonly good: boolean;
  readonly word: string;
  readonly text: string;
  /** Counts the scans, so that the same word twice is said twice. */
  readonly n: number;
}

interface Props {
  label: string;
  told: Told | null;
  /** How to scan several at once; where nothing is counted there is none. */
  how?: string;
  onScan: (code: string) => void;
  onUndo?: (() => void) | undefined;
}

const TYPED_INTO = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=combobox]";
const OVER_THE_PAGE = ".ant-modal-wrap, .ant-drawer-open, .ant-picker-dropdown, .ant-select-dropdown";

/** A scanner is a keyboard that ends in Enter: whatever it types lands here, wherever the focus was. */
export function ScanBox({ label, told, how, onScan, onUndo }: Props) {
  const say = useSay();
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState("");
  const [camera, setCamera] = useState(false);
  useTypedAnywhere(field);
  function scan(code: string) {
    setTyped("");
    if (code.trim()) onScan(code.trim());
  }
  return (
    <section className="scan" aria-label={label}>
      <div className="row">
        <Input
          ref={field}
          autoFocus
          size="large"
          className="scan-field"
          autoComplete="off"
          spellCheck={false}
          placeholder={label}
          aria-label={label}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={() => scan(typed)}
        />
        {hasCamera() && (
          <Button onClick={() => setCamera(!camera)}>{say(camera ? scanning.noCamera : scanning.camera)}</Button>
        )}
        {onUndo && (
          <Button
            onClick={() => {
              onUndo();
              field.current?.focus();
            }}
          >
            {say(scanning.undo)}
          </Button>
        )}
        {how && <span className="quiet small">{how}</span>}
      </div>
      <div
        role="status"
        aria-live="assertive"
        className={told ? `scan-told ${told.good ? "good" : "bad"}` : "scan-told"}
      >
        {told && (
          <span key={told.n}>
            <strong>{told.word}</strong> {told.text}
          </span>
        )}
      </div>
      {camera && (
        <Suspense>
          <Camera onCode={scan} />
        </Suspense>
      )}
    </section>
  );
}

function useTypedAnywhere(field: RefObject<InputRef | null>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === " ") return;
      if (event.target instanceof Element && event.target.closest(TYPED_INTO)) return;
      const covered = [...document.querySelectorAll(OVER_THE_PAGE)].some((one) => one.checkVisibility());
      if (!covered) field.current?.focus();
    };
    const back = () => {
      // Whoever leaves a field for nothing else goes on scanning.
      setTimeout(() => {
        const { activeElement } = document;
        if (activeElement === document.body || activeElement === null) field.current?.focus();
      });
    };
    addEventListener("keydown", hear, true);
    addEventListener("focusout", back);
    return () => {
      removeEventListener("keydown", hear, true);
      removeEventListener("focusout", back);
    };
  }, [field]);
}

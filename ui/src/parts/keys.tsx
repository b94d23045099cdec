/** Keys of a page: one table, which the page listens by and the sheet shows. */
import { Modal } from "antd";
import { useEffect, useLayoutEffect, useRef } from "react";
import { common } from "../words/common";
import { useSay, type Text } from "../words/language";
import "./keys.css";

export interface Key {
  /** As a browser calls it; several do the same. */
  readonly keys: readonly string[];
  readonly told: Text;
  readonly act: (key: string) => void;
}

const TYPED_INTO = "input, textarea, select, [contenteditable], [role=combobox]";
const OVER_THE_PAGE = ".ant-modal-wrap, .ant-drawer-open, .ant-select-dropdown, .ant-popover, .ant-dropdown";

function covered(): boolean {
  return [...document.querySelectorAll<HTMLElement>(OVER_THE_PAGE)].some((one) => one.checkVisibility());
}

/** Not while somebody types, which Esc ends, nor under a dialog. A checkbox takes letters as the page does. */
export function useKeys(bindings: readonly Key[]): void {
  const latest = useRef(bindings);
  // Before the next key can come.
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const at = event.target instanceof Element ? event.target : null;
      if (at?.closest(TYPED_INTO) && !at.matches("input[type=checkbox]")) {
        if (event.key === "Escape" && at instanceof HTMLElement && !covered()) at.blur();
        return;
      }
      const found = latest.current.find(({ keys }) => keys.includes(event.key));
      if (!found || covered()) return;
      event.preventDefault();
      found.act(event.key);
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, []);
}

const SHOWN: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowRight: "→",
  ArrowLeft: "←",
  Escape: "Esc",
  " ": "Space",
};

export function KeySheet({
  bindings,
  title,
  onClose,
}: {
  bindings: readonly Key[];
  title: string;
  onClose: () => void;
}) {
  const say = useSay();
  return (
    <Modal open title={title} footer={null} onCancel={onClose} closable={{ "aria-label": say(common.close) }}>
      <dl className="key-sheet">
        {bindings.map(({ keys, told }) => (
          <div key={keys[0]}>
            <dt>
              {keys.length > 4 ? <Row keys={keys} /> : keys.map((key) => <kbd key={key}>{SHOWN[key] ?? key}</kbd>)}
            </dt>
            <dd>{say(told)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

/** Many that stand in a row, such as the figures: the first and the last. */
function Row({ keys }: { keys: readonly string[] }) {
  return (
    <>
      <kbd>{keys[0]}</kbd> – <kbd>{keys.at(-1)}</kbd>
    </>
  );
}

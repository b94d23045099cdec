/** ⌘K: pages, and records by number or name. */
import { Input, Modal, type InputRef } from "antd";
import { useRef, useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import { common } from "../words/common";
import { useSay, words, type Text } from "../words/language";
import { useFound, type Hit } from "./finding";
import "./palette.css";

const palette = words({
  label: {
    zh: "输入编号或名称：页面、维修单、配件、序列号、网点",
    en: "Number or name: page, order, part, serial, partner",
  },
  nothing: {
    zh: "没有找到。维修单和序列号须输入完整编号。",
    en: "Nothing found. Orders and serials need their whole number.",
  },
  results: { zh: "结果", en: "Results" },
  noPage: { zh: "您的角色没有显示它的页面", en: "No page of your role shows it" },
});

const KIND: Record<Hit["kind"], Text> = {
  page: { zh: "页面", en: "Page" },
  order: { zh: "维修单", en: "Order" },
  part: { zh: "配件", en: "Part" },
  serial: { zh: "序列号", en: "Serial" },
  partner: { zh: "网点", en: "Partner" },
  request: { zh: "额度申请", en: "Quota request" },
  shipment: { zh: "发货单", en: "Shipment" },
  count: { zh: "盘点单", en: "Count" },
};

export function Palette({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const go = useNavigate();
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { hits, isFetching } = useFound(typed);
  const place = Math.min(at, Math.max(0, hits.length - 1));
  function open(hit: Hit | undefined) {
    if (!hit?.path) return;
    onClose();
    void go(hit.path);
  }
  function press(event: KeyboardEvent) {
    if (event.key === "ArrowDown") setAt(Math.min(place + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(place - 1, 0));
    else if (event.key === "Enter") open(hits[place]);
    else return;
    event.preventDefault();
  }
  return (
    <Modal
      open
      title={say(common.search)}
      footer={null}
      closable={{ "aria-label": say(common.close) }}
      onCancel={onClose}
      afterOpenChange={() => field.current?.focus()}
    >
      <Input
        ref={field}
        autoFocus
        size="large"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="palette-hits"
        aria-activedescendant={hits[place] ? `hit-${place}` : undefined}
        aria-label={say(palette.label)}
        placeholder={say(palette.label)}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div role="status" className="quiet palette-status">
        {isFetching ? say(common.loading) : hits.length === 0 && typed.trim().length > 1 && say(palette.nothing)}
      </div>
      <ul id="palette-hits" role="listbox" aria-label={say(palette.results)} className="palette-hits">
        {hits.map((hit, i) => (
          <li
            key={`${hit.kind} ${hit.key} ${hit.more}`}
            id={`hit-${i}`}
            role="option"
            aria-selected={i === place}
            aria-disabled={!hit.path || undefined}
            title={hit.path ? undefined : say(palette.noPage)}
            className={i === place ? "hit chosen" : "hit"}
            onMouseEnter={() => setAt(i)}
            onClick={() => open(hit)}
          >
            <span className="mark mark-plain">{say(KIND[hit.kind])}</span>
            <span className="hit-name">{hit.name}</span>
            <span className="quiet">{hit.more}</span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

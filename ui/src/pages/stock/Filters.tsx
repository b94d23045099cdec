import { Checkbox, Input, InputNumber, Select, type InputRef } from "antd";
import { useEffect, useState, type RefObject } from "react";
import { useLanguage, useSay } from "../../words/language";
import { CATEGORY, PLACE_KIND, stockWords, type Category, type LocationKind } from "../../words/stock";
import { useNodes } from "./reading";
import { TIERS, type Change, type Sought } from "./sought";
import { stock } from "./words";

interface Props {
  field: RefObject<InputRef | null>;
  sought: Sought;
  where: string | undefined;
  seek: (change: Change) => void;
}

const PAUSE_MS = 250;

export function Filters({ field, sought, where, seek }: Props) {
  const say = useSay();
  return (
    <div className="row stock-filters">
      <Words field={field} q={sought.q} seek={seek} />
      <Select<Category>
        allowClear
        className="category-choice"
        placeholder={say(stockWords.category)}
        aria-label={say(stockWords.category)}
        {...(sought.category && { value: sought.category })}
        options={Object.entries(CATEGORY).map(([value, text]) => ({ value: value as Category, label: say(text) }))}
        onChange={(category: Category | undefined) => seek({ category })}
      />
      <Where where={where} seek={seek} />
      <Select<LocationKind | "all">
        className="kind-choice"
        aria-label={say(stock.placeKind)}
        value={sought.kind}
        options={[
          { value: "all", label: say(stock.allKinds) },
          ...Object.entries(PLACE_KIND).map(([value, text]) => ({ value: value as LocationKind, label: say(text) })),
        ]}
        onChange={(kind) => seek({ kind })}
      />
      <Checkbox checked={sought.stocked} onChange={(event) => seek({ stocked: event.target.checked })}>
        {say(stock.stocked)}
      </Checkbox>
      <label className="row">
        {say(stock.few)}
        <InputNumber
          className="few"
          min={1}
          max={1_000_000}
          precision={0}
          value={sought.few ?? null}
          onChange={(few) => seek({ few: few ?? undefined })}
        />
      </label>
    </div>
  );
}

/** Looked for once nobody types any more. */
function Words({ field, q, seek }: Pick<Props, "field" | "seek"> & { q: string }) {
  const say = useSay();
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  if (known !== q) {
    setKnown(q);
    setTyped(q);
  }
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => seek({ q: typed.trim() }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, q, seek]);
  return (
    <Input
      ref={field}
      allowClear
      className="part-filter"
      placeholder={say(stock.filter)}
      aria-label={say(stock.filter)}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

function Where({ where, seek }: Pick<Props, "where" | "seek">) {
  const say = useSay();
  const spoken = useLanguage();
  const { data } = useNodes();
  const nodes = data?.provinces ?? [];
  const named = nodes.map((node) => ({
    value: node.code,
    label: say(stock.withBelow(spoken === "zh" ? node.name_zh : node.name_en)),
  }));
  const options = [...(data && data.heads.length > 0 ? [{ value: TIERS, label: say(stock.tiers) }] : []), ...named];
  const known = where === undefined || options.some((one) => one.value === where);
  return (
    <Select<string>
      showSearch={{ optionFilterProp: "label" }}
      className="where-choice"
      aria-label={say(stock.where)}
      {...(where !== undefined && { value: where })}
      options={known ? options : [...options, { value: where, label: where }]}
      onChange={(chosen) => seek({ where: chosen })}
    />
  );
}

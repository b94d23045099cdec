import { Button, Pagination, Select, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { KeySheet, useKeys, type Key } from "../../parts/keys";
import { Empty, Failed, Loading } from "../../parts/States";
import { Views } from "../../parts/Views";
import { WordsField } from "../../parts/WordsField";
import { count } from "../../words/figures";
import { useLanguage, useSay, type Text } from "../../words/language";
import { fromHere, PAGE, useFilters, useOrders, VIEWS } from "./listing";
import { useNodeOptions } from "./nodes";
import { Rows } from "./Rows";
import { ORDER_KIND } from "../../words/terms";
import { keyWords, orders, STATUS, VIEW } from "./words";

export function List() {
  const say = useSay();
  const go = useNavigate();
  const me = useMe();
  const { filters, at: came, write } = useFilters();
  const [named, setNamed] = useState(came);
  const found = useOrders(filters);
  const [keys, setKeys] = useState(false);
  const field = useRef<InputRef>(null);
  const results = found.data?.results ?? [];
  const placeOf = (number: string | null) => results.findIndex((one) => one.order.number === number);
  const at = results[Math.max(0, placeOf(named))]?.order.number;
  const page = (n: number) => write({ page: n > 1 ? String(n) : null });
  const step = (by: number) => setNamed((before) => results[Math.max(0, placeOf(before) + by)]?.order.number ?? before);
  const mayRegister = allowed(me, "orders.register");
  const bindings: Key[] = [
    { keys: ["j", "ArrowDown"], told: keyWords.next, act: () => step(1) },
    { keys: ["k", "ArrowUp"], told: keyWords.previous, act: () => step(-1) },
    { keys: ["Enter"], told: keyWords.open, act: () => at && void go(at, { state: fromHere(filters, at) }) },
    {
      keys: ["[", "]"],
      told: keyWords.pages,
      act: (key) => {
        const next = filters.page + (key === "]" ? 1 : -1);
        if (next >= 1 && (next - 1) * PAGE < (found.data?.count ?? 0)) page(next);
      },
    },
    ...(mayRegister ? [{ keys: ["n"], told: keyWords.newOrder, act: () => void go("new") }] : []),
    {
      keys: VIEWS.map((_, i) => String(i + 1)),
      told: keyWords.view,
      act: (key) => write({ view: VIEWS[Number(key) - 1] ?? null }),
    },
    { keys: ["/"], told: keyWords.filter, act: () => field.current?.focus() },
    { keys: ["?"], told: keyWords.sheet, act: () => setKeys(true) },
  ];
  useKeys(bindings);
  return (
    <div className="orders">
      <div className="spread">
        <h1>{say(orders.title)}</h1>
        <div className="row">
          {mayRegister && (
            <Button type="primary" onClick={() => void go("new")}>
              {say(orders.newOrder)} <kbd>n</kbd>
            </Button>
          )}
          <Button onClick={() => setKeys(true)}>
            {say(orders.keys)} <kbd>?</kbd>
          </Button>
        </div>
      </div>
      <Views
        label={say(orders.views)}
        views={VIEWS}
        texts={VIEW}
        chosen={filters.view}
        counts={found.data?.counts}
        onLook={(view) => write({ view })}
      />
      <FilterBar filters={filters} write={write} field={field} />
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.isError && <Loading />}
      {found.data && <Found found={found.data} filters={filters} at={at} write={write} onPage={page} />}
      {keys && <KeySheet bindings={bindings} title={say(orders.keys)} onClose={() => setKeys(false)} />}
    </div>
  );
}

type Desk = ReturnType<typeof useFilters>;
const NO_FILTERS = { node: null, kind: null, status: null, q: null };

interface FoundProps extends Pick<Desk, "filters" | "write"> {
  found: NonNullable<ReturnType<typeof useOrders>["data"]>;
  at: string | undefined;
  onPage: (page: number) => void;
}

function Found({ found, filters, at, write, onPage }: FoundProps) {
  const say = useSay();
  const spoken = useLanguage();
  const filtered = Boolean(filters.node ?? filters.kind ?? filters.status) || filters.words !== "";
  if (found.results.length === 0) {
    return filtered ? (
      <Empty
        title={say(orders.noMatch)}
        remedy={say(orders.noMatchRemedy)}
        action={<Button onClick={() => write(NO_FILTERS)}>{say(orders.clearFilter)}</Button>}
      />
    ) : (
      <Empty
        title={say(orders.nothing)}
        remedy={say(orders.nothingRemedy)}
        action={<Button onClick={() => write({ view: "open" })}>{say(VIEW.open)}</Button>}
      />
    );
  }
  return (
    <>
      <Rows results={found.results} at={at} from={(number) => fromHere(filters, number)} />
      <div className="spread">
        <span className="quiet">{say(orders.total(count(spoken, found.count)))}</span>
        {found.count > PAGE && (
          <Pagination
            size="small"
            current={filters.page}
            pageSize={PAGE}
            total={found.count}
            showSizeChanger={false}
            onChange={onPage}
          />
        )}
      </div>
    </>
  );
}

function FilterBar({ filters, write, field }: Pick<Desk, "filters" | "write"> & { field: React.Ref<InputRef> }) {
  const say = useSay();
  const nodes = useNodeOptions((node) => node.kind !== "head_office");
  const options = (texts: Readonly<Record<string, Text>>) =>
    Object.entries<Text>(texts).map(([value, text]) => ({ value, label: say(text) }));
  return (
    <div className="row filters">
      <WordsField
        ref={field}
        className="words"
        label={say(orders.filter)}
        words={filters.words}
        onWords={(words) => write({ q: words })}
      />
      <Select
        className="node"
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        placeholder={say(orders.node)}
        aria-label={say(orders.node)}
        value={filters.node}
        options={nodes}
        onChange={(value: string | undefined) => write({ node: value ?? null })}
      />
      <Select
        className="choice"
        allowClear
        placeholder={say(orders.kind)}
        aria-label={say(orders.kind)}
        value={filters.kind}
        options={options(ORDER_KIND)}
        onChange={(value: string | undefined) => write({ kind: value ?? null })}
      />
      <Select
        className="choice"
        allowClear
        placeholder={say(orders.status)}
        aria-label={say(orders.status)}
        value={filters.status}
        options={options(STATUS)}
        onChange={(value: string | undefined) => write({ status: value ?? null })}
      />
    </div>
  );
}

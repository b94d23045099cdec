import { Button, Pagination, Segmented, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { KeySheet, useKeys, type Key } from "../../parts/keys";
import { Empty, Failed, Loading } from "../../parts/States";
import { count } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { Filters } from "./Filters";
import { Grid, type Spot } from "./Grid";
import { Ledger } from "./Ledger";
import { queryOf, useBeginning, useMatrix, useTotals } from "./reading";
import { FIGURES, PAGE_SIZE, useSought, type Sought } from "./sought";
import { FIGURE, keyWords, stock } from "./words";

const WHOLE: Spot = { row: 0, column: -1 };

/** Parts in rows, places in columns; a cell opens the ledger of its part at its place. */
export function Matrix() {
  const say = useSay();
  const go = useNavigate();
  const { sought, seek } = useSought();
  const beginning = useBeginning();
  const where = sought.where ?? beginning;
  const matrix = useMatrix(sought, where);
  const totals = useTotals(sought, where);
  const drawer = useDrawer();
  const filter = useRef<InputRef>(null);
  const [spot, setSpot] = useState<Spot>(WHOLE);
  const [sheet, setSheet] = useState(false);
  const rows = matrix.data?.results ?? [];
  const places = totals.data?.results ?? [];
  const pages = Math.max(1, Math.ceil((matrix.data?.count ?? 0) / PAGE_SIZE));

  function move(rowsDown: number, columnsRight: number) {
    const row = Math.min(Math.max(spot.row + rowsDown, 0), rows.length - 1);
    setSpot({ row, column: Math.min(Math.max(spot.column + columnsRight, -1), places.length - 1) });
  }
  function open() {
    const part = rows[spot.row]?.part;
    if (part) drawer.open(part, places[spot.column]?.location);
  }
  function turn(by: number) {
    seek({ page: Math.min(Math.max(sought.page + by, 1), pages) });
    setSpot(WHOLE);
  }
  const bindings: Key[] = [
    { keys: ["ArrowDown", "j"], told: keyWords.down, act: () => move(1, 0) },
    { keys: ["ArrowUp", "k"], told: keyWords.up, act: () => move(-1, 0) },
    { keys: ["ArrowRight"], told: keyWords.right, act: () => move(0, 1) },
    { keys: ["ArrowLeft"], told: keyWords.left, act: () => move(0, -1) },
    { keys: ["Enter"], told: keyWords.ledger, act: open },
    {
      keys: ["p"],
      told: keyWords.part,
      act: () => rows[spot.row] && void go(`parts/${encodeURIComponent(rows[spot.row]?.part ?? "")}`),
    },
    { keys: ["]"], told: keyWords.nextPage, act: () => turn(1) },
    { keys: ["["], told: keyWords.pageBefore, act: () => turn(-1) },
    {
      keys: ["1", "2", "3"],
      told: keyWords.figure,
      act: (key) => seek({ figure: FIGURES[Number(key) - 1], page: sought.page }),
    },
    { keys: ["/"], told: keyWords.filter, act: () => filter.current?.focus() },
    { keys: ["?"], told: keyWords.sheet, act: () => setSheet(true) },
  ];
  useKeys(bindings);

  return (
    <div className="stock">
      <div className="spread">
        <h1>{say(stock.title)}</h1>
        <div className="row">
          <Segmented
            aria-label={say(stock.figure)}
            value={sought.figure}
            options={FIGURES.map((value) => ({ value, label: say(FIGURE[value]) }))}
            onChange={(figure) => seek({ figure, page: sought.page })}
          />
          {where !== undefined && <Export sought={sought} where={where} />}
          <Button onClick={() => setSheet(true)}>
            {say(stock.keys)} <kbd>?</kbd>
          </Button>
        </div>
      </div>
      <Filters field={filter} sought={sought} where={where} seek={seek} />
      {matrix.isError && <Failed error={matrix.error} retry={() => void matrix.refetch()} />}
      {!matrix.data && !matrix.isError && <Loading />}
      {matrix.data && rows.length === 0 && <Nothing seek={seek} />}
      {rows.length > 0 && (
        <Grid
          rows={rows}
          totals={places}
          figure={sought.figure}
          spot={spot}
          onSpot={setSpot}
          onOpen={(part, place) => drawer.open(part, place)}
        />
      )}
      {matrix.data && rows.length > 0 && (
        <Pages count={matrix.data.count} page={sought.page} onPage={(page) => turn(page - sought.page)} />
      )}
      {drawer.part && <Ledger at={{ part: drawer.part, place: drawer.place }} onClose={drawer.close} />}
      {sheet && <KeySheet bindings={bindings} title={say(stock.keys)} onClose={() => setSheet(false)} />}
    </div>
  );
}

/** Which ledger is open stands in the link too. */
function useDrawer() {
  const [params, setParams] = useSearchParams();
  function set(part: string | undefined, place: string | undefined) {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete("part");
        next.delete("place");
        if (part) next.set("part", part);
        if (place) next.set("place", place);
        return next;
      },
      { replace: true },
    );
  }
  return {
    part: params.get("part"),
    place: params.get("place") ?? undefined,
    open: (part: string, place: string | undefined) => set(part, place),
    close: () => set(undefined, undefined),
  };
}

function Nothing({ seek }: { seek: ReturnType<typeof useSought>["seek"] }) {
  const say = useSay();
  return (
    <Empty
      title={say(stock.nothing)}
      remedy={say(stock.nothingRemedy)}
      action={
        <Button onClick={() => seek({ q: "", category: undefined, stocked: false, few: undefined })}>
          {say(stock.clearFilters)}
        </Button>
      }
    />
  );
}

function Pages({ count: parts, page, onPage }: { count: number; page: number; onPage: (page: number) => void }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <div className="spread">
      <span className="quiet">{say(stock.parts(count(spoken, parts)))}</span>
      <Pagination
        size="small"
        current={page}
        total={parts}
        pageSize={PAGE_SIZE}
        showSizeChanger={false}
        onChange={onPage}
      />
    </div>
  );
}

function Export({ sought, where }: { sought: Sought; where: string }) {
  const say = useSay();
  const query = new URLSearchParams({ figure: sought.figure, format: "xlsx" });
  Object.entries(queryOf(sought, where)).forEach(([key, value]) => query.set(key, String(value)));
  return (
    <Button href={`/api/v1/stock/matrix?${query.toString()}`} download>
      {say(stock.export)}
    </Button>
  );
}

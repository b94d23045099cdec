import { useEffect, useRef, type RefObject } from "react";
import { Link } from "react-router";
import type { components } from "../../api/schema";
import { count } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import type { Figure } from "./sought";
import { stock } from "./words";

type Row = components["schemas"]["MatrixRow"];
type Cell = components["schemas"]["Cell"];

/** Where the keys are: a row and a column; column −1 is that of the sums. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

interface Props {
  rows: readonly Row[];
  totals: readonly Cell[];
  figure: Figure;
  spot: Spot;
  onSpot: (spot: Spot) => void;
  onOpen: (part: string, place: string | undefined) => void;
}

export function Grid({ rows, totals, figure, spot, onSpot, onOpen }: Props) {
  const say = useSay();
  return (
    <div className="grid-scroll" tabIndex={0} role="region" aria-label={say(stock.title)}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col" className="part-head">
              {say(stockWords.part)}
            </th>
            <th scope="col" className="number sum-head">
              {say(stockWords.total)}
            </th>
            {totals.map((cell) => (
              <PlaceHead key={cell.location} code={cell.location} />
            ))}
            <th aria-hidden="true" className="rest" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <Line
              key={row.part}
              row={row}
              figure={figure}
              at={spot.row === i ? spot.column : null}
              onOpen={(column) => {
                onSpot({ row: i, column });
                onOpen(row.part, row.cells[column]?.location);
              }}
            />
          ))}
        </tbody>
        <Sums totals={totals} figure={figure} />
      </table>
    </div>
  );
}

/** ZJ-001/WH in two lines, which keeps the columns narrow. */
function PlaceHead({ code }: { code: string }) {
  const [node, place] = code.split("/");
  return (
    <th scope="col" className="number place-head">
      {node}
      {place !== undefined && <span>/{place}</span>}
    </th>
  );
}

interface LineProps {
  row: Row;
  figure: Figure;
  at: number | null;
  onOpen: (column: number) => void;
}

function Line({ row, figure, at, onOpen }: LineProps) {
  const say = useSay();
  const spoken = useLanguage();
  const sum = row.cells.reduce((all, cell) => all + cell[figure], 0);
  const place = useInSight(at === -1);
  return (
    <tr className={at === null ? "" : "current"}>
      <th scope="row" className="part-head">
        <Link to={`/stock/parts/${encodeURIComponent(row.part)}`}>{row.part}</Link>
        <span className="part-name quiet" title={spoken === "zh" ? row.name_zh : row.name_en}>
          {spoken === "zh" ? row.name_zh : row.name_en}
        </span>
      </th>
      <td ref={place} className={at === -1 ? "number sum at" : "number sum"}>
        <button type="button" aria-label={say(stock.ledgerOf(row.part, count(spoken, sum)))} onClick={() => onOpen(-1)}>
          {count(spoken, sum)}
        </button>
      </td>
      {row.cells.map((cell, column) => (
        <Figures key={cell.location} cell={cell} figure={figure} here={at === column} onOpen={() => onOpen(column)} />
      ))}
      <td className="rest" />
    </tr>
  );
}

/** Where the keys are is seen, beside what stays in sight. */
function useInSight(here: boolean): RefObject<HTMLTableCellElement | null> {
  const place = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    if (here) place.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [here]);
  return place;
}

function Figures({ cell, figure, here, onOpen }: { cell: Cell; figure: Figure; here: boolean; onOpen: () => void }) {
  const say = useSay();
  const spoken = useLanguage();
  const place = useInSight(here);
  const none = cell.on_hand === 0;
  const look = none ? "none" : figure === "available" && cell.available === 0 ? "lacking" : "";
  return (
    <td
      ref={place}
      className={`number cell ${look} ${here ? "at" : ""}`}
      title={none ? undefined : say(stock.cellTold(cell.on_hand, cell.reserved))}
      onClick={onOpen}
    >
      {none ? "·" : count(spoken, cell[figure])}
    </td>
  );
}

function Sums({ totals, figure }: { totals: readonly Cell[]; figure: Figure }) {
  const say = useSay();
  const spoken = useLanguage();
  const all = totals.reduce((sum, cell) => sum + cell[figure], 0);
  return (
    <tfoot>
      <tr>
        <th scope="row" className="part-head">
          {say(stock.sumOfAll)}
        </th>
        <td className="number sum">{count(spoken, all)}</td>
        {totals.map((cell) => (
          <td key={cell.location} className="number">
            {count(spoken, cell[figure])}
          </td>
        ))}
        <td className="rest" />
      </tr>
    </tfoot>
  );
}

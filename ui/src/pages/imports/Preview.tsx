import { Pagination, Segmented } from "antd";
import { useState } from "react";
import type { components } from "../../api/schema";
import { Failed, Loading } from "../../parts/States";
import { money } from "../../words/figures";
import { useLanguage, useSay, type Language } from "../../words/language";
import { ROWS, useColumns, useRows, type Effect, type Import } from "./reading";
import { EFFECT, imports } from "./words";

type Row = components["schemas"]["PreviewRow"];

interface Props {
  one: Import;
  effect: Effect | undefined;
  onEffect: (effect: Effect | undefined) => void;
}

const EFFECTS = Object.keys(EFFECT) as Effect[];
const LOOK: Record<Effect, string> = {
  added: "mark mark-good",
  changed: "mark mark-warn",
  unchanged: "mark mark-plain",
};

/** What each row does, with what stood there before. */
export function Preview({ one, effect, onEffect }: Props) {
  const say = useSay();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useRows(one, effect, page);
  const { data: headings } = useColumns(one);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const columns = [...new Set(data.results.flatMap((row) => Object.keys(row.cells)))];
  return (
    <section className="panel stack">
      <div className="spread">
        <h2>{say(imports.preview)}</h2>
        <Segmented
          aria-label={say(imports.effect)}
          value={effect ?? "all"}
          options={[
            { value: "all", label: say(imports.allRows) },
            ...EFFECTS.map((value) => ({ value, label: say(EFFECT[value]) })),
          ]}
          onChange={(chosen) => {
            onEffect(EFFECTS.find((one) => one === chosen));
            setPage(1);
          }}
        />
      </div>
      <div className="scroll-preview" tabIndex={0} role="region" aria-label={say(imports.preview)}>
        <table className="lines">
          <thead>
            <tr>
              <th className="number">{say(imports.row)}</th>
              <th>{say(imports.effect)}</th>
              {columns.map((column) => (
                <th key={column}>{headings?.has(column) ? say(headings.get(column)!) : column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.results.map((row) => (
              <tr key={row.row}>
                <td className="number">{row.row}</td>
                <td>
                  <span className={LOOK[row.effect]}>{say(EFFECT[row.effect])}</span>
                </td>
                {columns.map((column) => (
                  <Cell key={column} row={row} column={column} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pagination
        size="small"
        hideOnSinglePage
        current={page}
        total={data.count}
        pageSize={ROWS}
        showSizeChanger={false}
        onChange={setPage}
      />
    </section>
  );
}

function Cell({ row, column }: { row: Row; column: string }) {
  const spoken = useLanguage();
  const now = written(spoken, column, row.cells[column]);
  const before = row.before ? written(spoken, column, row.before[column]) : now;
  if (row.effect !== "changed" || now === before) return <td>{now}</td>;
  return (
    <td>
      <del className="quiet">{before}</del> <ins>{now}</ins>
    </td>
  );
}

/** Amounts are told in fen, and stand in yuan in a file. */
function written(spoken: Language, column: string, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" && column.endsWith("_fen")) return money(spoken, value);
  return typeof value === "string" ? value : JSON.stringify(value);
}

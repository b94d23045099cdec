import { Button, Pagination } from "antd";
import { useState } from "react";
import { Failed, Loading } from "../../parts/States";
import { useLanguage, useSay } from "../../words/language";
import { ROWS, useProblems, type Import } from "./reading";
import { imports } from "./words";

/** What is wrong, by row and column. */
export function Problems({ one }: { one: Import }) {
  const say = useSay();
  const spoken = useLanguage();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useProblems(one, page);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <section className="panel stack">
      <div className="spread">
        <h2>{say(imports.problems)}</h2>
        <Button href={`/api/v1/imports/${one.id}/problems?format=xlsx`} download>
          {say(imports.saveProblems)}
        </Button>
      </div>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={say(imports.problems)}>
        <table className="lines">
          <thead>
            <tr>
              <th className="number">{say(imports.row)}</th>
              <th>{say(imports.column)}</th>
              <th>{say(imports.cell)}</th>
              <th>{say(imports.why)}</th>
            </tr>
          </thead>
          <tbody>
            {data.results.map((problem, i) => (
              <tr key={i}>
                <td className="number">{problem.row}</td>
                <td>{problem.heading || problem.field}</td>
                <td>{problem.value}</td>
                <td>{spoken === "zh" ? problem.message_zh : problem.message_en}</td>
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

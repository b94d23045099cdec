/** What the plan costs, term by term, and what of it each route costs. */
import { useLanguage, useSay } from "../../words/language";
import { count, money } from "../../words/figures";
import type { Board, PlanSheet } from "./board";
import { dispatch, TERM } from "./words";

export function Score({ board, sheet }: { board: Board; sheet: PlanSheet }) {
  const say = useSay();
  const spoken = useLanguage();
  const score = board.plan.score ?? {};
  const terms = Object.keys(TERM).filter((term) => (score[term] ?? 0) !== 0);
  const most = Math.max(1, ...terms.map((term) => score[term] ?? 0));
  return (
    <div className="stack">
      <table className="lines">
        <tbody>
          {terms.map((term) => (
            <tr key={term}>
              <td>{TERM[term] && say(TERM[term])}</td>
              <td className="score-bar">
                <i style={{ width: `${(100 * (score[term] ?? 0)) / most}%` }} />
              </td>
              <td className="number">{money(spoken, score[term] ?? 0)}</td>
            </tr>
          ))}
          <tr className="sum">
            <td colSpan={2}>{say(dispatch.total)}</td>
            <td className="number">{money(spoken, score["total_fen"] ?? 0)}</td>
          </tr>
        </tbody>
      </table>
      <h3>{say(dispatch.perRoute)}</h3>
      <table className="lines">
        <thead>
          <tr>
            <th>{say(dispatch.technician)}</th>
            <th className="number">{say(dispatch.served)}</th>
            <th className="number">{say(dispatch.distance)}</th>
            <th className="number">{say(dispatch.cost)}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.routes.map((route) => (
            <tr key={route.technician}>
              <td>{spoken === "zh" ? route.name_zh : route.name_en}</td>
              <td className="number">{route.stops.filter((stop) => stop.kind === "visit").length}</td>
              <td className="number">{count(spoken, Math.round(route.distance_m / 1_000))}</td>
              <td className="number">{money(spoken, route.score?.["total_fen"] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

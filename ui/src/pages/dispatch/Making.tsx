/** A plan in the making: how far it is, and the best found so far. */
import { Button, Progress, Statistic } from "antd";
import { useState } from "react";
import { useKeys } from "../../parts/keys";
import { count, money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { PlanHead } from "./board";
import { dispatch, keyWords } from "./words";

interface Props {
  plan: PlanHead;
  /** The search ends, and the best so far is kept. */
  onEnough: () => void;
  onCancel: () => void;
  busy: boolean;
}

export function Making({ plan, onEnough, onCancel, busy }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const searching = plan.state === "running" && !plan.enough;
  useKeys([{ keys: ["s"], told: keyWords.stop, act: () => searching && onEnough() }]);
  const costs = useBestSoFar(plan);
  const seconds = Math.round(plan.elapsed_ms / 1_000);
  const over = plan.state === "running" && (plan.enough || seconds >= plan.time_limit_s);
  const title = plan.state === "queued" ? dispatch.queuedNote : over ? dispatch.finishing : dispatch.making;
  return (
    <div className="making panel stack" role="status">
      <h2>{say(title)}</h2>
      <Progress
        percent={Math.min(100, Math.round((100 * plan.elapsed_ms) / (plan.time_limit_s * 1_000)))}
        format={() => say(dispatch.elapsed(Math.min(seconds, plan.time_limit_s), plan.time_limit_s))}
        aria-label={say(dispatch.making)}
      />
      <div className="figures">
        <Statistic
          title={say(dispatch.best)}
          value={plan.best_cost_fen === null ? "—" : money(spoken, plan.best_cost_fen)}
        />
        <Statistic title={say(dispatch.servedSoFar)} value={count(spoken, plan.served)} />
        <Line costs={costs} />
      </div>
      <div className="row">
        {searching && (
          <Button type="primary" loading={busy} onClick={onEnough}>
            {say(dispatch.stop)} <kbd>s</kbd>
          </Button>
        )}
        <Button danger disabled={busy} onClick={onCancel}>
          {say(dispatch.cancelPlan)}
        </Button>
      </div>
    </div>
  );
}

/** The costs seen since one looks, the last the best. */
function useBestSoFar(plan: PlanHead): readonly number[] {
  const [seen, setSeen] = useState<{ plan: number; costs: readonly number[] }>({ plan: plan.id, costs: [] });
  const { id, best_cost_fen: cost } = plan;
  if (cost !== null && (seen.plan !== id || seen.costs.at(-1) !== cost)) {
    setSeen({ plan: id, costs: [...(seen.plan === id ? seen.costs : []), cost] });
  }
  return seen.costs;
}

function Line({ costs }: { costs: readonly number[] }) {
  if (costs.length < 2) return null;
  const [most, least] = [Math.max(...costs), Math.min(...costs)];
  const points = costs.map((cost, n) => {
    const [left, top] = [(n * 180) / (costs.length - 1), 4 + (40 * (most - cost)) / Math.max(1, most - least)];
    return `${left.toFixed(1)},${top.toFixed(1)}`;
  });
  return (
    <svg className="best-line" width="180" height="48" aria-hidden="true">
      <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

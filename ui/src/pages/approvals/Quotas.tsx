import { money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { quotaBars, type Consequences, type Draft, type QuotaBar } from "./draft";
import { CATEGORY } from "../../words/stock";
import { approvals } from "./words";

export function Quotas({ consequences, draft }: { consequences: Consequences; draft: Draft }) {
  const say = useSay();
  const bars = quotaBars(consequences, draft);
  if (bars.length === 0) return <p className="quiet">{say(approvals.noQuotaForCash)}</p>;
  return (
    <div className="stack">
      {bars.map((bar) => (
        <Bar key={bar.category ?? ""} {...bar} />
      ))}
    </div>
  );
}

function Bar({ category, leftFen, afterFen }: QuotaBar) {
  const say = useSay();
  const spoken = useLanguage();
  const over = afterFen < 0;
  const most = Math.max(leftFen, leftFen - afterFen, 1);
  const share = (fen: number) => `${(Math.max(0, fen) / most) * 100}%`;
  return (
    <div className="quota">
      <div className="spread">
        <span>{say(category ? CATEGORY[category] : approvals.generalQuota)}</span>
        <span className="row">
          <span className="quiet">{say(approvals.quotaBefore(money(spoken, leftFen)))}</span>
          <strong className={over ? "over" : undefined}>
            {say(over ? approvals.quotaShort(money(spoken, -afterFen)) : approvals.quotaAfter(money(spoken, afterFen)))}
          </strong>
        </span>
      </div>
      <div className="quota-bar" aria-hidden="true">
        <span className="quota-after" style={{ width: share(afterFen) }} />
        <span className="quota-drawn" style={{ width: share(Math.min(leftFen, leftFen - afterFen)) }} />
        <span className="quota-over" style={{ width: share(-afterFen) }} />
      </div>
    </div>
  );
}

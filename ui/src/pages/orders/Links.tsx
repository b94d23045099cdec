import type { ReactNode } from "react";
import { Link } from "react-router";
import { moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { useChasers, useDuplicates, useTies, type Sheet } from "./sheet";
import { LIKENESS, sheet, TIE } from "./sheetWords";
import { ORDER_KIND } from "../../words/terms";
import { STATUS } from "./words";

/** Orders that it is about, that are about it, that may be one with it, or whose visits hang on it. */
export function Links({ order }: { order: Sheet["desk"]["order"] }) {
  const say = useSay();
  const spoken = useLanguage();
  const chasers = useChasers(order.number).data ?? [];
  const duplicates = useDuplicates(order.number).data ?? [];
  const ties = useTies(order.number).data?.results ?? [];
  const none = !order.about && !order.merged_into && chasers.length + duplicates.length + ties.length === 0;
  if (none) return <p className="quiet">{say(sheet.noLinks)}</p>;
  return (
    <ul className="plain-list">
      {order.about && <One what={say(sheet.about)} number={order.about} />}
      {order.merged_into && <One what={say(sheet.mergedInto)} number={order.merged_into} />}
      {chasers.map((one) => (
        <One key={one.number} what={say(sheet.askedAgain)} number={one.number ?? ""}>
          {say(ORDER_KIND[one.kind])} · {moment(spoken, one.registered_at)}
          {one.status && ` · ${say(STATUS[one.status])}`}
        </One>
      ))}
      {duplicates.map((one) => (
        <One key={one.number} what={say(sheet.maybeSame)} number={one.number}>
          {moment(spoken, one.registered_at)} · {one.because.map((why) => say(LIKENESS[why])).join(", ")}
        </One>
      ))}
      {ties.map((tie) => (
        <One key={tie.id} what={say(sheet.tied)} number={tie.first === order.number ? tie.second : tie.first}>
          {say(TIE[tie.kind])} · {tie.why}
        </One>
      ))}
    </ul>
  );
}

function One({ what, number, children }: { what: string; number: string; children?: ReactNode }) {
  return (
    <li className="row">
      <span className="quiet">{what}</span>
      <Link to={`/orders/${encodeURIComponent(number)}`} className="whole-number">
        {number}
      </Link>
      <span className="small quiet">{children}</span>
    </li>
  );
}

import { InputNumber, Select } from "antd";
import { count, moment, money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { grantedFen, lineDraft, withinQuantity, withLine, type Draft, type LineDraft, type LineOf } from "./draft";
import { Sources } from "./Sources";
import { approvals, REASON, type Reason } from "./words";

interface Props {
  lines: readonly LineOf[];
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The lines of a request with what each means, and what it gets. */
export function Lines({ lines, draft, onChange }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const total = lines.reduce((sum, line) => sum + grantedFen(line, lineDraft(draft, line)), 0);
  const pieces = lines.reduce((sum, line) => sum + lineDraft(draft, line).quantity, 0);
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={say(approvals.part)}>
      <table className="lines">
        <thead>
          <tr>
            <th rowSpan={2}>{say(approvals.part)}</th>
            <th rowSpan={2} className="number">
              {say(approvals.asked)}
            </th>
            <th rowSpan={2}>{say(approvals.granted)}</th>
            <th rowSpan={2}>{say(approvals.source)}</th>
            <th colSpan={4} scope="colgroup" className="center">
              {say(approvals.stock)}
            </th>
            <th rowSpan={2} className="number wrapped">
              {say(approvals.used)}
            </th>
            <th rowSpan={2}>{say(approvals.heldUp)}</th>
            <th rowSpan={2} className="number">
              {say(approvals.amount)}
            </th>
          </tr>
          <tr>
            <th className="number">{say(approvals.province)}</th>
            <th className="number">{say(approvals.headOffice)}</th>
            <th className="number">{say(approvals.partner)}</th>
            <th className="number">{say(approvals.underWay)}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row
              key={line.line}
              line={line}
              draft={lineDraft(draft, line)}
              onChange={(change) => onChange(withLine(draft, line, change))}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say(approvals.total)}</th>
            <td className="number">
              {count(
                spoken,
                lines.reduce((sum, line) => sum + line.quantity, 0),
              )}
            </td>
            <td>{count(spoken, pieces)}</td>
            <td colSpan={7} />
            <td className="number">{money(spoken, total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface RowProps {
  line: LineOf;
  draft: LineDraft;
  onChange: (change: Partial<LineDraft>) => void;
}

function Row({ line, draft, onChange }: RowProps) {
  const say = useSay();
  const spoken = useLanguage();
  const less = draft.quantity < line.quantity;
  const { free } = line;
  const enough = free.province + free.head_office >= draft.quantity;
  function setQuantity(value: number | null) {
    const quantity = value ?? 0;
    onChange({ quantity, sources: draft.sources && withinQuantity(draft.sources, quantity) });
  }
  return (
    <tr>
      <td className="part">
        <div>{line.part}</div>
        <div className="small quiet">{spoken === "zh" ? line.name_zh : line.name_en}</div>
        {line.superseded_by.length > 0 && (
          <Select
            size="small"
            className="part-choice"
            aria-label={say(approvals.partOf(line.part))}
            value={draft.part ?? line.part}
            options={[line.part, ...line.superseded_by].map((value) => ({ value, label: value }))}
            onChange={(value) => onChange({ part: value === line.part ? null : value, sources: null })}
          />
        )}
      </td>
      <td className="number">{count(spoken, line.quantity)}</td>
      <td>
        <InputNumber
          size="small"
          className="quantity"
          min={0}
          max={line.quantity}
          precision={0}
          value={draft.quantity}
          aria-label={say(approvals.quantityOf(line.part))}
          onChange={setQuantity}
        />
        {less && (
          <Select<Reason>
            size="small"
            className="reason"
            popupMatchSelectWidth={false}
            {...(draft.reason === null ? { status: "error" as const } : { value: draft.reason })}
            placeholder={say(approvals.reason)}
            aria-label={say(approvals.reasonOf(line.part))}
            options={(Object.keys(REASON) as Reason[]).map((value) => ({ value, label: say(REASON[value]) }))}
            onChange={(reason) => onChange({ reason })}
          />
        )}
      </td>
      <td>
        <Sources line={line} draft={draft} onChange={(sources) => onChange({ sources })} />
      </td>
      <td className={enough ? "number" : "number lacking"}>{count(spoken, free.province)}</td>
      <td className={enough ? "number" : "number lacking"}>{count(spoken, free.head_office)}</td>
      <td className="number">{count(spoken, free.partner)}</td>
      <td className="number">{count(spoken, free.under_way)}</td>
      <td className="number">{count(spoken, line.used_12_months)}</td>
      <td className="held-up">
        {line.held_up.map((one) => (
          <div key={one.order} className="small">
            <span>
              {one.order} × {one.quantity}
            </span>{" "}
            <span className="quiet">{say(approvals.due(moment(spoken, one.due_at)))}</span>
          </div>
        ))}
      </td>
      <td className="number">{money(spoken, grantedFen(line, draft))}</td>
    </tr>
  );
}

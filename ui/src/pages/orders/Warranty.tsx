import { Refused } from "../../api/problems";
import { Failed, Loading } from "../../parts/States";
import { day } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { useEntitlement, type Entitlement } from "./sheet";
import { ANSWER, PROOF, RECOGNISED, sheet } from "./sheetWords";

/** The answer with its reasons (W6). */
export function Warranty({ number }: { number: string }) {
  const say = useSay();
  const { data, error, refetch } = useEntitlement(number);
  if (error instanceof Refused && error.problem.code === "nothing_to_judge") {
    return <p className="quiet">{say(sheet.nothingToJudge)}</p>;
  }
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Answer answer={data} />;
}

const MARK: Record<Entitlement["answer"], string> = {
  covered: "mark mark-good",
  exchange: "mark mark-action",
  refund: "mark mark-action",
  chargeable: "mark mark-warn",
};

export function Answer({ answer }: { answer: Entitlement }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <div className="stack">
      <div className="row">
        <span className={MARK[answer.answer]}>{say(ANSWER[answer.answer])}</span>
        {answer.until && <span>{say(sheet.until(day(spoken, answer.until)))}</span>}
        <span className="quiet">{answer.rule}</span>
      </div>
      <p>{answer.means[spoken]}</p>
      <ul className="plain-list small">
        {answer.reasons.map((reason, i) => (
          <li key={i}>
            <span className="quiet">{reason.rule}</span> {reason.text[spoken]}
          </li>
        ))}
        {answer.earlier_repairs > 0 && <li>{say(sheet.earlierRepairs(answer.earlier_repairs))}</li>}
        <li className="quiet">{say(sheet.proof(say(PROOF[answer.proof]), day(spoken, answer.since)))}</li>
        <li className="quiet">
          {say(sheet.claims)}: {say(RECOGNISED[answer.recognised_for_claims])}
        </li>
      </ul>
      {answer.parts.length > 1 && (
        <ul className="plain-list small">
          {answer.parts.map((part, i) => (
            <li key={i}>
              {part.part} <span className={MARK[part.answer]}>{say(ANSWER[part.answer])}</span>{" "}
              {part.until && say(sheet.until(day(spoken, part.until)))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

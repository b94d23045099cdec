import { Failed, Loading } from "../../parts/States";
import { between, moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { useNodeName } from "./nodes";
import { useSteps } from "./sheet";
import { ASKED_BY, sheet, VERB } from "./sheetWords";
import { LEVEL, WAITING } from "./words";

/** Who did what when, the newest first. */
export function Steps({ number }: { number: string }) {
  const say = useSay();
  const spoken = useLanguage();
  const nameOf = useNodeName();
  const { data, error, refetch } = useSteps(number);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <ol className="plain-list history">
      {data.results.map((step) => (
        <li key={step.id}>
          <div className="row">
            <span className="quiet">{moment(spoken, step.at)}</span>
            <strong>{say(VERB[step.verb])}</strong>
            {step.waiting_for && <span>{say(WAITING[step.waiting_for])}</span>}
            {step.level && <span>{say(LEVEL[step.level])}</span>}
            {step.appointment && <span>{between(spoken, step.appointment.starts, step.appointment.ends)}</span>}
          </div>
          <div className="small quiet">
            {say(sheet.by(step.by, nameOf(step.node)))}
            {step.asked_by && ` · ${say(ASKED_BY[step.asked_by])}`}
            {step.note && ` · ${step.note}`}
          </div>
        </li>
      ))}
    </ol>
  );
}

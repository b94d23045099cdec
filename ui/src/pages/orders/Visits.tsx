import { Button } from "antd";
import { Failed, Loading } from "../../parts/States";
import { between, moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { Deed } from "./deedForms";
import { deedWords } from "./deedWords";
import { useTechnician, useVisits, type Visit } from "./sheet";
import { DID, sheet, VISIT } from "./sheetWords";

interface Props {
  number: string;
  onDeed: ((deed: Deed) => void) | null;
}

/** Planned and done, by whom, with what the technician's phone told. */
export function Visits({ number, onDeed }: Props) {
  const say = useSay();
  const { data, error, refetch } = useVisits(number, true);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.results.length === 0) return <p className="quiet">{say(sheet.noVisits)}</p>;
  return (
    <ul className="plain-list stack">
      {data.results.map((visit) => (
        <OneVisit key={visit.number} visit={visit} onDeed={onDeed} />
      ))}
    </ul>
  );
}

const MARK: Partial<Record<Visit["state"], string>> = {
  done: "mark mark-good",
  failed: "mark mark-bad",
  cancelled: "mark mark-plain",
};
const BEFORE: ReadonlySet<Visit["state"]> = new Set(["booked", "planned"]);

function OneVisit({ visit, onDeed }: { visit: Visit; onDeed: Props["onDeed"] }) {
  const say = useSay();
  const spoken = useLanguage();
  const technician = useTechnician(visit.technician).data;
  const name = technician && (spoken === "zh" ? technician.name_zh : technician.name_en);
  return (
    <li>
      <div className="row">
        <span className={MARK[visit.state] ?? "mark mark-action"}>{say(VISIT[visit.state])}</span>
        <strong>{visit.window ? between(spoken, visit.window.starts, visit.window.ends) : say(sheet.noWindow)}</strong>
        <span>{visit.technician ? `${name ?? ""} ${visit.technician}` : say(sheet.nobodyYet)}</span>
        <span className="quiet">{visit.number}</span>
        {visit.closed && (
          <a href={`/api/v1/visits/${visit.number}/record.pdf`} target="_blank" rel="noreferrer">
            {say(sheet.record)}
          </a>
        )}
        {onDeed && BEFORE.has(visit.state) && (
          <>
            <Button size="small" onClick={() => onDeed({ name: "rebook", visit: visit.number })}>
              {say(deedWords.rebook)}
            </Button>
            <Button size="small" onClick={() => onDeed({ name: "cancel_visit", visit: visit.number })}>
              {say(deedWords.cancel_visit)}
            </Button>
          </>
        )}
      </div>
      {visit.steps.length > 0 && (
        <div className="small quiet">
          {visit.steps.map((step) => `${moment(spoken, step.at)} ${say(DID[step.did])}`).join(" · ")}
        </div>
      )}
      {visit.cancelled && <div className="small quiet">{visit.cancelled.reason}</div>}
    </li>
  );
}

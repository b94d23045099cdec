import { Input, Select } from "antd";
import { CountField } from "../../scanning/CountField";
import type { Scans } from "../../scanning/scans";
import { left, tallied, type Found, type Line } from "../../scanning/tally";
import { useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { PartName } from "./PartName";
import type { Part } from "./reading";
import { DIFFERENCES, differs, type Detail, type Details } from "./receipt";
import { FAULT, FOUND, shipments, type Fault } from "./words";

interface Props {
  lines: readonly Line[];
  parts: ReadonlyMap<string, Part>;
  scans: Scans;
  details: Details;
  onDetail: (line: number, detail: Detail) => void;
}

const FOUNDS = ["good", ...DIFFERENCES] as const satisfies readonly Found[];

export function ReceivingLines({ lines, parts, scans, details, onDetail }: Props) {
  const say = useSay();
  return (
    <section className="panel">
      <table className="lines scanned">
        <thead>
          <tr>
            <th>{say(stockWords.part)}</th>
            <th className="number">{say(shipments.open)}</th>
            {FOUNDS.map((found) => (
              <th key={found}>{say(FOUND[found])}</th>
            ))}
            <th>{say(shipments.fault)}</th>
            <th>{say(shipments.serials)}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row
              key={line.line}
              line={line}
              parts={parts}
              scans={scans}
              detail={details[line.line] ?? {}}
              onDetail={(detail) => onDetail(line.line, detail)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  line: Line;
  parts: ReadonlyMap<string, Part>;
  scans: Scans;
  detail: Detail;
  onDetail: (detail: Detail) => void;
}

function Row({ line, parts, scans, detail, onDetail }: RowProps) {
  const say = useSay();
  const { entries } = scans;
  const full = left(line, entries) === 0;
  return (
    <tr className={full ? "full" : ""}>
      <td>
        <PartName number={line.part} parts={parts} />
      </td>
      <td className="number">{left(line, entries)}</td>
      {FOUNDS.map((found) => (
        <td key={found}>
          <Figure line={line} found={found} scans={scans} />
          {found === "wrong" && tallied(entries, line.line, "wrong") > 0 && (
            <Input
              size="small"
              className="instead-field"
              placeholder={say(shipments.instead)}
              aria-label={say(shipments.insteadOf(line.part))}
              {...(!detail.instead && { status: "error" as const })}
              value={detail.instead ?? ""}
              onChange={(event) => onDetail({ instead: event.target.value.trim() || undefined })}
            />
          )}
        </td>
      ))}
      <td>
        {differs(entries, line.line) && (
          <Select<Fault>
            size="small"
            className="fault-choice"
            aria-label={say(shipments.faultOf(line.part))}
            placeholder={say(shipments.fault)}
            {...(detail.fault ? { value: detail.fault } : { status: "error" as const })}
            options={Object.entries(FAULT).map(([value, text]) => ({ value: value as Fault, label: say(text) }))}
            onChange={(fault) => onDetail({ fault })}
          />
        )}
      </td>
      <td className="small">
        {entries
          .flatMap((one) => (one.line === line.line && one.serial ? [`${one.serial} ${say(FOUND[one.found])}`] : []))
          .join(" · ")}
      </td>
    </tr>
  );
}

/** Typed where somebody counted instead of scanning. Pieces that have serials are scanned one by one. */
function Figure({ line, found, scans }: { line: Line; found: Found; scans: Scans }) {
  const say = useSay();
  const now = tallied(scans.entries, line.line, found);
  if (line.tracked) return <>{now}</>;
  return (
    <CountField
      label={say(shipments.countOf(line.part, say(FOUND[found])))}
      value={now}
      {...(found !== "over" && { most: now + left(line, scans.entries) })}
      onCount={(value) => scans.add([{ line: line.line, found, quantity: value - now }])}
    />
  );
}

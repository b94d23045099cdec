import { Button, Checkbox, Drawer } from "antd";
import { useState } from "react";
import { common } from "../../words/common";
import { count } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { Empty, Failed, Loading } from "../../parts/States";
import type { components } from "../../api/schema";
import { useReserve } from "./deciding";
import { useProposal } from "./reading";
import { approvals } from "./words";

export type ProposedLine = components["schemas"]["ProposedLine"];
type ProposedPart = components["schemas"]["ProposedPart"];

interface Props {
  onTake: (lines: readonly ProposedLine[]) => void;
  onClose: () => void;
}

/** Who would get which pieces when stock is short, against what each asks for: taken line by line. */
export function Proposal({ onTake, onClose }: Props) {
  const say = useSay();
  const { data, error, refetch } = useProposal();
  return (
    <Drawer
      open
      size={860}
      title={say(approvals.proposal)}
      closable={{ "aria-label": say(common.close) }}
      onClose={onClose}
    >
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.lines.length === 0 && (
        <Empty title={say(approvals.proposalEmpty)} remedy={say(approvals.proposalEmptyRemedy)} />
      )}
      {data && data.lines.length > 0 && <Diff parts={data.parts} lines={data.lines} onTake={onTake} />}
    </Drawer>
  );
}

function keyOf(line: ProposedLine): string {
  return `${line.request}/${line.line}`;
}

interface DiffProps {
  parts: readonly ProposedPart[];
  lines: readonly ProposedLine[];
  onTake: (lines: readonly ProposedLine[]) => void;
}

function Diff({ parts, lines, onTake }: DiffProps) {
  const say = useSay();
  const spoken = useLanguage();
  const short = parts.filter((part) => part.proposed < part.waiting);
  const [onlyShort, setOnlyShort] = useState(short.length > 0);
  const shown = onlyShort ? short : parts;
  const seen = new Set(shown.map((part) => part.part));
  const open = lines.filter((line) => !line.decided && seen.has(line.part));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const taken = open.filter((line) => !left.has(keyOf(line)));
  function toggle(keys: readonly string[], take: boolean) {
    const next = new Set(left);
    keys.forEach((key) => (take ? next.delete(key) : next.add(key)));
    setLeft(next);
  }
  return (
    <div className="stack">
      <p className="quiet">{say(approvals.proposalTold)}</p>
      <div className="spread">
        <Checkbox checked={onlyShort} onChange={(event) => setOnlyShort(event.target.checked)}>
          {say(approvals.onlyShort)}
        </Checkbox>
        <Button type="primary" disabled={taken.length === 0} onClick={() => onTake(taken)}>
          {say(approvals.takeLines(taken.length))}
        </Button>
      </div>
      {shown.map((part) => (
        <section key={part.part} className="stack">
          <div className="row">
            <h3>{part.part}</h3>
            <span className={part.proposed < part.waiting ? "mark mark-warn" : "mark mark-plain"}>
              {say(approvals.shortOf(count(spoken, part.waiting), count(spoken, part.free)))}
            </span>
          </div>
          <PartTable
            lines={lines.filter((line) => line.part === part.part)}
            taken={(line) => !left.has(keyOf(line))}
            onToggle={(line, take) => toggle([keyOf(line)], take)}
          />
        </section>
      ))}
    </div>
  );
}

interface PartTableProps {
  lines: readonly ProposedLine[];
  taken: (line: ProposedLine) => boolean;
  onToggle: (line: ProposedLine, take: boolean) => void;
}

function PartTable({ lines, taken, onToggle }: PartTableProps) {
  const say = useSay();
  return (
    <table className="lines">
      <thead>
        <tr>
          <th className="tick" />
          <th>{say(approvals.request)}</th>
          <th>{say(approvals.partner)}</th>
          <th className="number">{say(approvals.asked)}</th>
          <th className="number">{say(approvals.proposed)}</th>
          <th>{say(approvals.source)}</th>
          <th>{say(approvals.heldUp)}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={keyOf(line)}>
            <td>
              {!line.decided && (
                <Checkbox
                  checked={taken(line)}
                  aria-label={say(approvals.takeLine(line.request, line.part))}
                  onChange={(event) => onToggle(line, event.target.checked)}
                />
              )}
            </td>
            <td>{line.request}</td>
            <td>{line.partner}</td>
            <td className="number">{line.waiting}</td>
            <td className={line.proposed < line.waiting ? "number lacking" : "number"}>{line.proposed}</td>
            <td>
              {line.sources.map((one) => (
                <div key={one.location}>
                  {one.location} × {one.quantity}
                </div>
              ))}
              {line.proposed < line.waiting && (
                <div className="small quiet">
                  {line.waiting - line.proposed} {say(approvals.nothingYet)}
                </div>
              )}
              {line.decided && <Reserving request={line.request} />}
            </td>
            <td className="small">{line.orders.join(" ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** It was granted before and waits: what has come in meanwhile can be reserved at once. */
function Reserving({ request }: { request: string }) {
  const say = useSay();
  const reserve = useReserve();
  return (
    <div className="row">
      <span className="mark mark-plain">{say(approvals.alreadyGranted)}</span>
      <Button size="small" loading={reserve.isPending} onClick={() => reserve.mutate(request)}>
        {say(approvals.fetchReserve)}
      </Button>
      {reserve.isError && <Failed error={reserve.error} />}
    </div>
  );
}

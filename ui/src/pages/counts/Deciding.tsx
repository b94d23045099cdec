import { App, Button, Checkbox } from "antd";
import { useState } from "react";
import { Failed, Loading } from "../../parts/States";
import { useSay } from "../../words/language";
import type { Part } from "../shipments/reading";
import { useApprove, useRecount } from "./deeds";
import { DifferenceLines, type Said } from "./DifferenceLines";
import { useDifferences, type Count, type Difference } from "./reading";
import { counts } from "./words";

type Given = Readonly<Record<number, Said>>;

interface Props {
  count: Count;
  parts: ReadonlyMap<string, Part>;
}

/** Somebody else than who counted sees what differs from the books, and why: then it is booked. */
export function Deciding({ count, parts }: Props) {
  const { data, error, refetch } = useDifferences(count.number);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Decision number={count.number} lines={data.lines} parts={parts} />;
}

function Decision({ number, lines, parts }: { number: string; lines: readonly Difference[]; parts: Props["parts"] }) {
  const say = useSay();
  const { message } = App.useApp();
  const differing = lines.filter((line) => line.difference !== 0);
  const [only, setOnly] = useState(true);
  const [given, setGiven] = useState<Given>({});
  const [again, setAgain] = useState<ReadonlySet<number>>(new Set());
  const approve = useApprove(number, () => void message.success(say(counts.booked)));
  const recount = useRecount(number, () => void message.success(say(counts.sentBack)));
  const lacking = differing.some(({ line }) => isLacking(given[line]));
  function toggle(line: number) {
    const next = new Set(again);
    if (!next.delete(line)) next.add(line);
    setAgain(next);
  }
  return (
    <>
      <section className="panel stack">
        <div className="spread">
          <h2>{say(counts.toDecide)}</h2>
          <Checkbox checked={only} onChange={(event) => setOnly(event.target.checked)}>
            {say(counts.onlyDiffering)}
          </Checkbox>
        </div>
        {only && differing.length === 0 && <p className="quiet">{say(counts.noDifference)}</p>}
        <DifferenceLines
          lines={only ? differing : lines}
          parts={parts}
          given={given}
          again={again}
          onSay={(line, said) => setGiven({ ...given, [line]: { ...given[line], ...said } })}
          onAgain={toggle}
        />
      </section>
      {approve.isError && <Failed error={approve.error} />}
      {recount.isError && <Failed error={recount.error} />}
      <div className="row">
        <Button
          type="primary"
          disabled={lacking || again.size > 0}
          loading={approve.isPending}
          onClick={() => approve.mutate({ reasons: differing.flatMap(({ line }) => reasonOf(line, given[line])) })}
        >
          {say(counts.approve)}
        </Button>
        <Button
          disabled={again.size === 0}
          loading={recount.isPending}
          onClick={() => recount.mutate([...again].sort((a, b) => a - b))}
        >
          {say(counts.recountChosen)}
        </Button>
        {lacking && (
          <span className="mark mark-warn" role="status">
            {say(counts.needsReason)}
          </span>
        )}
      </div>
    </>
  );
}

function isLacking(said: Said | undefined): boolean {
  return !said?.reason || (said.reason === "other" && !said.text?.trim());
}

function reasonOf(line: number, said: Said | undefined) {
  if (!said?.reason) return [];
  return [{ line, reason: said.reason, text: said.text?.trim() ?? "", serials: [...(said.serials ?? [])] }];
}

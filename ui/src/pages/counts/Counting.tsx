import { App, Button, Popconfirm, Segmented } from "antd";
import { useState } from "react";
import { Failed } from "../../parts/States";
import { serverAhead } from "../../scanning/clock";
import { useKept } from "../../scanning/kept";
import type { Unsent } from "../../scanning/safely";
import { ScanBox } from "../../scanning/ScanBox";
import { useScans, type Scans } from "../../scanning/scans";
import { UnsentNote } from "../../scanning/UnsentNote";
import { scanning } from "../../scanning/words";
import { useSay } from "../../words/language";
import { CONDITION, type Condition } from "../../words/stock";
import type { Part } from "../shipments/reading";
import { useEnter, useFinish } from "./deeds";
import type { Count } from "./reading";
import { entriesOf, isOpen, scannable } from "./sheet";
import { SheetLines } from "./SheetLines";
import { counts } from "./words";

interface Props {
  count: Count;
  parts: ReadonlyMap<string, Part>;
}

/** Each scan counts one piece of the shelf in front of whoever counts; the books stay closed. */
export function Counting({ count, parts }: Props) {
  const say = useSay();
  const { message } = App.useApp();
  const kinds = kindsOf(count);
  const [kind, setKind] = useState(kinds[0] ?? "new false");
  const [condition, setAside] = kind.split(" ") as [Condition, string];
  const scans = useScans(`count.${count.number}`, scannable(count, parts, condition, setAside === "true"));
  const kept = useKept<Unsent | null>(`counted.${count.number}`, null);
  const enter = useEnter(count.number, kept, () => {
    scans.clear();
    void message.success(say(counts.savedNow));
  });
  const unsaved = scans.entries.length > 0;
  return (
    <>
      {kept.value && <UnsentNote busy={enter.isPending} onAgain={enter.again} />}
      <ScanBox
        label={say(counts.scan)}
        told={scans.told}
        how={say(scanning.how)}
        onScan={scans.scan}
        onUndo={scans.undo}
      />
      <div className="spread">
        {kinds.length > 1 && (
          <label className="row">
            {say(counts.counting)}
            <Segmented
              value={kind}
              options={kinds.map((value) => ({ value, label: labelOf(value, say) }))}
              onChange={setKind}
            />
          </label>
        )}
        <span className="quiet">{say(counts.blind)}</span>
      </div>
      <SheetLines count={count} parts={parts} scans={scans} />
      {enter.refusal ? <Failed error={enter.refusal} /> : null}
      <div className="row">
        <Button
          type={unsaved ? "primary" : "default"}
          disabled={!unsaved || kept.value !== null}
          loading={enter.isPending}
          onClick={() =>
            void serverAhead()
              .catch(() => 0)
              .then((ahead) => enter.send(entriesOf(count, scans.entries, ahead)))
          }
        >
          {say(counts.save)}
        </Button>
        <RestNone count={count} scans={scans} />
        <Finish count={count} scans={scans} />
      </div>
    </>
  );
}

/** What lies together on the sheet: each condition, and what is set aside for swaps. */
function kindsOf(count: Count): string[] {
  return [...new Set(count.lines.map((line) => `${line.condition} ${line.set_aside}`))];
}

function labelOf(kind: string, say: ReturnType<typeof useSay>): string {
  const [condition, setAside] = kind.split(" ") as [Condition, string];
  const name = say(CONDITION[condition]);
  return setAside === "true" ? `${name} · ${say(counts.setAside)}` : name;
}

function RestNone({ count, scans }: { count: Count; scans: Scans }) {
  const say = useSay();
  const open = count.lines.flatMap((line, i) => (isOpen(line, i + 1, scans.entries) ? [i + 1] : []));
  return (
    <Popconfirm
      title={say(counts.restSure)}
      okText={say(counts.restNone)}
      cancelText={say(counts.keep)}
      disabled={open.length === 0}
      onConfirm={() => scans.add(open.map((line) => ({ line, found: "good", quantity: 0 })))}
    >
      <Button disabled={open.length === 0}>{say(counts.restNone)}</Button>
    </Popconfirm>
  );
}

function Finish({ count, scans }: { count: Count; scans: Scans }) {
  const say = useSay();
  const { message } = App.useApp();
  const finish = useFinish(
    (after) => void message.info(say(after.status === "counted" ? counts.finished : counts.recountNow)),
  );
  const open = count.lines.filter((line, i) => isOpen(line, i + 1, scans.entries)).length;
  const unsaved = scans.entries.length > 0;
  return (
    <>
      <Button
        type={unsaved ? "default" : "primary"}
        disabled={open > 0 || unsaved}
        loading={finish.isPending}
        onClick={() => finish.mutate(count.number)}
      >
        {say(counts.finish)}
      </Button>
      <span role="status">
        {open > 0 && <span className="mark mark-warn">{say(counts.linesOpen(open))}</span>}
        {open === 0 && unsaved && <span className="mark mark-warn">{say(counts.saveFirst)}</span>}
      </span>
      {finish.isError && <Failed error={finish.error} />}
    </>
  );
}

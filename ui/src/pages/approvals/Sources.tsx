import { Button, InputNumber, Popover, Radio } from "antd";
import { count } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { withinQuantity, type LineDraft, type LineOf, type Source } from "./draft";
import { approvals } from "./words";

interface Props {
  line: LineOf;
  draft: LineDraft;
  onChange: (sources: Source[] | null) => void;
}

/** Where a line's pieces come from: as the system finds them, or so many from each place. */
export function Sources({ line, draft, onChange }: Props) {
  const say = useSay();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={say(approvals.sourceOf(line.part))}
      content={<Choice line={line} draft={draft} onChange={onChange} />}
    >
      <Button
        size="small"
        className="sources-button"
        aria-label={`${say(approvals.sourceOf(line.part))}: ${told(draft, say(approvals.automatic))}`}
      >
        {told(draft, say(approvals.automatic))}
      </Button>
    </Popover>
  );
}

function told({ sources }: LineDraft, automatic: string): string {
  if (sources === null) return automatic;
  return sources.length === 0 ? "0" : sources.map((one) => `${one.location} ${one.quantity}`).join(" + ");
}

function Choice({ line, draft, onChange }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const part = draft.part ?? line.part;
  const places = line.sources.filter((one) => one.part === part);
  const chosen = new Map((draft.sources ?? []).map((one) => [one.location, one.quantity]));
  const given = [...chosen.values()].reduce((sum, one) => sum + one, 0);
  function set(location: string, quantity: number) {
    const wanted = places.map((one) => ({
      location: one.location,
      quantity: one.location === location ? quantity : (chosen.get(one.location) ?? 0),
    }));
    onChange(wanted.filter((one) => one.quantity > 0));
  }
  return (
    <div className="stack sources">
      <Radio.Group
        value={draft.sources === null ? "automatic" : "chosen"}
        onChange={(event) => onChange(event.target.value === "automatic" ? null : nearest(places, draft.quantity))}
      >
        <div className="stack">
          <Radio value="automatic">{say(approvals.automaticTold)}</Radio>
          <Radio value="chosen">{say(approvals.chooseSources)}</Radio>
        </div>
      </Radio.Group>
      {draft.sources !== null &&
        places.map((one) => (
          <div key={one.location} className="spread">
            <span>
              {one.location} <span className="quiet">{say(approvals.free(count(spoken, one.quantity)))}</span>
            </span>
            <InputNumber
              size="small"
              min={0}
              max={Math.min(one.quantity, draft.quantity - given + (chosen.get(one.location) ?? 0))}
              precision={0}
              value={chosen.get(one.location) ?? 0}
              aria-label={say(approvals.from(one.location))}
              onChange={(value) => set(one.location, value ?? 0)}
            />
          </div>
        ))}
      {draft.sources !== null && given < draft.quantity && (
        <span className="mark mark-warn">{say(approvals.waits(draft.quantity - given))}</span>
      )}
    </div>
  );
}

function nearest(places: LineOf["sources"], quantity: number): Source[] {
  return withinQuantity(places, quantity);
}

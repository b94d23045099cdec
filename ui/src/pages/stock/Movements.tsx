import { Button, DatePicker, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import type { components } from "../../api/schema";
import { Reference } from "../../parts/Reference";
import { Failed, Loading } from "../../parts/States";
import { count, fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { CONDITION, OF_PIECES, PURPOSE, stockWords, type Purpose } from "../../words/stock";
import { useMovements, type At } from "./reading";
import { stock } from "./words";

type Entry = components["schemas"]["HistoryEntry"];
type Days = readonly [Dayjs | null, Dayjs | null];

const NO_DAYS: Days = [null, null];

/** Every booking, the newest first, with the figures right after it. */
export function MovementsTable({ at }: { at: At }) {
  const say = useSay();
  const [purpose, setPurpose] = useState<Purpose>();
  const [days, setDays] = useState<Days>(NO_DAYS);
  const offset = useOffset(at);
  const [since, until] = days;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useMovements(at, {
    purpose,
    since: since ? `${since.format("YYYY-MM-DD")}T00:00:00${offset}` : undefined,
    until: until ? `${until.add(1, "day").format("YYYY-MM-DD")}T00:00:00${offset}` : undefined,
  });
  const entries = data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <section className="stack">
      <div className="spread">
        <h3>{say(stock.movements)}</h3>
        <div className="row">
          <Select<Purpose>
            allowClear
            className="purpose-choice"
            placeholder={say(stock.anyPurpose)}
            aria-label={say(stock.purpose)}
            {...(purpose && { value: purpose })}
            options={OF_PIECES.map((value) => ({ value, label: say(PURPOSE[value]) }))}
            onChange={(chosen: Purpose | undefined) => setPurpose(chosen)}
          />
          <DatePicker.RangePicker
            className="days-choice"
            allowEmpty={[true, true]}
            placeholder={[say(stock.since), say(stock.until)]}
            value={[since, until]}
            onChange={(chosen) => setDays(chosen ?? NO_DAYS)}
          />
        </div>
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && entries.length === 0 && <p className="quiet">{say(stock.noMovements)}</p>}
      {entries.length > 0 && <Entries entries={entries} everywhere={at.place === undefined} />}
      {hasNextPage && (
        <Button className="older" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say(stock.older)}
        </Button>
      )}
    </section>
  );
}

/** The network's, as the newest booking tells it; without any booking it doesn't matter. */
function useOffset(at: At): string {
  const { data } = useMovements(at, { purpose: undefined, since: undefined, until: undefined });
  const told = data?.pages[0]?.results[0]?.occurred_at ?? "";
  return /(?:Z|[+-]\d\d:\d\d)$/.exec(told)?.[0] ?? "Z";
}

function Entries({ entries, everywhere }: { entries: readonly Entry[]; everywhere: boolean }) {
  const say = useSay();
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={say(stock.movements)}>
      <table className="lines">
        <thead>
          <tr>
            <th>{say(stockWords.date)}</th>
            <th>{say(stock.document)}</th>
            {everywhere && <th>{say(stockWords.place)}</th>}
            <th>{say(stock.counter)}</th>
            <th className="number">{say(stock.change)}</th>
            <th className="number">{say(stockWords.onHand)}</th>
            <th className="number">{say(stock.reservedChange)}</th>
            <th className="number">{say(stockWords.reserved)}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, i) => (
            <EntryLine key={i} entry={entry} everywhere={everywhere} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EntryLine({ entry, everywhere }: { entry: Entry; everywhere: boolean }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <tr>
      <td className="whole-number">{fullMoment(spoken, entry.occurred_at)}</td>
      <td>
        {say(PURPOSE[entry.purpose])} <Reference number={entry.reference} />
        {entry.kind === "in_transit" && <span className="mark mark-plain">{say(stockWords.onItsWay)}</span>}
        {entry.condition !== "new" && <span className="mark mark-plain">{say(CONDITION[entry.condition])}</span>}
      </td>
      {everywhere && <td>{entry.location}</td>}
      <td>{spoken === "zh" ? entry.counter_zh : entry.counter_en}</td>
      <td className="number">{signed(spoken, entry.change)}</td>
      <td className="number">{count(spoken, entry.on_hand)}</td>
      <td className="number">{signed(spoken, entry.reserved_change)}</td>
      <td className="number">{count(spoken, entry.reserved)}</td>
    </tr>
  );
}

function signed(spoken: "zh" | "en", change: number): string {
  if (change === 0) return "";
  return change > 0 ? `+${count(spoken, change)}` : `−${count(spoken, -change)}`;
}

import { Failed, Loading } from "../../parts/States";
import { day } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { useOrderParts, usePart, type OrderPart } from "./sheet";
import { ORIGIN, sheet } from "./sheetWords";

/** What the repair is expected to take, and where each piece is (P5). */
export function Parts({ number }: { number: string }) {
  const say = useSay();
  const { data, error, refetch } = useOrderParts(number);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) return <p className="quiet">{say(sheet.noParts)}</p>;
  return (
    <ul className="plain-list stack">
      {data.map((part) => (
        <OnePart key={part.part} part={part} />
      ))}
    </ul>
  );
}

function OnePart({ part }: { part: OrderPart }) {
  const say = useSay();
  const spoken = useLanguage();
  const known = usePart(part.part).data;
  const there = part.reserved.reduce((sum, one) => sum + one.quantity, 0) + part.at_outlet >= part.quantity;
  return (
    <li>
      <div className="row">
        <strong>
          {part.part} × {part.quantity}
        </strong>
        <span>{known && (spoken === "zh" ? known.name_zh : known.name_en)}</span>
        {there ? (
          <span className="mark mark-good">{say(sheet.allThere)}</span>
        ) : (
          <span className="mark mark-warn">
            {part.there_on ? say(sheet.thereOn(day(spoken, part.there_on))) : say(sheet.unknownWhen)}
          </span>
        )}
        {part.nobody_asked > 0 && <span className="mark mark-bad">{say(sheet.nobodyAsked(part.nobody_asked))}</span>}
      </div>
      <div className="small quiet">{[...where(part)].map(say).join(" · ")}</div>
      {part.requested.flatMap((line) =>
        line.expected.map((one, i) => (
          <div key={`${line.request} ${line.line} ${i}`} className="small quiet">
            {say(sheet.expected(one.quantity, day(spoken, one.on), say(ORIGIN[one.origin])))}
          </div>
        )),
      )}
    </li>
  );
}

function* where(part: OrderPart) {
  for (const one of part.reserved) yield sheet.reserved(one.quantity, one.location);
  if (part.at_outlet > 0) yield sheet.atOutlet(part.at_outlet);
  for (const line of part.requested) {
    if (line.waiting > 0) yield sheet.requested(line.waiting, line.request);
    if (line.under_way > 0) yield sheet.underWay(line.under_way, line.request);
  }
}

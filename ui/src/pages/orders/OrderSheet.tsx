import { App, Button } from "antd";
import { useState, type ReactNode } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { useKeys, type Key } from "../../parts/keys";
import { Failed, Loading } from "../../parts/States";
import { useSay } from "../../words/language";
import { Clocks } from "./Clocks";
import { DeedDialog } from "./DeedDialog";
import { FORMS, formOf, type Deed, type DeedName } from "./deedForms";
import { deedWords } from "./deedWords";
import { Facts } from "./Facts";
import { Links } from "./Links";
import { Parts } from "./Parts";
import { Place } from "./Place";
import { Pressing } from "./Pressing";
import { Marks } from "./Rows";
import { useSheet, useVisits, type Sheet } from "./sheet";
import { sheet } from "./sheetWords";
import { Steps } from "./Steps";
import { Visits } from "./Visits";
import { Warranty } from "./Warranty";
import { keyWords, STATUS } from "./words";

export function OrderSheet() {
  const { number = "" } = useParams();
  const { data, error, refetch } = useSheet(number);
  const back = useBack();
  return (
    <div className="orders sheet">
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data ? <Whole key={number} found={data} back={back} /> : <BackLink to={back} />}
    </div>
  );
}

/** The list as it was. */
function useBack(): string {
  const came: unknown = useLocation().state;
  return `/orders${typeof came === "string" ? came : ""}`;
}

function BackLink({ to }: { to: string }) {
  const say = useSay();
  return (
    <Link to={to}>
      {say(sheet.back)} <kbd>b</kbd>
    </Link>
  );
}

/** What can be said where it stands, by whom may. A visit that is booked already is given another time instead. */
function useDeedsOf(found: Sheet): Deed[] {
  const me = useMe();
  const { order } = found.desk;
  const verbs = new Set<string>(found.verbs);
  const visits = useVisits(order.number, allowed(me, "visits.read")).data?.results ?? [];
  const ahead = visits.find((one) => one.state === "booked" || one.state === "planned");
  const beside: Partial<Record<DeedName, boolean>> = {
    reached: order.kind === "complaint" && verbs.has("cancel"),
    book: verbs.has("book") && ahead === undefined,
    rebook: ahead !== undefined,
  };
  const names = Object.keys(FORMS) as DeedName[];
  return names
    .filter((name) => (beside[name] ?? verbs.has(name)) && allowed(me, formOf(name).needs))
    .map((name) => (name === "rebook" && ahead ? { name, visit: ahead.number } : { name }));
}

function Whole({ found, back }: { found: Sheet; back: string }) {
  const say = useSay();
  const me = useMe();
  const go = useNavigate();
  const { message } = App.useApp();
  const [open, setOpen] = useState<Deed | null>(null);
  const { desk, clocks } = found;
  const { order } = desk;
  const deeds = useDeedsOf(found);
  const bindings: Key[] = [
    { keys: ["b"], told: keyWords.back, act: () => void go(back) },
    {
      keys: deeds.slice(0, 9).map((_, i) => String(i + 1)),
      told: keyWords.deeds,
      act: (key) => {
        const deed = deeds[Number(key) - 1];
        if (deed) setOpen(deed);
      },
    },
  ];
  useKeys(bindings);
  return (
    <>
      <div className="spread">
        <div className="row">
          <BackLink to={back} />
          <h1>{order.number}</h1>
          <span className="mark mark-action">{say(STATUS[order.status])}</span>
          <Marks one={desk} />
        </div>
        {desk.promise && (
          <div className="pressing">
            <Pressing clock={desk.promise} />
          </div>
        )}
      </div>
      <div className="row" role="group" aria-label={say(deedWords.deeds)}>
        {deeds.map((deed, i) => (
          <Button
            key={deed.name}
            type={i === 0 ? "primary" : "default"}
            danger={Boolean(formOf(deed.name).danger)}
            onClick={() => setOpen(deed)}
          >
            {say(deedWords[deed.name])} {i < 9 && <kbd>{i + 1}</kbd>}
          </Button>
        ))}
      </div>
      <Facts order={order} />
      <div className="sheet-columns">
        <div className="stack">
          <Part title={say(sheet.clocks)}>
            <Clocks clocks={clocks} onDeed={allowed(me, "clocks.keep") ? setOpen : null} />
          </Part>
          <Part title={say(sheet.visits)}>
            <Visits number={order.number} onDeed={allowed(me, "visits.book") ? setOpen : null} />
          </Part>
          <Part title={say(sheet.parts)}>
            <Parts number={order.number} />
          </Part>
        </div>
        <div className="stack">
          <Part title={say(sheet.warranty)}>
            <Warranty number={order.number} />
          </Part>
          <Part title={say(sheet.place)}>
            <Place order={order} />
          </Part>
          <Part title={say(sheet.links)}>
            <Links order={order} />
          </Part>
          <Part title={say(sheet.history)}>
            <Steps number={order.number} />
          </Part>
        </div>
      </div>
      {open && (
        <DeedDialog
          number={order.number}
          deed={open}
          onClose={() => setOpen(null)}
          onDone={(deed) => {
            setOpen(null);
            void message.success(say(deedWords.done(say(deedWords[deed.name]), order.number)));
          }}
        />
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel stack">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

import { App, Button, Drawer } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { Reference } from "../../parts/Reference";
import { Failed, Loading } from "../../parts/States";
import { common } from "../../words/common";
import { fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { LOOK } from "./Pool";
import { useUnit, useUnitHistory, type Unit } from "./reading";
import { StepForm } from "./StepForm";
import { NEEDS, POSSIBLE, useStep, type Step } from "./verbs";
import { STATE, units, VERB } from "./words";

export function UnitDrawer({ serial, onClose }: { serial: string; onClose: () => void }) {
  const say = useSay();
  const { data, error, refetch } = useUnit(serial);
  return (
    <Drawer open size={560} title={serial} closable={{ "aria-label": say(common.close) }} onClose={onClose}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="stack">
          <Facts unit={data} />
          <Steps key={data.steps} unit={data} />
          <Life serial={serial} />
        </div>
      )}
    </Drawer>
  );
}

function Facts({ unit }: { unit: Unit }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <dl className="facts">
      <dt>{say(stockWords.status)}</dt>
      <dd>
        <span className={LOOK[unit.state]}>{say(STATE[unit.state])}</span> {fullMoment(spoken, unit.since)}
      </dd>
      <dt>{say(stockWords.part)}</dt>
      <dd>
        <Link to={`/stock/parts/${encodeURIComponent(unit.part)}`}>{unit.part}</Link>
      </dd>
      <dt>{say(units.place)}</dt>
      <dd>{unit.place}</dd>
      <dt>{say(units.home)}</dt>
      <dd>{unit.home}</dd>
      {unit.order && (
        <>
          <dt>{say(units.order)}</dt>
          <dd>
            <Reference number={unit.order} /> {unit.customer}
          </dd>
        </>
      )}
      {unit.due_at && (
        <>
          <dt>{say(units.due)}</dt>
          <dd>{fullMoment(spoken, unit.due_at)}</dd>
        </>
      )}
    </dl>
  );
}

function Steps({ unit }: { unit: Unit }) {
  const say = useSay();
  const me = useMe();
  const { message } = App.useApp();
  const [open, setOpen] = useState<Step | null>(null);
  const step = useStep(() => void message.success(say(units.done(unit.serial))));
  const mine = POSSIBLE[unit.state].filter((one) => allowed(me, NEEDS[one].permission));
  return (
    <section className="stack">
      <h3>{say(units.todo)}</h3>
      {mine.length === 0 && <p className="quiet">{say(units.nothingToDo)}</p>}
      <div className="row">
        {mine.map((one) => (
          <Button key={one} type={one === open ? "primary" : "default"} onClick={() => setOpen(one)}>
            {say(VERB[one])}
          </Button>
        ))}
      </div>
      {open && (
        <StepForm
          key={open}
          step={open}
          unit={unit}
          busy={step.isPending}
          onSay={(said) => step.mutate({ serial: unit.serial, step: open, said })}
        />
      )}
      {step.isError && <Failed error={step.error} />}
    </section>
  );
}

function Life({ serial }: { serial: string }) {
  const say = useSay();
  const spoken = useLanguage();
  const { data, error } = useUnitHistory(serial);
  if (error) return <Failed error={error} />;
  if (!data) return <Loading />;
  return (
    <section className="stack">
      <h3>{say(units.history)}</h3>
      <ol className="steps">
        {data.steps.map((one) => (
          <li key={one.n}>
            {say(VERB[one.verb])} · {one.place} {one.order && <Reference number={one.order} />}{" "}
            <span className="quiet">
              {fullMoment(spoken, one.done_at)} {one.done_by} {one.note}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

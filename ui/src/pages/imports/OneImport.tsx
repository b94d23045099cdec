import { Button, Progress, Statistic } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Failed, Loading, Note } from "../../parts/States";
import { count, fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { Preview } from "./Preview";
import { Problems } from "./Problems";
import { isWorking, useCommit, useImport, type Effect, type Import } from "./reading";
import { EFFECT, imports, KIND, MODE, STATUS } from "./words";

/** One import: what is wrong with it, or what it will do, and taking it over. */
export function OneImport() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useImport(Number(id));
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Shown key={data.id} one={data} />;
}

function Shown({ one }: { one: Import }) {
  const say = useSay();
  const spoken = useLanguage();
  const [effect, setEffect] = useState<Effect>();
  const readable = one.status === "checked" || one.status === "committed";
  return (
    <div className="stack">
      <div className="spread">
        <h1>
          {say(imports.one(one.id))} {say(KIND[one.kind])} <span className="quiet">{one.name}</span>
        </h1>
        <Link to="/imports">{say(imports.all)}</Link>
      </div>
      <div className="row quiet">
        <span className="mark mark-action">{say(STATUS[one.status])}</span>
        <span>{say(MODE[one.mode])}</span>
        <span>
          {one.made_by} {fullMoment(spoken, one.made_at)}
        </span>
        {one.encoding && <span>{say(imports.encoding(one.encoding))}</span>}
        {one.status === "checked" && one.expires_at && (
          <span>{say(imports.until(fullMoment(spoken, one.expires_at)))}</span>
        )}
      </div>
      {isWorking(one) && <Working one={one} />}
      <Figures one={one} />
      {one.status === "refused" && (
        <>
          <Note
            kind="bad"
            title={say(one.rows === 0 && one.wrong === 0 ? imports.empty : imports.refused(count(spoken, one.wrong)))}
            remedy={say(imports.refusedRemedy)}
          />
          <Problems one={one} />
        </>
      )}
      {one.status === "checked" && <Take one={one} />}
      {one.status === "committed" && <Note kind="good" title={say(imports.taken)} />}
      {one.status === "expired" && (
        <Note kind="warn" title={say(imports.expired)} remedy={say(imports.expiredRemedy)} />
      )}
      {readable && <Preview one={one} effect={effect} onEffect={setEffect} />}
    </div>
  );
}

function Working({ one }: { one: Import }) {
  const say = useSay();
  const { done, total } = one.progress;
  return (
    <div className="panel" role="status">
      {say(one.status === "queued" ? imports.checking : imports.writing)}
      <Progress percent={total > 0 ? Math.floor((100 * done) / total) : 0} aria-label={say(imports.progress)} />
    </div>
  );
}

function Figures({ one }: { one: Import }) {
  const say = useSay();
  return (
    <div className="panel import-figures">
      <Statistic title={say(imports.rows)} value={one.rows} />
      <Statistic title={say(imports.wrong)} value={one.wrong} />
      <Statistic title={say(EFFECT.added)} value={one.added} />
      <Statistic title={say(EFFECT.changed)} value={one.changed} />
      <Statistic title={say(EFFECT.unchanged)} value={one.unchanged} />
    </div>
  );
}

function Take({ one }: { one: Import }) {
  const say = useSay();
  const spoken = useLanguage();
  const commit = useCommit();
  return (
    <div className="stack">
      <div className="row">
        <Button type="primary" loading={commit.isPending} onClick={() => commit.mutate(one.id)}>
          {say(imports.take(count(spoken, one.added + one.changed)))}
        </Button>
        <span className="quiet">{say(imports.takeTold)}</span>
      </div>
      {commit.isError && <Failed error={commit.error} />}
    </div>
  );
}

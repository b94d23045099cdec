import { Button, Segmented, Select, Upload } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/client";
import { savePaper } from "../../api/papers";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { Empty, Failed, Loading } from "../../parts/States";
import { count, fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { stockWords } from "../../words/stock";
import { KINDS, type Kind, type Mode } from "./kinds";
import { useImports, useUpload, type Import } from "./reading";
import { imports, KIND, MODE, STATUS } from "./words";

/** A file is uploaded and only looked at; what it would do is shown before it does anything. */
export function Begin() {
  const say = useSay();
  return (
    <div className="stack">
      <h1>{say(imports.title)}</h1>
      <New />
      <Before />
    </div>
  );
}

function New() {
  const say = useSay();
  const me = useMe();
  const go = useNavigate();
  const mine = (Object.keys(KINDS) as Kind[]).filter((kind) => allowed(me, KINDS[kind].needs));
  const [kind, setKind] = useState<Kind>(mine[0] ?? "stock");
  const [mode, setMode] = useState<Mode>(KINDS[kind].modes[0] ?? "add");
  const upload = useUpload((made) => void go(String(made.id)));
  function choose(next: Kind) {
    setKind(next);
    if (!KINDS[next].modes.includes(mode)) setMode(KINDS[next].modes[0] ?? "add");
  }
  return (
    <section className="panel stack">
      <div className="row">
        <label className="row">
          {say(imports.kind)}
          <Select<Kind>
            className="import-kind"
            aria-label={say(imports.kind)}
            value={kind}
            options={mine.map((value) => ({ value, label: say(KIND[value]) }))}
            onChange={choose}
          />
        </label>
        <Segmented<Mode>
          aria-label={say(imports.mode)}
          value={mode}
          options={KINDS[kind].modes.map((value) => ({ value, label: say(MODE[value]) }))}
          onChange={setMode}
        />
        <Template kind={kind} mode={mode} />
      </div>
      <p className="quiet">{say(mode === "add" ? imports.addTold : imports.setTold)}</p>
      <Upload.Dragger
        accept=".csv,.xlsx"
        maxCount={1}
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={(file) => {
          upload.mutate({ kind, mode, file });
          return false;
        }}
      >
        <p>{say(upload.isPending ? imports.uploading : imports.drop)}</p>
        <p className="quiet small">{say(imports.dropTold)}</p>
      </Upload.Dragger>
      {upload.isError && <Failed error={upload.error} />}
    </section>
  );
}

function Template({ kind, mode }: { kind: Kind; mode: Mode }) {
  const say = useSay();
  const [error, setError] = useState<unknown>(null);
  function save() {
    setError(null);
    const query = { kind, mode };
    savePaper(api.GET("/api/v1/import-template", { params: { query }, parseAs: "blob" }), `${kind}-${mode}.xlsx`).catch(
      setError,
    );
  }
  return (
    <>
      <Button onClick={save}>{say(imports.template)}</Button>
      {error !== null && <Failed error={error} />}
    </>
  );
}

function Before() {
  const say = useSay();
  const { data, error, refetch } = useImports();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.results.length === 0) return <Empty title={say(imports.none)} remedy={say(imports.noneRemedy)} />;
  return (
    <section className="panel stack">
      <h2>{say(imports.before)}</h2>
      <table className="lines">
        <thead>
          <tr>
            <th>{say(imports.number)}</th>
            <th>{say(imports.kind)}</th>
            <th>{say(imports.mode)}</th>
            <th>{say(stockWords.status)}</th>
            <th>{say(imports.file)}</th>
            <th className="number">{say(imports.rows)}</th>
            <th className="number">{say(imports.wrong)}</th>
            <th>{say(imports.by)}</th>
            <th>{say(stockWords.date)}</th>
          </tr>
        </thead>
        <tbody>
          {data.results.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ one }: { one: Import }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <tr>
      <td>
        <Link to={String(one.id)}>{one.id}</Link>
      </td>
      <td>{say(KIND[one.kind])}</td>
      <td>{say(MODE[one.mode])}</td>
      <td>
        <span className={one.status === "refused" ? "mark mark-bad" : "mark mark-plain"}>
          {say(STATUS[one.status])}
        </span>
      </td>
      <td>{one.name}</td>
      <td className="number">{count(spoken, one.rows)}</td>
      <td className="number">{count(spoken, one.wrong)}</td>
      <td>{one.made_by}</td>
      <td className="whole-number">{fullMoment(spoken, one.made_at)}</td>
    </tr>
  );
}

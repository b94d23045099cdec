/** What a page shows instead of its content, each with what to do next. */
import { Button, Spin } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { Refused } from "../api/problems";
import { common } from "../words/common";
import { useSay } from "../words/language";
import "./states.css";

/** Said after a moment only: what comes at once needs no word. */
export function Loading() {
  const say = useSay();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="state" role="status" aria-live="polite">
      {late && <Spin />} <span className="quiet">{late && say(common.loading)}</span>
    </div>
  );
}

export interface NoteProps {
  kind: "plain" | "warn" | "bad" | "good";
  title: string;
  remedy?: string;
  /** Smaller than the remedy: what a report needs. */
  more?: ReactNode;
  action?: ReactNode;
}

export function Note({ kind, title, remedy, more, action }: NoteProps) {
  return (
    <div className={`note note-${kind}`} role={kind === "bad" ? "alert" : "status"}>
      <strong>{title}</strong>
      {remedy && <p>{remedy}</p>}
      {more && <div className="small quiet">{more}</div>}
      {action && <div className="row">{action}</div>}
    </div>
  );
}

/** Any failure: the API's cause and remedy, else that it didn't answer. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const say = useSay();
  const action = retry && <Button onClick={retry}>{say(common.retry)}</Button>;
  if (!(error instanceof Refused)) {
    return (
      <Note
        kind="bad"
        title={say(common.serverAway)}
        remedy={say(common.serverAwayRemedy)}
        {...(action && { action })}
      />
    );
  }
  const { cause, remedy, request_id, errors } = error.problem;
  return (
    <Note
      kind="bad"
      title={cause}
      remedy={remedy}
      more={
        <>
          {errors?.map((one) => (
            <div key={one.path + one.code}>
              {one.path}: {one.message}
            </div>
          ))}
          {error.problem.status >= 500 && `${say(common.requestNumber)} ${request_id}`}
        </>
      }
      {...(action && { action })}
    />
  );
}

export function Empty({ title, remedy, action }: { title: string; remedy: string; action?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      <p className="quiet">{remedy}</p>
      {action}
    </div>
  );
}

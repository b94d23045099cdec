import type { ReactNode } from "react";
import { Link } from "react-router";
import { useSay, type Text } from "../../words/language";
import { home } from "./words";

export function Panel({ title, to, children }: { title: Text; to?: string; children: ReactNode }) {
  const say = useSay();
  return (
    <section className="panel stack">
      <div className="spread">
        <h2>{say(title)}</h2>
        {to && <Link to={to}>{say(home.all)}</Link>}
      </div>
      {children}
    </section>
  );
}

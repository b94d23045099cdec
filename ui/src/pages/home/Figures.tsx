import type { ReactNode } from "react";
import { Link } from "react-router";
import { Failed } from "../../parts/States";
import { count, money, percent } from "../../words/figures";
import { useLanguage, useSay, type Language, type Text } from "../../words/language";
import { useOrderDays, usePartDays } from "./reading";
import { Spark } from "./Spark";
import { keptOf, of, standing, summed, type Trend } from "./trends";
import { home } from "./words";

interface Figure {
  name: Text;
  to: string;
  trend: Trend;
  write: (language: Language, value: number) => string;
  /** As it stood two weeks ago, not what two weeks came to. */
  stands?: boolean;
}

/** How orders go. */
export function OrderFigures() {
  const { data, error, refetch } = useOrderDays(true);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  const days = data ?? [];
  return (
    <Cards
      figures={[
        { name: home.kept, to: "/orders?view=late", trend: keptOf(days), write: percent },
        {
          name: home.leftOpen,
          to: "/orders?view=open",
          trend: standing(of(days, "left_open")),
          write: count,
          stands: true,
        },
        { name: home.registered, to: "/orders?view=all", trend: summed(of(days, "registered")), write: count },
      ]}
    />
  );
}

/** How parts are asked for and granted. */
export function PartFigures() {
  const parts = usePartDays(true);
  const orders = useOrderDays(true);
  const error = parts.error ?? orders.error;
  if (error) return <Failed error={error} retry={() => void Promise.all([parts.refetch(), orders.refetch()])} />;
  const days = parts.data ?? [];
  return (
    <Cards
      figures={[
        { name: home.made, to: "/approvals?view=all", trend: summed(of(days, "made")), write: count },
        { name: home.granted, to: "/approvals?view=mine", trend: summed(of(days, "granted_fen")), write: money },
        {
          name: home.beganToWait,
          to: "/orders?view=waiting",
          trend: summed(of(orders.data ?? [], "began_to_wait")),
          write: count,
        },
      ]}
    />
  );
}

function Cards({ figures }: { figures: readonly Figure[] }): ReactNode {
  return (
    <div className="cards">
      {figures.map((figure) => (
        <Card key={figure.to} figure={figure} />
      ))}
    </div>
  );
}

function Card({ figure }: { figure: Figure }) {
  const say = useSay();
  const spoken = useLanguage();
  const { name, to, trend, write, stands } = figure;
  const before = trend.before === null ? "—" : write(spoken, trend.before);
  return (
    <Link to={to} className="panel card">
      <span className="quiet">
        {say(name)} · {say(stands ? home.now : home.lately)}
      </span>
      <span className="card-figure">{trend.now === null ? "—" : write(spoken, trend.now)}</span>
      <Spark days={trend.days} label={say(home.trend(say(name)))} />
      <span className="small quiet">{say(stands ? home.thanThen(before) : home.than(before))}</span>
    </Link>
  );
}

/**
 * Somebody else changed what was about to be changed (409, 412): who and when, both versions side by side, and which of
 * them it shall be. Nothing is lost before that is chosen.
 */
import { Button, Modal } from "antd";
import type { ReactNode } from "react";
import { common } from "../words/common";
import { fullMoment } from "../words/figures";
import { useLanguage, useSay, words, type Text } from "../words/language";
import { Failed, Loading } from "./States";

export interface Compared {
  readonly field: string;
  readonly theirs: ReactNode;
  readonly mine: ReactNode;
}

interface Props {
  title: string;
  by?: string | null | undefined;
  /** As the API tells it. */
  at?: string | undefined;
  /** Undefined until what it is now has been read. */
  rows: readonly Compared[] | undefined;
  error?: unknown;
  onRetry?: () => void;
  busy: boolean;
  /** Theirs stays. */
  onTheirs: () => void;
  theirsLabel?: string;
  /** Null if nothing can overwrite it any more; `whyNot` says why. */
  onMine: (() => void) | null;
  mineLabel?: string;
  whyNot?: string;
}

const told = words({
  changedBy: (who: string): Text => ({ zh: `修改人：${who}`, en: `Changed by ${who}` }),
  changedByAt: (who: string, when: string): Text => ({
    zh: `${who} 于 ${when} 修改`,
    en: `Changed by ${who} on ${when}`,
  }),
  field: { zh: "项目", en: "Field" },
  mine: { zh: "我的内容", en: "Mine" },
  theirs: { zh: "现在的内容", en: "As it is now" },
});

export function Conflict({ title, rows, error, onRetry, busy, onTheirs, onMine, ...given }: Props) {
  const say = useSay();
  return (
    <Modal
      open
      width={640}
      closable={false}
      title={title}
      footer={
        <>
          <Button autoFocus onClick={onTheirs}>
            {given.theirsLabel ?? say(common.reload)}
          </Button>
          <Button danger disabled={!rows || !onMine} loading={busy} onClick={onMine ?? undefined}>
            {given.mineLabel ?? say(common.overwrite)}
          </Button>
        </>
      }
    >
      {error ? <Failed error={error} {...(onRetry && { retry: onRetry })} /> : !rows && <Loading />}
      {rows && (
        <div className="stack">
          <WhoAndWhen by={given.by} at={given.at} />
          <BothVersions rows={rows} />
          {!onMine && given.whyNot && <p className="quiet">{given.whyNot}</p>}
        </div>
      )}
    </Modal>
  );
}

function WhoAndWhen({ by, at }: Pick<Props, "by" | "at">) {
  const say = useSay();
  const spoken = useLanguage();
  if (!by) return null;
  return <p>{say(at ? told.changedByAt(by, fullMoment(spoken, at)) : told.changedBy(by))}</p>;
}

function BothVersions({ rows }: { rows: readonly Compared[] }) {
  const say = useSay();
  return (
    <table className="lines">
      <thead>
        <tr>
          <th>{say(told.field)}</th>
          <th>{say(told.mine)}</th>
          <th>{say(told.theirs)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, mine, theirs }, i) => (
          <tr key={i}>
            <td className="quiet">{field}</td>
            <td>{mine === theirs ? mine : <strong>{mine}</strong>}</td>
            <td>{mine === theirs ? theirs : <strong>{theirs}</strong>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

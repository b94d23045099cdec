import { count } from "../words/figures";
import { useLanguage, useSay, type Text } from "../words/language";
import "./views.css";

interface Props<V extends string> {
  label: string;
  views: readonly V[];
  texts: Readonly<Record<V, Text>>;
  chosen: V;
  counts: Readonly<Record<string, number>> | undefined;
  onLook: (view: V) => void;
}

/** The saved views of a list, numbered as the keys that open them, with how much each holds. */
export function Views<V extends string>({ label, views, texts, chosen, counts, onLook }: Props<V>) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <div className="views" role="group" aria-label={label}>
      {views.map((view, i) => {
        const held = counts?.[view];
        return (
          <button
            key={view}
            type="button"
            className={view === chosen ? "view chosen" : "view"}
            aria-pressed={view === chosen}
            onClick={() => onLook(view)}
          >
            <kbd>{i + 1}</kbd> {say(texts[view])} {held !== undefined && <b>{count(spoken, held)}</b>}
          </button>
        );
      })}
    </div>
  );
}

import { Input, type InputRef } from "antd";
import { useEffect, useState, type Ref } from "react";

interface Props {
  ref: Ref<InputRef>;
  className: string;
  label: string;
  /** As the link has it. */
  words: string;
  onWords: (words: string) => void;
}

const PAUSE_MS = 200;

/** A filter that is typed; the link follows after a moment, because it is slower than a good typist. */
export function WordsField({ ref, className, label, words, onWords }: Props) {
  const [typed, setTyped] = useState(words);
  const [sent, setSent] = useState(words);
  const [seen, setSeen] = useState(words);
  if (words !== seen) {
    setSeen(words);
    if (words !== sent) setTyped(words);
  }
  useEffect(() => {
    if (typed === words) return;
    const timer = setTimeout(() => {
      setSent(typed);
      onWords(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, words, onWords]);
  return (
    <Input
      ref={ref}
      className={className}
      allowClear
      placeholder={label}
      aria-label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

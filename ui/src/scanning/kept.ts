/** What was scanned stays in this tab until it is sent, whatever becomes of the page or the connection. */
import { useCallback, useState } from "react";

export interface Kept<T> {
  readonly value: T;
  readonly set: (next: T) => void;
  readonly drop: () => void;
}

/** `empty` is a constant. */
export function useKept<T>(name: string, empty: T): Kept<T> {
  const key = `fieldops.${name}`;
  const [value, setValue] = useState<T>(() => read(key) ?? empty);
  const set = useCallback(
    (next: T) => {
      sessionStorage.setItem(key, JSON.stringify(next));
      setValue(next);
    },
    [key],
  );
  const drop = useCallback(() => {
    sessionStorage.removeItem(key);
    setValue(empty);
  }, [key, empty]);
  return { value, set, drop };
}

function read<T>(key: string): T | undefined {
  const text = sessionStorage.getItem(key);
  return text === null ? undefined : (JSON.parse(text) as T);
}

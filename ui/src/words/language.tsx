/** The language of the page: texts, dates and numbers, the library's own texts and the API's answers follow it. */
import { createContext, useCallback, useContext, useEffect, useSyncExternalStore, type ReactNode } from "react";

export type Language = "zh" | "en";

/** A text that lacks a language doesn't compile. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

const KEY = "fieldops.language";
const listeners = new Set<() => void>();

function first(): Language {
  const kept = localStorage.getItem(KEY);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

let current: Language = first();

/** For what is asked outside of a component, such as a request's header. */
export function language(): Language {
  return current;
}

export function choose(chosen: Language): void {
  current = chosen;
  localStorage.setItem(KEY, chosen);
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void): () => void {
  const elsewhere = (event: StorageEvent) => {
    if (event.key === KEY) {
      current = first();
      tell();
    }
  };
  listeners.add(tell);
  addEventListener("storage", elsewhere);
  return () => {
    listeners.delete(tell);
    removeEventListener("storage", elsewhere);
  };
}

const Spoken = createContext<Language>("zh");

export function Speaking({ children }: { children: ReactNode }) {
  const spoken = useSyncExternalStore(subscribe, language);
  useEffect(() => {
    document.documentElement.lang = spoken === "zh" ? "zh-CN" : "en";
  }, [spoken]);
  return <Spoken.Provider value={spoken}>{children}</Spoken.Provider>;
}

export function useLanguage(): Language {
  return useContext(Spoken);
}

/** `say(text)` in the chosen language. */
export function useSay(): (text: Text) => string {
  const spoken = useLanguage();
  return useCallback((text: Text) => text[spoken], [spoken]);
}

/** Keeps a catalogue's exact keys, and lets only whole texts in. */
export function words<T extends Record<string, Text | ((...given: never[]) => Text)>>(catalogue: T): T {
  return catalogue;
}

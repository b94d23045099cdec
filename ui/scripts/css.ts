/** The tokens as custom properties, for our own style sheets. */
import type { Plugin } from "vite";
import { COLOUR, SPACE, TYPE } from "../src/look/tokens.ts";

const NAME = "virtual:tokens.css";

export function tokensAsCss(): Plugin {
  const lines = [
    ...Object.entries(TYPE).map(([name, size]) => `--type-${name}: ${size}px;`),
    ...Object.entries(SPACE).map(([name, size]) => `--space-${name}: ${size}px;`),
    ...Object.entries(COLOUR).map(([name, colour]) => `--${name}: ${colour};`),
  ];
  return {
    name: "fieldops:tokens",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: (id) => (id === `\0${NAME}` ? `:root { ${lines.join(" ")} }` : null),
  };
}

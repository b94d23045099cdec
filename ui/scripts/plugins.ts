/** What our build does beside Vite's own: compressed copies, and two modules of a library replaced. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(js|css|svg|json|html|mjs)$/;

/** Beside every text a `.br` and a `.gz`: the server sends them as they are. */
export function compressed(): Plugin {
  return {
    name: "fieldops:compressed",
    apply: "build",
    enforce: "post",
    writeBundle({ dir }) {
      if (!dir) return;
      for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
        if (!TEXT.test(name) || name.startsWith(".vite")) continue;
        const content = readFileSync(join(dir, name));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content, { params }));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

const NO_SCROLL_LOCK = "export default function useScrollLocker() {}";

const MEASURED = `
function measured() {
  const one = document.body.appendChild(document.createElement("div"));
  Object.assign(one.style, { position: "absolute", width: "100px", height: "100px", overflow: "scroll" });
  const size = { width: one.offsetWidth - one.clientWidth, height: one.offsetHeight - one.clientHeight };
  one.remove();
  return size;
}
export default function getScrollBarSize() { return measured().width; }
export function getTargetScrollBarSize() { return measured(); }
`;

/**
 * Two modules of the library write style sheets without our nonce, which the Content-Security-Policy refuses. One keeps the page
 * from scrolling under a dialog: in our frame only the main area scrolls, never the page. The other measures scroll bars, which
 * none of our styles change.
 */
export function withoutStyleSheets(): Plugin {
  return {
    name: "fieldops:without-style-sheets",
    enforce: "pre",
    load(id) {
      const path = id.split("?")[0] ?? "";
      if (/@rc-component\/portal\/(es|lib)\/useScrollLocker\.js$/.test(path)) return NO_SCROLL_LOCK;
      return /@rc-component\/util\/(es|lib)\/getScrollBarSize\.js$/.test(path) ? MEASURED : null;
    },
  };
}

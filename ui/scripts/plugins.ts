/** What our build does beside Vite's own: compressed copies, and one module of a library replaced. */
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

/**
 * The frame's main area scrolls, never the page, so nothing has to be kept from scrolling under a dialog. The library's
 * way of doing so writes a style sheet without our nonce, which the Content-Security-Policy refuses.
 */
export function withoutScrollLock(): Plugin {
  return {
    name: "fieldops:without-scroll-lock",
    enforce: "pre",
    load(id) {
      return /@rc-component\/portal\/(es|lib)\/useScrollLocker\.js$/.test(id.split("?")[0] ?? "")
        ? "export default function useScrollLocker() {}"
        : null;
    },
  };
}

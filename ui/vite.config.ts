import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { tokensAsCss } from "./scripts/css.ts";
import { compressed, withoutStyleSheets } from "./scripts/plugins.ts";

export default defineConfig({
  base: "/app/",
  plugins: [react(), tokensAsCss(), withoutStyleSheets(), compressed()],
  build: {
    outDir: fileURLToPath(new URL("../src/fieldops/web/pages_built", import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    chunkSizeWarningLimit: 1500,
    // A font or picture inside of a style sheet would be a "data:" source.
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": process.env["FIELDOPS_SERVER"] ?? "http://127.0.0.1:8000" } },
});

// Four programs from one tree: the main process and the engine (both on Electron's Node), the command line with its
// companions (plain Node), the preload script and the page. Everything is bundled, so `out/` needs no `node_modules`.

import { existsSync } from "node:fs";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { loadedTogether } from "./scripts/loadedTogether.mjs";
import { enginePlugins } from "./scripts/threadCodePlugin.mjs";

const root = import.meta.dirname;

/** The programs of `out/main/`. Main finds the engine beside itself. */
const nodeEntries = {
  start: "electron/start/start.ts",
  main: "electron/main/main.ts",
  engine: "electron/engine/utility.ts",
  cli: "electron/cli/cli.ts",
  compile: "electron/cli/compile.ts",
  generate: "electron/cli/generate.ts",
  docs: "electron/cli/docs.ts",
  bench: "bench/main.ts",
  guard: "bench/guard/main.ts",
};

/** The oldest Node that runs the command line (Electron's is newer), and the oldest Chrome that shows the page. */
const oldestNode = "node20.19";
const oldestChrome = "chrome148";

/**
 * What `&amp;` and the like mean in Markdown, by a table. Its form for browsers asks the page's own HTML parser, which the page's
 * security policy forbids to all scripts.
 */
const namedReferences = path.join(root, "node_modules/decode-named-character-reference/index.js");

export default defineConfig({
  main: {
    plugins: enginePlugins(),
    build: {
      externalizeDeps: false,
      target: oldestNode,
      sourcemap: true,
      rolldownOptions: {
        input: existing(nodeEntries),
        output: {
          format: "es",
          entryFileNames: "[name].js",
          chunkFileNames: "chunks/[name]-[hash].js",
          codeSplitting: { groups: loadedTogether },
          minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: oldestNode,
      rolldownOptions: {
        input: existing({ preload: "electron/preload/preload.ts" }),
        // A sandboxed preload script can load nothing but Electron: it has to be one CommonJS file.
        output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
      },
    },
  },
  renderer: {
    root: path.join(root, "renderer"),
    plugins: [react()],
    resolve: { alias: { "decode-named-character-reference": namedReferences } },
    build: {
      outDir: path.join(root, "out/renderer"),
      target: oldestChrome,
      sourcemap: true,
      // One style sheet: rules keep their order, and nothing is drawn before its own have come.
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: existing({ index: "renderer/index.html" }),
        output: { minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } } },
      },
    },
  },
});

/** The entries that are there, as absolute paths. */
function existing(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries)
      .map(([name, file]): [string, string] => [name, path.join(root, file)])
      .filter(([, file]) => existsSync(file)),
  );
}

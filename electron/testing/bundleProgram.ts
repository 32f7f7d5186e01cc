// Tests that need a process of its own (to kill it, to measure it) bundle its entry first: plain Node runs no TypeScript.

import path from "node:path";
import { build } from "vite";
import { enginePlugins } from "../../scripts/threadCodePlugin.mjs";
import { madeOnce } from "./madeOnce.ts";

/** Bundles an entry and all it imports, once for all test files; gives the path of the program. */
export async function bundleProgram(entry: string): Promise<string> {
  const name = path.basename(entry, ".ts");
  const folder = await madeOnce(name, (outDir) => bundle(entry, name, outDir));
  return path.join(folder, `${name}.mjs`);
}

async function bundle(entry: string, name: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    plugins: enginePlugins(),
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      target: "node20.19",
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        output: { format: "es", entryFileNames: `${name}.mjs`, chunkFileNames: "chunks/[name]-[hash].mjs" },
      },
    },
  });
}

// Tests that need a process of its own (to kill it, to measure it) bundle its entry first: plain Node runs no TypeScript.

import path from "node:path";
import { build } from "vite";
import { enginePlugins } from "../../scripts/threadCodePlugin.mjs";

/** Bundles an entry and all it imports into one folder; gives the path of the program. */
export async function bundleProgram(entry: string, folder: string): Promise<string> {
  const name = path.basename(entry, ".ts");
  await build({
    configFile: false,
    logLevel: "error",
    plugins: enginePlugins(),
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      target: "node20.19",
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        output: { format: "es", entryFileNames: `${name}.mjs`, chunkFileNames: "chunks/[name]-[hash].mjs" },
      },
    },
  });
  return path.join(folder, `${name}.mjs`);
}

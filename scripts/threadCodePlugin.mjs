// `import code from "./scanThread.ts?thread"` gives a program for a worker thread, bundled into one string of CommonJS for
// `new Worker(code, { eval: true })`. A string for the reason that WebAssembly is one (assemblyScriptPlugin.mjs): the same
// engine runs from a bundle, in tests and on the command line, and need not know where its files lie.

import path from "node:path";
import { build } from "vite";
import { assemblyScriptPlugin } from "./assemblyScriptPlugin.mjs";
import { buildHashPlugin } from "./buildHashPlugin.mjs";
import { resolveMarked } from "./resolveMarked.mjs";

const marker = /\?thread$/;

/** @returns {import("vite").Plugin} */
export function threadCodePlugin() {
  return {
    name: "seekline:thread",
    enforce: "pre",
    resolveId: resolveMarked(marker),
    load: {
      filter: { id: marker },
      async handler(id) {
        const { code, files } = await bundle(id.replace(marker, ""));
        for (const file of files) this.addWatchFile(file);
        return { code: `export default ${JSON.stringify(code)};`, moduleType: "js" };
      },
    },
  };
}

/**
 * @param {string} entry
 * @returns {Promise<{ code: string, files: readonly string[] }>}
 */
async function bundle(entry) {
  const result = await build({
    configFile: false,
    logLevel: "error",
    plugins: [assemblyScriptPlugin()],
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      target: "node20.19",
      write: false,
      rolldownOptions: { output: { format: "cjs", codeSplitting: false } },
    },
  });
  const [output] = "output" in result ? result.output : [];
  if (output === undefined) throw new Error(`${entry} gave no bundle`);
  return {
    code: output.code,
    files: output.moduleIds.filter((file) => path.isAbsolute(file)).map((file) => file.replace(/\?.*$/, "")),
  };
}

/** What every bundle of the engine needs. */
export function enginePlugins() {
  return [assemblyScriptPlugin(), threadCodePlugin(), buildHashPlugin()];
}

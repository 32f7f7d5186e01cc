// `import wasm from "./assembly/scanner.ts?wasm"` gives the compiled module as a base64 string, in Vite, electron-vite and
// Vitest alike. A string and no file beside the bundle, because the same engine runs in Electron, in plain Node, in worker
// threads and in tests, and none of them then has to know where its files lie.

import { fileURLToPath } from "node:url";
import { compileAssemblyScript } from "./compileAssemblyScript.mjs";
import { resolveMarked } from "./resolveMarked.mjs";

const marker = /\?wasm$/;
const defaultCacheDir = fileURLToPath(new URL("../node_modules/.cache/seekline/wasm", import.meta.url));

/**
 * @param {{ cacheDir?: string }} [settings]
 * @returns {import("vite").Plugin}
 */
export function assemblyScriptPlugin({ cacheDir = defaultCacheDir } = {}) {
  return {
    name: "seekline:assemblyscript",
    enforce: "pre",
    resolveId: resolveMarked(marker),
    load: {
      filter: { id: marker },
      async handler(id) {
        const { wasm, files } = await compileAssemblyScript(id.replace(marker, ""), { cacheDir });
        for (const file of files) this.addWatchFile(file);
        return { code: `export default ${JSON.stringify(wasm.toString("base64"))};`, moduleType: "js" };
      },
    },
  };
}

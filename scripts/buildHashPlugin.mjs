// `import build from "./derivedFiles.ts?build"` gives the hash of all that a build is made of (buildInputs.mjs): what one build has
// kept of a transcript another one, whose readers may differ, does not take for its own. No number has to be raised by hand.

import { hashBuildInputs } from "./buildInputs.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { resolveMarked } from "./resolveMarked.mjs";

const marker = /\?build$/;

/** @returns {import("vite").Plugin} */
export function buildHashPlugin() {
  return {
    name: "seekline:build",
    enforce: "pre",
    resolveId: resolveMarked(marker),
    load: {
      filter: { id: marker },
      handler: () => ({ code: `export default "${hashBuildInputs(projectRoot)}";`, moduleType: "js" }),
    },
  };
}

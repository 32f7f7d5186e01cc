// What `npm pack` does first: the package is the command line alone, built, with the licences of all that is in it.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { licencesText } from "./package/licences.mjs";
import { shippedPackages } from "./package/shippedPackages.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runAsProgram } from "./runAsProgram.mjs";

await runAsProgram(import.meta.url, async () => {
  await ensureInstalled();
  await build({ quiet: true });
  writeFileSync(path.join(projectRoot, "out/THIRD-PARTY-LICENCES.txt"), licencesText(shippedPackages()));
  return 0;
});

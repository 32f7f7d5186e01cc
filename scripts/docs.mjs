// Writes the pages that are made from the description of the command line.

import { runBuilt } from "./runBuilt.mjs";

await runBuilt("docs");

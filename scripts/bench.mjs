// One at a time: two of them would measure each other, and share the files that they measure.

import path from "node:path";
import { alone } from "./alone.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runBuilt } from "./runBuilt.mjs";

await alone(path.join(projectRoot, ".cache/bench.lock"), () => runBuilt("bench"));

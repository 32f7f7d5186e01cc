// `npm run soak`: hours under load. `-- --seconds N` is for the command line that follows a transcript, `-- --hours N` for the app. `-- --writes N`: how long it
// takes in the app from a write to the row that is painted, with `--rate N` while others write so many lines a second.

import { parseArgs } from "node:util";
import { soakApp, soakPainted } from "./soakApp.mjs";
import { soakFollow } from "./soakFollow.mjs";

const { values } = parseArgs({
  options: {
    hours: { type: "string" },
    writes: { type: "string" },
    rate: { type: "string", default: "0" },
    results: { type: "string", short: "o" },
    seconds: { type: "string", default: "600" },
    program: { type: "string" },
    filter: { type: "string" },
  },
});
const { hours, writes, rate, results, seconds, program, filter } = values;
process.exitCode =
  writes !== undefined
    ? await soakPainted(Number(writes), Number(rate))
    : hours === undefined
      ? await soakFollow({ seconds: Number(seconds), program, filter })
      : await soakApp({ hours: Number(hours), results });

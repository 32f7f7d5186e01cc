// `npm run soak`: hours under load. `-- --seconds N` is for the command line that follows a transcript, `-- --hours N` for the app.

import { parseArgs } from "node:util";
import { soakApp } from "./soakApp.mjs";
import { soakFollow } from "./soakFollow.mjs";

const { values } = parseArgs({
  options: {
    hours: { type: "string" },
    results: { type: "string", short: "o" },
    seconds: { type: "string", default: "600" },
    program: { type: "string" },
    filter: { type: "string" },
  },
});
const { hours, results, seconds, program, filter } = values;
process.exitCode =
  hours === undefined
    ? await soakFollow({ seconds: Number(seconds), program, filter })
    : await soakApp({ hours: Number(hours), results });

#!/usr/bin/env node
// The command line: the same engine without a window, in plain Node. See `runCli.ts`.

import v8 from "node:v8";
import { keepCompiledCode } from "./compiledCode.ts";
import { endOnUnexpected } from "./lastResort.ts";

endOnUnexpected("seekline");
// The engine makes much short-lived garbage and little that lasts: a small nursery, and a heap that grows in small steps, keep
// it as small as its work. The app starts its engine with the same flags.
v8.setFlagsFromString("--max-semi-space-size=1");
v8.setFlagsFromString("--optimize-for-size");

keepCompiledCode();
const { runCli } = await import("./runCli.ts");
process.exitCode = await runCli(process.argv.slice(2));
// Interrupted: everything is cleaned up by now, and a thread that is still reading is not waited for.
if (process.exitCode > 128) process.exit(process.exitCode);

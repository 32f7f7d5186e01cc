#!/usr/bin/env node
// The command line: the same engine without a window, in plain Node. See `runCli.ts`.

import { runCli } from "./runCli.ts";

process.exitCode = await runCli(process.argv.slice(2));
// Interrupted: everything is cleaned up by now, and a thread that is still reading is not waited for.
if (process.exitCode > 128) process.exit();

#!/usr/bin/env node
// The program `seekline`, as CommonJS: the runtime loads its modules of the other kind by code that takes it several ms more. Where the
// command line was not compiled for this runtime, the modules are loaded all the same (`cli.ts`).

import path from "node:path";
import { pathToFileURL } from "node:url";
import { compiledCli } from "./compiledCli.ts";
import { endOnUnexpected } from "./lastResort.ts";
import { prepareRuntime, runToEnd } from "./runToEnd.ts";

prepareRuntime();
const commandLine = compiledCli(import.meta.dirname);
if (commandLine === undefined) void import(pathToFileURL(path.join(import.meta.dirname, "cli.js")).href);
else {
  endOnUnexpected("seekline");
  void runToEnd(commandLine);
}

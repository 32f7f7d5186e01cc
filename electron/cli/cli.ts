#!/usr/bin/env node
// The command line: the same engine without a window, in plain Node. See `runCli.ts`.

import v8 from "node:v8";
import { smallHeapFlags } from "../../shared/smallHeap.ts";
import { compiledCli } from "./compiledCli.ts";
import { keepCompiledCode } from "./compiledCode.ts";
import { endOnUnexpected } from "./lastResort.ts";

endOnUnexpected("seekline");
// What nearly every command needs of the runtime is loaded before: under other flags it would compile its own modules anew.
for (const name of ["node:os", "node:perf_hooks", "node:timers/promises", "node:util", "node:zlib"]) {
  process.getBuiltinModule(name);
}
for (const flag of smallHeapFlags) v8.setFlagsFromString(flag);

const { runCli } = compiledCli(import.meta.dirname) ?? (await uncompiledCli());
process.exitCode = await runCli(process.argv.slice(2));
// Interrupted: everything is cleaned up by now, and a thread that is still reading is not waited for.
if (process.exitCode > 128) process.exit(process.exitCode);

function uncompiledCli(): Promise<typeof import("./runCli.ts")> {
  keepCompiledCode();
  return import("./runCli.ts");
}

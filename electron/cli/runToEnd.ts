// What the two programs of the command line have in common (`quickCli.ts`, `cli.ts`).

import v8 from "node:v8";
import { smallHeapFlags } from "../../shared/smallHeap.ts";
import type { CommandLine } from "./compiledCli.ts";

/**
 * A function of WebAssembly is optimised when it has run for some ten ms, not for one: on a small file that takes longer than it saves,
 * and on a large one it makes no difference. Only on Node 20, since V8 says so on standard error when it does not know a flag.
 */
const webAssemblyFlag = "--wasm-tiering-budget=20000000";

/** What nearly every command needs of the runtime is loaded before its flags are set: under others it would compile its own modules anew. */
export function prepareRuntime(): void {
  for (const name of ["node:fs/promises", "node:os", "node:perf_hooks", "node:timers/promises", "node:zlib"]) {
    process.getBuiltinModule(name);
  }
  // Its reader of arguments is a module of its own, loaded when it is first looked at.
  void process.getBuiltinModule("node:util").parseArgs;
  for (const flag of smallHeapFlags) v8.setFlagsFromString(flag);
  if (process.versions.v8.startsWith("11.")) v8.setFlagsFromString(webAssemblyFlag);
}

/** Runs the command of the process and ends with its status. */
export async function runToEnd({ runCli }: CommandLine): Promise<void> {
  process.exitCode = await runCli(process.argv.slice(2));
  // Interrupted: everything is cleaned up by now, and a thread that is still reading is not waited for.
  if (process.exitCode > 128) process.exit(process.exitCode);
}

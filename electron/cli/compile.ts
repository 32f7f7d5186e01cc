// The end of a build (scripts/compileCommandLine.mjs): runs a command on samples as the command line would, and keeps what was
// compiled for it.

import { commandLineOf, compiledCliFile } from "./compiledCli.ts";
import { loadProgram } from "./compiledProgram.ts";
import { endOnUnexpected } from "./lastResort.ts";
import { prepareRuntime } from "./runToEnd.ts";

endOnUnexpected("compile");
// What is compiled under other flags is not believed; so it is no command that sets some of its own.
prepareRuntime();
const program = loadProgram(compiledCliFile(import.meta.dirname), false);
const commandLine = commandLineOf(program);
if (commandLine === undefined) throw new Error("no command line was built");
for (const sample of process.argv.slice(2)) {
  const status = await commandLine.runCli(["rows", sample]);
  if (status !== 0) process.exit(status);
}
program?.keep();

// The end of a build (scripts/compileCommandLine.mjs): runs commands on samples as the command line would, and keeps what was
// compiled for them. They write to a folder that is handed over.

import path from "node:path";
import { commandLineOf, compiledCliFile } from "./compiledCli.ts";
import { modulesToKeep } from "./compiledModules.ts";
import { forgetNothing, loadProgram } from "./compiledProgram.ts";
import { endOnUnexpected } from "./lastResort.ts";
import { prepareRuntime } from "./runToEnd.ts";

endOnUnexpected("compile");
// What is compiled under other flags is not believed; so it is no command that sets some of its own.
prepareRuntime();
const mayForget = forgetNothing();
const entry = compiledCliFile(import.meta.dirname);
const program = loadProgram(entry, false);
const commandLine = commandLineOf(program);
if (commandLine === undefined) throw new Error("no command line was built");
const { modules, keep } = modulesToKeep();
const [folder = "", ...samples] = process.argv.slice(2);
const target = path.join(folder, "snapshot.jsonl");
for (const sample of samples) {
  for (const command of [
    ["rows", sample],
    ["summary", sample],
    ["export", sample, "--as", "snapshot", "--force", "-o", target],
  ]) {
    const status = await commandLine.runCli(command, modules);
    if (status !== 0) process.exit(status);
  }
}
mayForget();
program?.keep();
keep(path.dirname(entry));

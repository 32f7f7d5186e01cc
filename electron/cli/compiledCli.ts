import path from "node:path";
import { keptModules } from "./compiledModules.ts";
import type { CompiledProgram } from "./compiledProgram.ts";
import { loadProgram } from "./compiledProgram.ts";

export type CommandLine = Pick<typeof import("./runCli.ts"), "runCli">;

/** Where a build puts it, in the folder of its programs. */
export function compiledCliFile(programs: string): string {
  return path.join(programs, "compiled/runCli.cjs");
}

/** The command line as this runtime has compiled it at the end of a build; undefined where another one has, or none. */
export function compiledCli(programs: string): CommandLine | undefined {
  const entry = compiledCliFile(programs);
  const commandLine = commandLineOf(loadProgram(entry, true));
  const modules = keptModules(path.dirname(entry));
  return commandLine && { runCli: (argv) => commandLine.runCli(argv, modules) };
}

export function commandLineOf(program: CompiledProgram | undefined): CommandLine | undefined {
  return isCommandLine(program?.exports) ? program.exports : undefined;
}

// It is bundled from the same sources as this, so its shape is checked once here and trusted from then on.
function isCommandLine(exports: unknown): exports is CommandLine {
  return typeof exports === "object" && exports !== null && "runCli" in exports && typeof exports.runCli === "function";
}

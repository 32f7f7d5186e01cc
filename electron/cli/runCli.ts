// The command line from arguments to exit status. A failure is one sentence on standard error and leaves nothing behind.
//
// What a command needs is loaded when it is run: on a small file, loading is most of the work.

import packageFile from "../../package.json";
import { assertNever } from "../../shared/assertNever.ts";
import type { Failure } from "../../shared/failure.ts";
import { describeFailure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { onWarning } from "../engine/environment/warnings.ts";
import type { CompiledModules } from "../engine/environment/webAssembly.ts";
import { useCompiledModules } from "../engine/environment/webAssembly.ts";
import { SourceError } from "../engine/source/fileSource.ts";
import type { LibraryRequest } from "./arguments/libraryArguments.ts";
import type { Request, TranscriptRequest } from "./arguments/readArguments.ts";
import { readArguments } from "./arguments/readArguments.ts";
import type { ReceiveRequest } from "./arguments/receiveArguments.ts";
import type { ServeRequest } from "./arguments/serveArguments.ts";
import type { VerifyRequest } from "./arguments/verifyArguments.ts";
import type { Interruption } from "./interruption.ts";
import { watchInterruption } from "./interruption.ts";
import { isFolder } from "./isFolder.ts";
import { regexProblem } from "./regexProblem.ts";
import { OutputClosed, OutputFailed, openStandardOutput } from "./standardOutput.ts";
import type { Terminal } from "./terminal.ts";
import { openTerminal } from "./terminal.ts";

/** Exit statuses. */
const done = 0;
const failed = 1;
const wrongUse = 2;

/** Runs a command; gives the exit status: 0 done, 1 failed, 2 wrong use, 130 interrupted. `compiled`: asked before WebAssembly is compiled. */
export async function runCli(argv: readonly string[], compiled?: CompiledModules): Promise<number> {
  if (compiled !== undefined) useCompiledModules(compiled);
  const terminal = openTerminal(openStandardOutput());
  const read = readArguments(argv);
  if (!read.ok) {
    const { shortUsage } = await import("./description/helpText.ts");
    for (const line of [`seekline: ${read.failure}`, "", ...shortUsage(argv[0]).trimEnd().split("\n")])
      terminal.say(line);
    return wrongUse;
  }
  const interruption = watchInterruption();
  const endWarnings = onWarning((sentence) => terminal.say(`seekline: ${sentence}`));
  try {
    switch (read.value.type) {
      case "help": {
        const { helpText } = await import("./description/helpText.ts");
        await terminal.output.write(helpText(read.value.about));
        return done;
      }
      case "version":
        await terminal.output.write(`${packageFile.version}\n`);
        return done;
      case "command":
        return await runCommand(read.value.request, terminal, interruption);
      default:
        return assertNever(read.value);
    }
  } catch (error) {
    if (error instanceof OutputClosed) return done;
    if (error instanceof OutputFailed) return await report(error.failure, terminal, interruption);
    throw error;
  } finally {
    terminal.progress("");
    interruption.release();
    endWarnings();
  }
}

async function runCommand(request: Request, terminal: Terminal, interruption: Interruption): Promise<number> {
  switch (request.command) {
    case "cache": {
      const { cacheCommand } = await import("./cacheCommand.ts");
      await terminal.output.write(cacheCommand(request.action));
      return done;
    }
    case "completion": {
      const { completionOf } = await import("./description/completion/completion.ts");
      await terminal.output.write(completionOf(request.shell));
      return done;
    }
    case "run": {
      const { runProgram } = await import("./runCommand.ts");
      // It decides itself what signals mean.
      interruption.release();
      return await runProgram(request, terminal);
    }
    case "compare": {
      const { compareCommand } = await import("./compareCommand.ts");
      return endOf(terminal, interruption, () => compareCommand(request, { terminal, signal: interruption.signal }));
    }
    case "verify":
      return await runVerify(request, terminal, interruption);
    case "receive":
      return await runReceive(request, terminal, interruption);
    case "serve":
      return await runServe(request, terminal, interruption);
    case "library":
      return await runLibrary(request, terminal, interruption);
    default:
      return await runOnTranscript(request, terminal, interruption);
  }
}

async function runOnTranscript(
  request: TranscriptRequest,
  terminal: Terminal,
  interruption: Interruption,
): Promise<number> {
  const isGroup =
    (request.file !== "-" && isFolder(request.file)) || ("members" in request && request.members.length > 1);
  if (isGroup && !("members" in request)) {
    terminal.say(`seekline: “${request.file}” is a folder, which stats, rows and export take: give one FILE`);
    return wrongUse;
  }
  const problem = "filter" in request ? await regexProblem(request.filter, request.filterText) : undefined;
  if (problem !== undefined) {
    terminal.say(`seekline: ${problem}`);
    return wrongUse;
  }
  if (isGroup && "members" in request) {
    const { groupUseProblem, runOnGroup } = await import("./groupCommands.ts");
    const wrong = groupUseProblem(request);
    if (wrong === undefined)
      return endOf(terminal, interruption, () => runOnGroup(request, { terminal, signal: interruption.signal }));
    terminal.say(`seekline: ${wrong}`);
    return wrongUse;
  }
  const { runRequest } = await import("./runRequest.ts");
  return endOf(terminal, interruption, () => runRequest(request, { terminal, signal: interruption.signal }));
}

async function runVerify(request: VerifyRequest, terminal: Terminal, interruption: Interruption): Promise<number> {
  const { verifyCommand } = await import("./verifyCommand.ts");
  return endOf(terminal, interruption, () => verifyCommand(request, { terminal, signal: interruption.signal }));
}

async function runReceive(request: ReceiveRequest, terminal: Terminal, interruption: Interruption): Promise<number> {
  const { receiveCommand } = await import("./receiveCommand.ts");
  return endOf(terminal, interruption, () => receiveCommand(request, { terminal, signal: interruption.signal }));
}

async function runServe(request: ServeRequest, terminal: Terminal, interruption: Interruption): Promise<number> {
  const { serveCommand } = await import("./serveCommand.ts");
  return endOf(terminal, interruption, () => serveCommand(request, { terminal, signal: interruption.signal }));
}

async function runLibrary(request: LibraryRequest, terminal: Terminal, interruption: Interruption): Promise<number> {
  const { libraryCommand } = await import("./libraryCommand.ts");
  return endOf(terminal, interruption, () => libraryCommand(request, { terminal, signal: interruption.signal }));
}

/** The exit status of a command. */
async function endOf(
  terminal: Terminal,
  interruption: Interruption,
  command: () => Promise<Result<undefined>>,
): Promise<number> {
  try {
    const result = await command();
    if (!result.ok) return await report(result.failure, terminal, interruption);
    await terminal.output.finish();
    return done;
  } catch (error) {
    if (interruption.signal.aborted) return interruption.status();
    if (error instanceof SourceError) return await report(error.failure, terminal, interruption);
    throw error;
  }
}

async function report(failure: Failure, terminal: Terminal, interruption: Interruption): Promise<number> {
  if (failure.code === "cancelled" && interruption.signal.aborted) return interruption.status();
  terminal.say(`seekline: ${describeFailure(failure)}`);
  if (failure.code === "several-threads") {
    const { printThreads } = await import("./threadList.ts");
    for (const line of printThreads(failure.threads)) terminal.say(line);
  }
  return failed;
}

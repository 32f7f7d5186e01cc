// The command line from arguments to exit status. A failure is one sentence on standard error and leaves nothing behind.

import packageFile from "../../package.json";
import { assertNever } from "../../shared/assertNever.ts";
import type { Failure } from "../../shared/failure.ts";
import { describeFailure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { removeUnfinishedFiles } from "../engine/environment/unfinishedFiles.ts";
import { onWarning } from "../engine/environment/warnings.ts";
import { cacheLimit } from "../engine/index/indexCache.ts";
import { threadCount } from "../engine/index/threadPool.ts";
import { SourceError } from "../engine/source/fileSource.ts";
import type { FilePlace } from "../engine/source/source.ts";
import type { CheckRequest, Request, SummaryRequest, VerifyRequest } from "./args.ts";
import { readArguments } from "./args.ts";
import { cacheCommand } from "./cacheCommand.ts";
import { checkCommand } from "./checkCommand.ts";
import { exportCommand } from "./exportCommand.ts";
import type { Interruption } from "./interruption.ts";
import { watchInterruption } from "./interruption.ts";
import type { ReceiveRequest } from "./liveArguments.ts";
import type { Session } from "./openInput.ts";
import { isFolder, withFile, withTranscript } from "./openInput.ts";
import type { ReadSession } from "./readSession.ts";
import { receiveCommand } from "./receiveCommand.ts";
import { recordCommand } from "./recordCommand.ts";
import { rowsCommand } from "./rowsCommand.ts";
import { runProgram } from "./runCommand.ts";
import { sendCommand } from "./sendCommand.ts";
import { OutputClosed, OutputFailed, openStandardOutput } from "./standardOutput.ts";
import { statsCommand } from "./statsCommand.ts";
import { summaryCommand } from "./summaryCommand.ts";
import type { Terminal } from "./terminal.ts";
import { openTerminal } from "./terminal.ts";
import { printThreads } from "./threadList.ts";
import { usage } from "./usage.ts";
import { verifyCommand } from "./verifyCommand.ts";

/** Exit statuses. */
const done = 0;
const failed = 1;
const wrongUse = 2;

/** Runs a command; gives the exit status: 0 done, 1 failed, 2 wrong use, 130 interrupted. */
export async function runCli(argv: readonly string[]): Promise<number> {
  const terminal = openTerminal(openStandardOutput());
  const read = readArguments(argv);
  if (!read.ok) {
    for (const line of [`seekline: ${read.failure}`, "", ...usage(undefined).trimEnd().split("\n")]) terminal.say(line);
    return wrongUse;
  }
  const interruption = watchInterruption();
  const endWarnings = onWarning((sentence) => terminal.say(`seekline: ${sentence}`));
  try {
    switch (read.value.type) {
      case "help":
        await terminal.output.write(usage(read.value.about));
        return done;
      case "version":
        await terminal.output.write(`${packageFile.version}\n`);
        return done;
      case "cache":
        await terminal.output.write(cacheCommand(read.value.action));
        return done;
      case "verify":
        return await runVerify(read.value.request, terminal, interruption);
      case "program":
        removeUnfinishedFiles();
        // It decides itself what signals mean.
        interruption.release();
        return await runProgram(read.value.request, terminal);
      case "receive":
        return await runReceive(read.value.request, terminal, interruption);
      case "run":
        checkSettings();
        removeUnfinishedFiles();
        return await runRequest(read.value.request, terminal, interruption);
      default:
        return assertNever(read.value);
    }
  } catch (error) {
    if (error instanceof OutputClosed) return done;
    if (error instanceof OutputFailed) return report(error.failure, terminal, interruption);
    throw error;
  } finally {
    terminal.progress("");
    interruption.release();
    endWarnings();
  }
}

/** What cannot be read of them is said at once, whether it matters to this command or not. */
function checkSettings(): void {
  threadCount();
  cacheLimit();
}

async function runRequest(request: Request, terminal: Terminal, interruption: Interruption): Promise<number> {
  if (request.file !== "-" && isFolder(request.file)) {
    terminal.say(
      `seekline: “${request.file}” is a folder; several transcripts as one are not supported yet: give one FILE`,
    );
    return wrongUse;
  }
  const { signal } = interruption;
  return endOf(terminal, interruption, () =>
    isRead(request)
      ? withFile(request, terminal, signal, (file) => readCommand(request, file, { terminal, signal }))
      : withTranscript(request, terminal, signal, (session) => runCommand(request, session)),
  );
}

function runVerify(request: VerifyRequest, terminal: Terminal, interruption: Interruption): Promise<number> {
  return endOf(terminal, interruption, () => verifyCommand(request, { terminal, signal: interruption.signal }));
}

function runReceive(request: ReceiveRequest, terminal: Terminal, interruption: Interruption): Promise<number> {
  return endOf(terminal, interruption, () => receiveCommand(request, { terminal, signal: interruption.signal }));
}

/** The exit status of a command. */
async function endOf(
  terminal: Terminal,
  interruption: Interruption,
  command: () => Promise<Result<undefined>>,
): Promise<number> {
  try {
    const result = await command();
    if (!result.ok) return report(result.failure, terminal, interruption);
    await terminal.output.finish();
    return done;
  } catch (error) {
    if (interruption.signal.aborted) return interruption.status();
    if (error instanceof SourceError) return report(error.failure, terminal, interruption);
    throw error;
  }
}

/** Commands that read the file once and need no index. */
function isRead(request: Request): request is SummaryRequest | CheckRequest {
  return request.command === "summary" || request.command === "check";
}

function readCommand(
  request: SummaryRequest | CheckRequest,
  file: FilePlace,
  session: ReadSession,
): Promise<Result<undefined>> {
  return request.command === "summary" ? summaryCommand(request, file, session) : checkCommand(request, file, session);
}

function runCommand(
  request: Exclude<Request, SummaryRequest | CheckRequest>,
  session: Session,
): Promise<Result<undefined>> {
  switch (request.command) {
    case "stats":
      return statsCommand(request, session);
    case "rows":
      return rowsCommand(request, session);
    case "record":
      return recordCommand(request, session);
    case "export":
      return exportCommand(request, session);
    case "send":
      return sendCommand(request, session);
    default:
      return assertNever(request);
  }
}

function report(failure: Failure, terminal: Terminal, interruption: Interruption): number {
  if (failure.code === "cancelled" && interruption.signal.aborted) return interruption.status();
  terminal.say(`seekline: ${describeFailure(failure)}`);
  if (failure.code === "several-threads") for (const line of printThreads(failure.threads)) terminal.say(line);
  return failed;
}

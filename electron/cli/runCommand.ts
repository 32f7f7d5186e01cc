// Runs a program and keeps what it prints as a transcript: watched while it runs, summed up behind it. Its exit status is ours.

import type { Failure } from "../../shared/failure.ts";
import { describeFailure } from "../../shared/failure.ts";
import { runAnswerBytes } from "../../shared/limits.ts";
import { printJson } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { removeUnfinishedFiles } from "../engine/environment/unfinishedFiles.ts";
import { endsOf, type TextEnds } from "../engine/live/endsOf.ts";
import { passOn } from "../engine/live/passOn.ts";
import { type Child, startChild } from "../engine/live/startChild.ts";
import { openFile } from "../engine/source/fileSource.ts";
import type { Source } from "../engine/source/source.ts";
import { summariseFile } from "../engine/summary/summariseFile.ts";
import type { RunRequest } from "./arguments/runArguments.ts";
import { openApp } from "./openApp.ts";
import { problemOf, type RunEnd, statusOf } from "./runEnd.ts";
import { keptOutput, type OutputFile, spooledOutput, watchedOutput } from "./runFiles.ts";
import { OutputClosed } from "./standardOutput.ts";
import { printSummary } from "./summaryTable.ts";
import type { Terminal } from "./terminal.ts";

/** Exit status of a run that could not be read or begun. */
const failed = 1;
/** Between two looks at how much room is left, in ms. */
const lookMs = 1_000;

export async function runProgram(request: RunRequest, terminal: Terminal): Promise<number> {
  removeUnfinishedFiles();
  const stdout = await outputOf(request);
  if (!stdout.ok) return refuse(stdout.failure, terminal);
  const stderr = await spooledOutput("standard-error");
  try {
    return stderr.ok ? await runInto(request, stdout.value, stderr.value, terminal) : refuse(stderr.failure, terminal);
  } finally {
    await stdout.value.remove();
    if (stderr.ok) await stderr.value.remove();
  }
}

async function outputOf({ keep, open, program }: RunRequest): Promise<Result<OutputFile>> {
  if (keep !== undefined) return keptOutput(keep);
  return open ? watchedOutput(program) : await spooledOutput("standard-output");
}

function refuse(failure: Failure, terminal: Terminal): number {
  terminal.say(`seekline: ${describeFailure(failure)}`);
  return failed;
}

async function runInto(
  request: RunRequest,
  stdout: OutputFile,
  stderr: OutputFile,
  terminal: Terminal,
): Promise<number> {
  const [printed, complaints] = [openFile(stdout), openFile(stderr)];
  if (!printed.ok) return refuse(printed.failure, terminal);
  if (!complaints.ok) return refuse(complaints.failure, terminal);
  try {
    if (request.open) {
      const problem = openApp(stdout.path);
      if (problem !== undefined) terminal.say(`seekline: ${problem}`);
    }
    const ended = await run(
      request,
      stdout,
      stderr,
      { printed: printed.value, complaints: complaints.value },
      terminal,
    );
    const failure =
      request.summary && ended.end.is !== "not-started"
        ? await summarise(request, stdout, ended, endsOf(complaints.value), terminal)
        : undefined;
    if (failure !== undefined) terminal.say(`seekline: ${describeFailure(failure)}`);
    const problem = problemOf(request, ended);
    if (problem !== undefined) terminal.say(`seekline: ${problem}`);
    if (request.open && request.keep === undefined && printed.value.currentSize() > 0) {
      terminal.say(`seekline: What it printed stays in “${stdout.path}” to be looked at. Remove it when you are done.`);
    }
    return statusOf(ended) === 0 && failure !== undefined ? failed : statusOf(ended);
  } finally {
    printed.value.close();
    complaints.value.close();
  }
}

async function run(
  request: RunRequest,
  stdout: OutputFile,
  stderr: OutputFile,
  { printed, complaints }: { readonly printed: Source; readonly complaints: Source },
  terminal: Terminal,
): Promise<RunEnd> {
  const started = performance.now();
  const { program: command, args, timeoutSeconds, summary, quiet, keep } = request;
  const child = startChild({ command, args, stdout: stdout.descriptor, stderr: stderr.descriptor });
  const stopForwarding = forwardSignals(child);
  let isTimedOut = false;
  let full: Failure | undefined;
  const timeout =
    timeoutSeconds === undefined
      ? undefined
      : setTimeout(() => {
          isTimedOut = true;
          void child.end();
        }, timeoutSeconds * 1_000);
  const look = setInterval(() => {
    full ??= stdout.whyFull() ?? stderr.whyFull();
    if (full !== undefined) void child.end();
  }, lookMs);
  try {
    const passing = [
      ...(summary || quiet ? [] : [passOn(printed, child.ended, (bytes) => terminal.output.write(bytes))]),
      ...(quiet ? [] : [passOn(complaints, child.ended, writeError)]),
    ];
    // Where nobody reads on and nothing is kept, nothing more is to be done.
    const passed = Promise.all(passing).catch(async (error: unknown) => {
      if (!(error instanceof OutputClosed) || keep === undefined) await child.end();
      if (!(error instanceof OutputClosed)) throw error;
    });
    const [end] = await Promise.all([child.ended, passed]);
    // Who ends quickly may have met a full disk between two looks.
    full ??= stdout.whyCut() ?? stderr.whyCut();
    if (isTimedOut || full !== undefined) await child.end();
    return { end, isTimedOut, full, milliseconds: Math.round(performance.now() - started) };
  } finally {
    clearTimeout(timeout);
    clearInterval(look);
    stopForwarding();
  }
}

/** The program decides what a signal means; we end when it does. */
function forwardSignals(child: Child): () => void {
  const names = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;
  const listeners = names.map((name) => {
    const listener = (): void => child.signal(name);
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return () => {
    for (const stop of listeners) stop();
  };
}

function writeError(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => process.stderr.write(bytes, () => resolve()));
}

async function summarise(
  { format, kindPath, timePath, json, program, args }: RunRequest,
  stdout: OutputFile,
  ended: RunEnd,
  stderr: TextEnds,
  terminal: Terminal,
): Promise<Failure | undefined> {
  const summary = await summariseFile(stdout, {
    ...{ format, kindPath, timePath, answerBytes: runAnswerBytes },
    onNotice: (notice) => terminal.say(`seekline: ${notice}`),
  });
  if (!summary.ok) return summary.failure;
  const { end, isTimedOut: timedOut, milliseconds } = ended;
  const status = end.is === "exited" ? end.status : null;
  const signal = end.is === "signalled" ? end.signal : null;
  const said = {
    ...summary.value,
    run: { command: [program, ...args], status, signal, timedOut, milliseconds, stderr },
  };
  await terminal.output.write(json ? `${printJson(said)}\n` : printSummary(summary.value));
  await terminal.output.finish();
  return undefined;
}

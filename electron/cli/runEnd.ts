// How a program of `run` ended, as an exit status and in words.

import os from "node:os";
import path from "node:path";
import type { Failure } from "../../shared/failure.ts";
import { describeFailure } from "../../shared/failure.ts";
import { wordsFor } from "../engine/export/writeFailure.ts";
import type { ChildEnd } from "../engine/live/startChild.ts";
import type { RunRequest } from "./arguments/runArguments.ts";

/** As shells and timeout(1) have them. */
const exitStatus = { timedOut: 124, notExecutable: 126, notFound: 127, signalled: 128, failed: 1 } as const;
/** How a run ended, beside how its program did. */
export interface RunEnd {
  readonly end: ChildEnd;
  readonly isTimedOut: boolean;
  readonly full: Failure | undefined;
  readonly milliseconds: number;
}

export function statusOf({ end, isTimedOut, full }: RunEnd): number {
  if (end.is === "not-started") return end.word === "ENOENT" ? exitStatus.notFound : exitStatus.notExecutable;
  if (isTimedOut) return exitStatus.timedOut;
  if (full !== undefined) return exitStatus.failed;
  return end.is === "exited" ? end.status : exitStatus.signalled + os.constants.signals[end.signal];
}

/** A sentence for a run that did not end by itself. */
export function problemOf(
  { program, timeoutSeconds, keep }: RunRequest,
  { end, isTimedOut, full }: RunEnd,
): string | undefined {
  if (end.is === "not-started") {
    if (end.word === "ENOENT") return `There is no program “${program}”. Check its name, or give its path.`;
    if (end.word === "EACCES")
      return `“${program}” is no program that you may run. Check its name and its permissions.`;
    return `“${program}” cannot be started (${wordsFor(Object.assign(new Error(end.word), { code: end.word }))}).`;
  }
  if (isTimedOut) {
    const kept = keep === undefined ? "" : ` What it printed before is in “${path.basename(keep)}”.`;
    return `“${program}” was ended after ${timeoutSeconds} s.${kept}`;
  }
  return full === undefined ? undefined : describeFailure(full);
}

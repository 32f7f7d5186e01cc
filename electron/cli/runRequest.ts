// Runs a command that reads a transcript. Of its kind each is loaded when it is run, with what it alone needs of the engine.

import { assertNever } from "../../shared/assertNever.ts";
import type { Result } from "../../shared/result.ts";
import { removeUnfinishedFiles } from "../engine/environment/unfinishedFiles.ts";
import { cacheLimit } from "../engine/index/cacheLimit.ts";
import { codecModule } from "../engine/index/segmentCodec.ts";
import { threadCount } from "../engine/index/threadPool.ts";
import { scannerModule } from "../engine/scanner/scannerModule.ts";
import type { FilePlace } from "../engine/source/source.ts";
import type { CheckRequest } from "./arguments/checkArguments.ts";
import type { TranscriptRequest } from "./arguments/readArguments.ts";
import type { SummaryRequest } from "./arguments/summaryArguments.ts";
import type { Session } from "./openInput.ts";
import { withFile, withTranscript } from "./openInput.ts";
import type { ReadSession } from "./readSession.ts";

/** The failure is told by the caller. */
export async function runRequest(
  request: TranscriptRequest,
  { terminal, signal }: ReadSession,
): Promise<Result<undefined>> {
  checkSettings();
  removeUnfinishedFiles();
  if (request.command === "stats") tuneForCounting();
  return await (isRead(request)
    ? withFile(request, terminal, signal, (file) => readCommand(request, file, { terminal, signal }))
    : withTranscript(request, terminal, signal, (session) => runCommand(request, session)));
}

/**
 * Counting is done in WebAssembly. What JavaScript there is runs for some ms, so that optimising it, as soon as the runtime does by
 * default, takes longer than it saves: 1 MB of bytecode is to be run before that, instead of 66 KB. For the same reason loops of
 * WebAssembly are not unrolled, and all garbage is collected when there is four times as much as was left. Other commands run longer.
 */
const countingFlags = ["--interrupt-budget=1000000", "--no-wasm-loop-unrolling", "--heap-growing-percent=300"] as const;

/** Only on Node 20: newer ones keep what they have compiled, and V8 says so on standard error when it does not know a flag. */
function tuneForCounting(): void {
  if (!process.versions.v8.startsWith("11.")) return;
  // What was compiled when the program was built is believed under the flags of a start alone.
  scannerModule();
  codecModule();
  const v8 = process.getBuiltinModule("node:v8");
  for (const flag of countingFlags) v8.setFlagsFromString(flag);
}

/** What cannot be read of them is said at once, whether it matters to this command or not. */
function checkSettings(): void {
  threadCount();
  cacheLimit();
}

/** Commands that read the file once and need no index. */
function isRead(request: TranscriptRequest): request is SummaryRequest | CheckRequest {
  return request.command === "summary" || request.command === "check";
}

async function readCommand(
  request: SummaryRequest | CheckRequest,
  file: FilePlace,
  session: ReadSession,
): Promise<Result<undefined>> {
  if (request.command === "summary")
    return (await import("./summaryCommand.ts")).summaryCommand(request, file, session);
  return (await import("./checkCommand.ts")).checkCommand(request, file, session);
}

async function runCommand(
  request: Exclude<TranscriptRequest, SummaryRequest | CheckRequest>,
  session: Session,
): Promise<Result<undefined>> {
  switch (request.command) {
    case "stats":
      return (await import("./statsCommand.ts")).statsCommand(request, session);
    case "rows":
      return (await import("./rowsCommand.ts")).rowsCommand(request, session);
    case "record":
      return (await import("./recordCommand.ts")).recordCommand(request, session);
    case "export":
      return (await import("./exportCommand.ts")).exportCommand(request, session);
    case "secrets":
      return (await import("./secretsCommand.ts")).secretsCommand(request, session);
    case "send":
      return (await import("./sendCommand.ts")).sendCommand(request, session);
    default:
      return assertNever(request);
  }
}

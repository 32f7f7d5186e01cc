// What the user asked for, read from the arguments. Wrong use is told in one sentence, with exit status 2.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { type CacheRequest, readCacheArguments } from "./cacheArguments.ts";
import { type CheckRequest, readCheckArguments } from "./checkArguments.ts";
import { type CompareRequest, readCompareArguments } from "./compareArguments.ts";
import { type CompletionRequest, readCompletionArguments } from "./completionArguments.ts";
import { type ExportRequest, readExportArguments } from "./exportArguments.ts";
import { type LibraryRequest, readLibraryArguments } from "./libraryArguments.ts";
import { type ReceiveRequest, readReceiveArguments } from "./receiveArguments.ts";
import { type RecordRequest, readRecordArguments } from "./recordArguments.ts";
import { type RowsRequest, readRowsArguments } from "./rowsArguments.ts";
import { type RunRequest, readRunArguments } from "./runArguments.ts";
import { readSecretsArguments, type SecretsRequest } from "./secretsArguments.ts";
import { readSendArguments, type SendRequest } from "./sendArguments.ts";
import { readServeArguments, type ServeRequest } from "./serveArguments.ts";
import { readStatsArguments, type StatsRequest } from "./statsArguments.ts";
import { readSummaryArguments, type SummaryRequest } from "./summaryArguments.ts";
import { readVerifyArguments, type VerifyRequest } from "./verifyArguments.ts";

/** The commands that work on a transcript. */
export type TranscriptRequest =
  | StatsRequest
  | SummaryRequest
  | CheckRequest
  | RowsRequest
  | RecordRequest
  | ExportRequest
  | SecretsRequest
  | SendRequest;

/** Told apart by `command`. All that can be judged without opening a file has been judged. */
export type Request =
  | TranscriptRequest
  | VerifyRequest
  | CompareRequest
  | RunRequest
  | ReceiveRequest
  | ServeRequest
  | LibraryRequest
  | CacheRequest
  | CompletionRequest;

/** As it is typed. A new one does not compile before it has a reader of arguments and a description. */
export type CommandName = Request["command"];

const readers: Readonly<Record<CommandName, (args: readonly string[]) => ReadRequest<Request>>> = {
  stats: readStatsArguments,
  summary: readSummaryArguments,
  check: readCheckArguments,
  compare: readCompareArguments,
  rows: readRowsArguments,
  record: readRecordArguments,
  export: readExportArguments,
  verify: readVerifyArguments,
  secrets: readSecretsArguments,
  run: readRunArguments,
  send: readSendArguments,
  receive: readReceiveArguments,
  serve: readServeArguments,
  library: readLibraryArguments,
  cache: readCacheArguments,
  completion: readCompletionArguments,
};

export type Arguments =
  | { readonly type: "help"; readonly about: CommandName | undefined }
  | { readonly type: "version" }
  | { readonly type: "command"; readonly request: Request };

/** The packages of the app open a window for a file alone; the npm package has none. */
const fileRemark = "; of a file, say what is to be done: seekline stats FILE";

/** No command is spelled so, nor an option. */
function mayBeFile(word: string): boolean {
  return /^[^-].*[^a-z]|^[^-a-z]/.test(word);
}

/** The failure is one sentence for the user. */
export function readArguments(argv: readonly string[]): Result<Arguments, string> {
  const [first, ...rest] = argv;
  if (first === undefined) return fail("a command is missing");
  if (first === "--version" || first === "-V") return succeed({ type: "version" });
  if (first === "--help" || first === "-h" || first === "help") {
    return succeed({ type: "help", about: rest[0] !== undefined && isCommandName(rest[0]) ? rest[0] : undefined });
  }
  if (!isCommandName(first)) return fail(`there is no command “${first}”${mayBeFile(first) ? fileRemark : ""}`);
  try {
    const read = readers[first](rest);
    if (!read.ok) return read;
    return succeed(
      read.value === undefined ? { type: "help", about: first } : { type: "command", request: read.value },
    );
  } catch (error) {
    // parseArgs says in a sentence which option it does not know or which value it misses.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
      return fail(parsingProblem(error.message));
    }
    throw error;
  }
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(readers, name);
}

function parsingProblem(message: string): string {
  const [, option] = /^Option '(?:-\w, )?(--[\w-]+).*' argument is ambiguous/.exec(message) ?? [];
  return option === undefined
    ? message.replace(/\.(?: To specify a positional argument|\nDid you forget).*$/s, "")
    : `what stands behind ${option} begins with a dash: if it is meant, write ${option}=… with it`;
}

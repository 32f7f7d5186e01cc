// What the user asked for, read from the arguments. Wrong use is told in one sentence, with exit status 2.

import path from "node:path";
import { parseArgs } from "node:util";
import type { ExportExtra, ExportKind, ExportTable } from "../../shared/exports.ts";
import { exportKinds, exportTables, hasThreads, isTable, mostKeptBytes } from "../../shared/exports.ts";
import type { Filter } from "../../shared/filter/filter.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { Input } from "./argumentValues.ts";
import { common, readExtras, readFilter, readInput, readWhole } from "./argumentValues.ts";
import type { CacheAction } from "./cacheCommand.ts";
import { type LibraryRequest, readLibraryArguments } from "./libraryArguments.ts";
import type { ReadRequest, ReceiveRequest, SendRequest, ServeRequest } from "./liveArguments.ts";
import { readReceiveArguments, readSendArguments, readServeArguments } from "./liveArguments.ts";
import { type RunRequest, readRunArguments } from "./runArguments.ts";

export interface StatsRequest extends Input {
  readonly command: "stats";
  readonly json: boolean;
}

export interface SummaryRequest extends Input {
  readonly command: "summary";
  readonly json: boolean;
  /** Adds the files that belong to the transcript. */
  readonly related: boolean;
}

export interface CheckRequest extends Input {
  readonly command: "check";
  readonly json: boolean;
  /** Findings are a failure. */
  readonly strict: boolean;
}

export interface RowsRequest extends Input {
  readonly command: "rows";
  readonly filter: Filter;
  readonly filterText: string;
  readonly from: number;
  /** Undefined: to the end. */
  readonly count: number | undefined;
}

export interface RecordRequest extends Input {
  readonly command: "record";
  readonly record: number;
  readonly offset: number;
  /** Undefined: to the record's end. */
  readonly length: number | undefined;
}

export interface ExportRequest extends Input {
  readonly command: "export";
  readonly as: ExportKind;
  readonly filter: Filter;
  readonly filterText: string;
  readonly pretty: boolean;
  /** The most events of a document that its reader must load whole; 0: any number. */
  readonly readerLimit: number | undefined;
  readonly dropRaw: boolean;
  readonly dropCustom: boolean;
  /** Bytes of a call's result that are kept; undefined: all. */
  readonly clipTools: number | undefined;
  /** What a table has a row for. */
  readonly table: ExportTable | undefined;
  readonly with: readonly ExportExtra[];
  /** The id of the thread that is meant, where a log holds several. */
  readonly thread: string | undefined;
  /** Say what was done as one JSON object. */
  readonly json: boolean;
  /** Say nothing of records that were left out or mended. */
  readonly quiet: boolean;
  /** The path of a manifest of the records. */
  readonly manifest: string | undefined;
  /** A path, or `-` for standard output. */
  readonly output: string;
}

/** Holds an export against its transcript again; it opens none by itself. */
export interface VerifyRequest {
  readonly command: "verify";
  readonly manifest: string;
  /** Where the transcript is now; undefined: where the manifest says. */
  readonly source: string | undefined;
  readonly json: boolean;
}

/** The commands that work on a transcript. */
export type Request =
  | StatsRequest
  | SummaryRequest
  | CheckRequest
  | RowsRequest
  | RecordRequest
  | ExportRequest
  | SendRequest;
export type CommandName =
  | Request["command"]
  | VerifyRequest["command"]
  | ReceiveRequest["command"]
  | ServeRequest["command"]
  | LibraryRequest["command"]
  | RunRequest["command"];
export const commandNames: readonly CommandName[] = [
  ...(["stats", "summary", "check", "rows", "record", "export", "verify"] as const),
  ...(["run", "send", "receive", "serve", "library"] as const),
];

export type Arguments =
  | { readonly type: "help"; readonly about: CommandName | undefined }
  | { readonly type: "version" }
  | { readonly type: "cache"; readonly action: CacheAction }
  | { readonly type: "verify"; readonly request: VerifyRequest }
  | { readonly type: "receive"; readonly request: ReceiveRequest }
  | { readonly type: "program"; readonly request: RunRequest }
  | { readonly type: "serve"; readonly request: ServeRequest }
  | { readonly type: "library"; readonly request: LibraryRequest }
  | { readonly type: "run"; readonly request: Request };

/** The failure is one sentence for the user. */
export function readArguments(argv: readonly string[]): Result<Arguments, string> {
  const [first, ...rest] = argv;
  if (first === undefined) return fail("a command is missing");
  if (first === "--version" || first === "-V") return succeed({ type: "version" });
  if (first === "--help" || first === "-h" || first === "help") {
    return succeed({ type: "help", about: commandNames.find((name) => name === rest[0]) });
  }
  if (first === "cache") return readCacheAction(rest);
  const command = commandNames.find((name) => name === first);
  if (command === undefined) return fail(`there is no command “${first}”`);
  try {
    return readers[command](rest);
  } catch (error) {
    // parseArgs says in a sentence which option it does not know or which value it misses.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
      return fail(parsingProblem(error.message));
    }
    throw error;
  }
}

function parsingProblem(message: string): string {
  const [, option] = /^Option '(?:-\w, )?(--[\w-]+).*' argument is ambiguous/.exec(message) ?? [];
  return option === undefined
    ? message.replace(/\.(?: To specify a positional argument|\nDid you forget).*$/s, "")
    : `what stands behind ${option} begins with a dash: if it is meant, write ${option}=… with it`;
}

const readers: Readonly<Record<CommandName, (args: readonly string[]) => Result<Arguments, string>>> = {
  stats: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...common, json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    if (values.help === true) return succeed({ type: "help", about: "stats" });
    const input = readInput(positionals, values);
    if (!input.ok) return input;
    return run({ command: "stats", ...input.value, json: values.json });
  },

  summary: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...common, json: { type: "boolean", default: false }, related: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    if (values.help === true) return succeed({ type: "help", about: "summary" });
    const input = readInput(positionals, values);
    if (!input.ok) return input;
    return run({ command: "summary", ...input.value, json: values.json, related: values.related });
  },

  check: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...common, json: { type: "boolean", default: false }, strict: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    if (values.help === true) return succeed({ type: "help", about: "check" });
    const input = readInput(positionals, values);
    if (!input.ok) return input;
    return run({ command: "check", ...input.value, json: values.json, strict: values.strict });
  },

  rows: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        ...common,
        filter: { type: "string" },
        from: { type: "string" },
        count: { type: "string" },
        follow: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    if (values.help === true) return succeed({ type: "help", about: "rows" });
    const input = readInput(positionals, values);
    const filter = readFilter(values.filter);
    const from = readWhole("--from", values.from);
    const count = readWhole("--count", values.count);
    if (!input.ok) return input;
    if (!filter.ok) return filter;
    if (!from.ok) return from;
    if (!count.ok) return count;
    const { follow } = values;
    if (follow && input.value.file === "-")
      return fail("--follow needs a FILE: standard input is read to its end first");
    const rows = { from: from.value ?? 0, count: count.value };
    const { filter: filterText = "" } = values;
    return run({ command: "rows", ...input.value, follow, filter: filter.value, filterText, ...rows });
  },

  record: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...common, offset: { type: "string" }, length: { type: "string" } },
      allowPositionals: true,
    });
    if (values.help === true) return succeed({ type: "help", about: "record" });
    const [file, number, ...more] = positionals;
    const input = readInput(
      [file, ...more].filter((one) => one !== undefined),
      values,
    );
    const record = readWhole("NUMBER", number);
    const offset = readWhole("--offset", values.offset);
    const length = readWhole("--length", values.length);
    if (!input.ok) return input;
    if (!record.ok) return record;
    if (record.value === undefined) return fail("the record's NUMBER is missing");
    if (!offset.ok) return offset;
    if (!length.ok) return length;
    return run({
      command: "record",
      ...input.value,
      record: record.value,
      offset: offset.value ?? 0,
      length: length.value,
    });
  },

  export: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        ...common,
        as: { type: "string" },
        filter: { type: "string" },
        pretty: { type: "boolean", default: false },
        force: { type: "boolean", default: false },
        limit: { type: "string" },
        table: { type: "string" },
        "drop-raw": { type: "boolean", default: false },
        "drop-custom": { type: "boolean", default: false },
        "clip-tools": { type: "string" },
        thread: { type: "string" },
        with: { type: "string" },
        json: { type: "boolean", default: false },
        quiet: { type: "boolean", short: "q", default: false },
        manifest: { type: "string" },
        output: { type: "string", short: "o" },
      },
      allowPositionals: true,
    });
    if (values.help === true) return succeed({ type: "help", about: "export" });
    const input = readInput(positionals, values);
    const filter = readFilter(values.filter);
    if (!input.ok) return input;
    if (!filter.ok) return filter;
    const as = exportKinds.find((kind) => kind === values.as);
    if (values.as === undefined) return fail(`--as is missing: one of ${exportKinds.join(", ")}`);
    if (as === undefined) return fail(`--as takes one of ${exportKinds.join(", ")}, not “${values.as}”`);
    if (values.output === undefined) return fail("-o OUT is missing (- is standard output)");
    const limit = readWhole("--limit", values.limit);
    if (!limit.ok) return limit;
    const clipTools = readWhole("--clip-tools", values["clip-tools"]);
    if (!clipTools.ok) return clipTools;
    if (clipTools.value !== undefined && clipTools.value > mostKeptBytes) {
      return fail(`--clip-tools takes ${mostKeptBytes} bytes at most`);
    }
    const extras = readExtras(values.with);
    if (!extras.ok) return extras;
    if (values.thread !== undefined && !hasThreads(as) && !isTable(as)) {
      return fail("--thread goes with exports of the conversation");
    }
    const table = exportTables.find((name) => name === values.table);
    if (values.table !== undefined && table === undefined) {
      return fail(`--table takes one of ${exportTables.join(", ")}, not “${values.table}”`);
    }
    if (table !== undefined && !isTable(as)) return fail("--table goes with --as csv or parquet");
    const manifest = readManifest(values.manifest, as, input.value.file, values.output);
    if (!manifest.ok) return manifest;
    return run({
      command: "export",
      ...input.value,
      as,
      filter: filter.value,
      filterText: values.filter ?? "",
      pretty: values.pretty,
      readerLimit: values.force ? 0 : limit.value,
      dropRaw: values["drop-raw"],
      dropCustom: values["drop-custom"],
      clipTools: clipTools.value,
      table,
      with: extras.value,
      thread: values.thread,
      json: values.json,
      quiet: values.quiet,
      manifest: manifest.value,
      output: values.output,
    });
  },

  verify: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        source: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h" },
      },
      allowPositionals: true,
    });
    if (values.help === true) return succeed({ type: "help", about: "verify" });
    const [manifest, ...more] = positionals;
    if (manifest === undefined) return fail("MANIFEST is missing: the file that export --manifest wrote");
    if (more.length > 0) return fail("verify takes one MANIFEST");
    return succeed({
      type: "verify",
      request: { command: "verify", manifest, source: values.source, json: values.json },
    });
  },

  run: (args) => orHelp("run", readRunArguments(args), (request) => ({ type: "program", request })),
  send: (args) => orHelp("send", readSendArguments(args), (request) => ({ type: "run", request })),
  receive: (args) => orHelp("receive", readReceiveArguments(args), (request) => ({ type: "receive", request })),
  serve: (args) => orHelp("serve", readServeArguments(args), (request) => ({ type: "serve", request })),
  library: (args) => orHelp("library", readLibraryArguments(args), (request) => ({ type: "library", request })),
};

function orHelp<Asked>(
  about: CommandName,
  read: ReadRequest<Asked>,
  toArguments: (request: Asked) => Arguments,
): Result<Arguments, string> {
  if (!read.ok) return read;
  return succeed(read.value === undefined ? { type: "help", about } : toArguments(read.value));
}

/** A manifest is of records, and has to find their source again. */
function readManifest(
  manifest: string | undefined,
  as: ExportKind,
  file: string,
  output: string,
): Result<string | undefined, string> {
  if (manifest === undefined) return succeed(undefined);
  if (as !== "records") return fail("--manifest goes with --as records");
  if (file === "-") return fail("--manifest needs a FILE: of standard input nothing is left to be verified");
  if (path.resolve(manifest) === path.resolve(output)) return fail("--manifest and -o name the same file");
  return succeed(manifest);
}

function readCacheAction([action, ...more]: readonly string[]): Result<Arguments, string> {
  if (action === "--help" || action === "-h") return succeed({ type: "help", about: undefined });
  if ((action !== "ls" && action !== "clear") || more.length > 0) return fail("cache takes one of ls, clear");
  return succeed({ type: "cache", action });
}

function run(request: Request): Result<Arguments, string> {
  return succeed({ type: "run", request });
}

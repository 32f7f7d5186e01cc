import path from "node:path";
import { parseArgs } from "node:util";
import type { ExportExtra, ExportKind, ExportTable } from "../../../shared/exports.ts";
import {
  exportKinds,
  exportTables,
  hasThreads,
  isIndentable,
  isLoadedWhole,
  isOfMessages,
  isTable,
  mostKeptBytes,
} from "../../../shared/exports.ts";
import type { Filter } from "../../../shared/filter/filter.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { GroupInput, ReadRequest } from "./argumentValues.ts";
import {
  flag,
  quiet,
  readExtras,
  readFilter,
  readGroupInput,
  readingOptions,
  readRedact,
  readWhole,
  redactOptions,
  text,
} from "./argumentValues.ts";

/** For all kinds of export together; which of them a kind does not take is told when the arguments are read. */
export const exportOptions = {
  ...readingOptions,
  as: text,
  filter: text,
  table: text,
  with: text,
  thread: text,
  pretty: flag,
  force: flag,
  limit: text,
  "drop-raw": flag,
  "drop-custom": flag,
  "clip-tools": text,
  manifest: text,
  ...redactOptions,
  json: flag,
  quiet,
  output: { type: "string", short: "o" },
} as const;

/**
 * Consistent in itself: options that the kind of export would leave out of account were refused, and `--force` has
 * become a limit of 0.
 */
export interface ExportRequest extends GroupInput {
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
  /** Write markers in the place of what is secret. */
  readonly redact: boolean;
  /** A file of the user's own rules for what is redacted. */
  readonly redactRules: string | undefined;
  /** A path, or `-` for standard output. */
  readonly output: string;
}

export function readExportArguments(args: readonly string[]): ReadRequest<ExportRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: exportOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const input = readGroupInput(positionals, values);
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
  const misplaced = misplacedOption(as, values);
  if (misplaced !== undefined) return fail(misplaced);
  const table = exportTables.find((name) => name === values.table);
  if (values.table !== undefined && table === undefined) {
    return fail(`--table takes one of ${exportTables.join(", ")}, not “${values.table}”`);
  }
  const manifest = readManifest(values.manifest, as, input.value.file, values.output);
  if (!manifest.ok) return manifest;
  return succeed({
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
    ...readRedact(values),
    output: values.output,
  });
}

/**
 * What is wrong with an option that this kind of export would leave out of account. `--force` and `--limit 0` ask for no more than
 * what the others do anyway, and so does `--drop-raw` of messages, among which no RAW event is.
 */
function misplacedOption(as: ExportKind, values: Readonly<Record<string, unknown>>): string | undefined {
  const isOfAgui = (kind: ExportKind) => kind === "snapshot" || kind === "messages";
  const takers: readonly (readonly [option: string, takes: (kind: ExportKind) => boolean])[] = [
    ["table", isTable],
    ["pretty", isIndentable],
    ["limit", (kind) => isLoadedWhole(kind) || values.limit === "0"],
    ["drop-raw", isOfAgui],
    ["drop-custom", isOfAgui],
    ["with", isOfMessages],
    ["clip-tools", isOfMessages],
    ["thread", (kind) => hasThreads(kind) || isTable(kind)],
  ];
  for (const [option, takes] of takers) {
    const isGiven = values[option] !== undefined && values[option] !== false;
    if (!isGiven || takes(as)) continue;
    const kinds = exportKinds.filter(takes);
    return `--${option} goes with --as ${kinds.slice(0, -1).join(", ")} or ${kinds.at(-1)}`;
  }
  return undefined;
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

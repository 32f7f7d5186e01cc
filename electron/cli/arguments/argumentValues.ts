// Values that several commands take among their arguments. Wrong ones are told in one sentence.

import type { ExportExtra } from "../../../shared/exports.ts";
import { exportExtras } from "../../../shared/exports.ts";
import type { Filter } from "../../../shared/filter/filter.ts";
import { everything, parseFilter } from "../../../shared/filter/filter.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { WantedReading } from "../../../shared/transcript.ts";
import { formatNames, isMemberPath } from "../../../shared/transcript.ts";

/** The transcript of a command: a path, or `-` for standard input. */
export interface Input extends WantedReading {
  readonly file: string;
  /** Goes on with what is written to it. */
  readonly follow?: boolean;
}

/** What a command is asked to do. Undefined: help is asked for. The failure is one sentence for the user. */
export type ReadRequest<Request> = Result<Request | undefined, string>;

/** Options as Node's `parseArgs` takes them. */
export const flag = { type: "boolean", default: false } as const;
export const text = { type: "string" } as const;
export const help = { type: "boolean", short: "h" } as const;
export const quiet = { type: "boolean", short: "q", default: false } as const;
/** By default nobody but this machine reaches it. */
export const host = { type: "string", default: "127.0.0.1" } as const;

/** Options of every command that reads a transcript. */
export const readingOptions = { format: text, "kind-path": text, "time-path": text, help } as const;

/** Options of commands that hand records or texts on. */
export const redactOptions = { redact: flag, "redact-rules": text } as const;

/** Who names rules wants them to be used. */
export function readRedact(values: { readonly redact: boolean; readonly "redact-rules"?: string | undefined }) {
  const { redact, "redact-rules": redactRules } = values;
  return { redact: redact || redactRules !== undefined, redactRules };
}

/** Several transcripts, or a folder of them, may be given as one. */
export interface GroupInput extends Input {
  /** All that is named; `file` is the first. */
  readonly members: readonly string[];
}

interface InputValues {
  readonly format?: string | undefined;
  readonly "kind-path"?: string | undefined;
  readonly "time-path"?: string | undefined;
}

export function readInput(files: readonly string[], values: InputValues): Result<Input, string> {
  const { format, "kind-path": kindPath, "time-path": timePath } = values;
  const [file, ...more] = files;
  if (file === undefined) return fail("FILE is missing (- is standard input)");
  if (more.length > 0) return fail("several files as one are taken by stats, rows and export: give one FILE");
  const name = formatNames.find((known) => known === format);
  if (format !== undefined && name === undefined) return fail(`--format takes one of ${formatNames.join(", ")}`);
  for (const [option, path] of [
    ["--kind-path", kindPath],
    ["--time-path", timePath],
  ] as const) {
    if (path !== undefined && !isMemberPath(path)) {
      return fail(`${option} takes the keys down to a member, joined by dots, such as a.b, not “${path}”`);
    }
  }
  return succeed({ file, format: name, kindPath, timePath });
}

export function readGroupInput(files: readonly string[], values: InputValues): Result<GroupInput, string> {
  const input = readInput(files.slice(0, 1), values);
  if (!input.ok) return input;
  if (files.length > 1 && files.includes("-")) return fail("standard input is no part of a group: name files");
  return succeed({ ...input.value, members: files });
}

/** `inherited,undone` */
export function readExtras(text: string | undefined): Result<readonly ExportExtra[], string> {
  const names = (text ?? "").split(",").filter((name) => name !== "");
  const extras = names.flatMap((name) => exportExtras.filter((extra) => extra === name));
  const unknown = names.find((name) => !exportExtras.some((extra) => extra === name));
  if (unknown !== undefined) return fail(`--with takes ${exportExtras.join(", ")}, not “${unknown}”`);
  return succeed(extras);
}

export function readFilter(text: string | undefined): Result<Filter, string> {
  if (text === undefined) return succeed(everything);
  const filter = parseFilter(text);
  if (filter.ok) return filter;
  const { at, message, suggestion } = filter.failure;
  const hint = suggestion === undefined ? "" : `; did you mean “${suggestion}”?`;
  return fail(`--filter cannot be read at character ${at + 1}: ${message}${hint}`);
}

export function readWhole(name: string, text: string | undefined): Result<number | undefined, string> {
  if (text === undefined) return succeed(undefined);
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return succeed(value);
  return fail(`${name} takes a whole number, not “${text}”`);
}

/** Port 0 takes any that is free. */
export function readPort(text: string | undefined): Result<number, string> {
  if (text === undefined) return fail("--port N is missing (0 takes any that is free)");
  const port = readWhole("--port", text);
  if (!port.ok) return port;
  if (port.value === undefined || port.value > 65_535) return fail(`--port takes a number up to 65535, not “${text}”`);
  return succeed(port.value);
}

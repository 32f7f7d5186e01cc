// The arguments of run: its own stand before `--`, the command and those of the command behind it.

import { parseArgs } from "node:util";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { WantedReading } from "../../../shared/transcript.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { flag, quiet, readInput, readingOptions, text } from "./argumentValues.ts";

/** Those of our own; what stands behind `--` belongs to the command and is not looked at. */
export const runOptions = {
  ...readingOptions,
  summary: flag,
  json: flag,
  open: flag,
  keep: text,
  timeout: text,
  quiet,
} as const;

/**
 * `program` is started without a shell, and `args` go to it as they are. `timeoutSeconds` may be a fraction, up to
 * 2,000,000; undefined: it may take as long as it wants.
 */
export interface RunRequest extends WantedReading {
  readonly command: "run";
  readonly program: string;
  readonly args: readonly string[];
  /** Say at the end what happened. */
  readonly summary: boolean;
  readonly json: boolean;
  /** Show it in the app. */
  readonly open: boolean;
  /** Where what it prints is kept. */
  readonly keep: string | undefined;
  readonly timeoutSeconds: number | undefined;
  /** Pass nothing on. */
  readonly quiet: boolean;
}

export function readRunArguments(args: readonly string[]): ReadRequest<RunRequest> {
  const end = args.indexOf("--");
  const { values, positionals } = parseArgs({
    args: end < 0 ? [...args] : args.slice(0, end),
    options: runOptions,
    allowPositionals: true,
  });
  if (values.help === true) return succeed(undefined);
  const [program, ...rest] = end < 0 ? [] : args.slice(end + 1);
  if (program === undefined || positionals.length > 0) {
    return fail("the command to run stands behind --, such as: seekline run --summary -- codex exec --json …");
  }
  const { summary, json, open, keep, quiet } = values;
  if (json && !summary) return fail("--json goes with --summary");
  const timeout = readSeconds(values.timeout);
  if (!timeout.ok) return timeout;
  const reading = readInput(["-"], values);
  if (!reading.ok) return reading;
  const { format, kindPath, timePath } = reading.value;
  return succeed({
    ...{ command: "run", program, args: rest, summary, json, open, keep, quiet },
    ...{ timeoutSeconds: timeout.value, format, kindPath, timePath },
  });
}

function readSeconds(text: string | undefined): Result<number | undefined, string> {
  if (text === undefined) return succeed(undefined);
  const seconds = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && seconds > 0 && seconds <= 2_000_000) return succeed(seconds);
  return fail(`--timeout takes seconds, up to 2000000, not “${text}”`);
}

import { parseArgs } from "node:util";
import { succeed } from "../../../shared/result.ts";
import type { Input, ReadRequest } from "./argumentValues.ts";
import { flag, readInput, readingOptions } from "./argumentValues.ts";

/** `--related` is a flag: where to look is told by the transcript's own place and by what it names. */
export const summaryOptions = { ...readingOptions, related: flag, json: flag } as const;

/** One transcript: a conversation is never put together of several. */
export interface SummaryRequest extends Input {
  readonly command: "summary";
  readonly json: boolean;
  /** Adds the files that belong to the transcript. */
  readonly related: boolean;
}

export function readSummaryArguments(args: readonly string[]): ReadRequest<SummaryRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: summaryOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const input = readInput(positionals, values);
  if (!input.ok) return input;
  return succeed({ command: "summary", ...input.value, json: values.json, related: values.related });
}

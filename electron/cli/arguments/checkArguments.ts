import { parseArgs } from "node:util";
import { succeed } from "../../../shared/result.ts";
import type { Input, ReadRequest } from "./argumentValues.ts";
import { flag, readInput, readingOptions } from "./argumentValues.ts";

/** Without `--strict`, findings leave the exit status at 0. */
export const checkOptions = { ...readingOptions, json: flag, strict: flag } as const;

/** One transcript, read to its end as it is now. */
export interface CheckRequest extends Input {
  readonly command: "check";
  readonly json: boolean;
  /** Findings are a failure. */
  readonly strict: boolean;
}

export function readCheckArguments(args: readonly string[]): ReadRequest<CheckRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: checkOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const input = readInput(positionals, values);
  if (!input.ok) return input;
  return succeed({ command: "check", ...input.value, json: values.json, strict: values.strict });
}

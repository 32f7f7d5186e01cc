import { parseArgs } from "node:util";
import { succeed } from "../../../shared/result.ts";
import type { GroupInput, ReadRequest } from "./argumentValues.ts";
import { flag, readGroupInput, readingOptions } from "./argumentValues.ts";

/** No filter: what is counted is the whole transcript, as its index has it. */
export const statsOptions = { ...readingOptions, json: flag } as const;

/** Several files are counted as one group. */
export interface StatsRequest extends GroupInput {
  readonly command: "stats";
  readonly json: boolean;
}

export function readStatsArguments(args: readonly string[]): ReadRequest<StatsRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: statsOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const input = readGroupInput(positionals, values);
  if (!input.ok) return input;
  return succeed({ command: "stats", ...input.value, json: values.json });
}

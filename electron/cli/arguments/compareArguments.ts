import { parseArgs } from "node:util";
import { fail, succeed } from "../../../shared/result.ts";
import type { WantedReading } from "../../../shared/transcript.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { flag, readInput, readingOptions } from "./argumentValues.ts";

/** What says how a transcript is read goes for both of them. */
export const compareOptions = { ...readingOptions, json: flag } as const;

/** Two files: standard input is refused here, since only one of them could be it. */
export interface CompareRequest extends WantedReading {
  readonly command: "compare";
  /** Two paths. */
  readonly a: string;
  readonly b: string;
  readonly json: boolean;
}

export function readCompareArguments(args: readonly string[]): ReadRequest<CompareRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: compareOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const [a, b, ...more] = positionals;
  if (a === undefined || b === undefined || more.length > 0) return fail("compare takes two transcripts: A and B");
  if (a === "-" || b === "-") return fail("compare takes no standard input: give two files");
  const input = readInput([a], values);
  if (!input.ok) return input;
  const { format, kindPath, timePath } = input.value;
  return succeed({ command: "compare", a, b, format, kindPath, timePath, json: values.json });
}

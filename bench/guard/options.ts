import path from "node:path";
import { parseArgs } from "node:util";
import { parseByteSize } from "../../electron/cli/generator/byteSize.ts";

export const usage = `Usage: npm run guard -- --against REV [--bytes 200mb] [--runs 9] [--only TEXT]

Builds this checkout and the one of REV, measures both in turns on generated logs, and fails (exit status 1) when a row is
slower by more than 3 % beyond what a busy machine explains.

  --against REV     a commit, a branch or a tag, such as HEAD~5
  --bytes SIZE      how large the logs are made (default 200mb)
  --runs NUMBER     turns of each row (default 9); fewer than 5 can prove nothing
  --only TEXT       only rows whose name holds it
  --cache DIR       where the logs are kept (default .cache/bench)
`;

export interface GuardOptions {
  /** The command line of the other build. */
  readonly other: string;
  readonly bytes: number;
  readonly runs: number;
  readonly only: string;
  readonly cache: string;
}

/** The options, "help", or what is wrong with the arguments. `--other`: where REV was built, which the script knows. */
export function readGuardOptions(args: readonly string[]): GuardOptions | "help" | { readonly wrong: string } {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return "help";
  if (values.other === undefined) return { wrong: "--against REV is missing" };
  const bytes = parseByteSize(values.bytes);
  if (bytes === undefined) return { wrong: `--bytes takes a size such as 200mb, not “${values.bytes}”` };
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) return { wrong: "--runs takes a whole number from 1 on" };
  const { other, only, cache } = values;
  return { other: path.resolve(other), bytes, runs, only, cache: path.resolve(cache) };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      other: { type: "string" },
      bytes: { type: "string", default: "200mb" },
      runs: { type: "string", default: "9" },
      only: { type: "string", default: "" },
      cache: { type: "string", default: ".cache/bench" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}

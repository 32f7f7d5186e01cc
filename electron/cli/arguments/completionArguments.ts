import { parseArgs } from "node:util";
import { fail, succeed } from "../../../shared/result.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { help } from "./argumentValues.ts";

/** None but help: the shell is a word of its own. */
export const completionOptions = { help } as const;
/** Those that a completion is written for, in the order in which help names them. */
export const shells = ["bash", "zsh", "fish"] as const;
/** As it is called on the command line; never told from the environment. */
export type Shell = (typeof shells)[number];

export interface CompletionRequest {
  readonly command: "completion";
  readonly shell: Shell;
}

export function readCompletionArguments(args: readonly string[]): ReadRequest<CompletionRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: completionOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const [wanted, ...more] = positionals;
  const shell = shells.find((name) => name === wanted);
  if (shell === undefined || more.length > 0) return fail(`completion takes one of ${shells.join(", ")}`);
  return succeed({ command: "completion", shell });
}

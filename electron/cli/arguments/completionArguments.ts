import { parseArgs } from "node:util";
import { fail, succeed } from "../../../shared/result.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { help } from "./argumentValues.ts";

export const completionOptions = { help } as const;
export const shells = ["bash", "zsh", "fish"] as const;
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

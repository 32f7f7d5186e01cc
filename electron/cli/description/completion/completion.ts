import type { Shell } from "../../arguments/completionArguments.ts";
import { bashCompletion } from "./bashCompletion.ts";
import { fishCompletion } from "./fishCompletion.ts";
import { zshCompletion } from "./zshCompletion.ts";

/** What makes a shell complete `seekline`. */
export function completionOf(shell: Shell): string {
  return completions[shell]();
}

const completions: Readonly<Record<Shell, () => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

// What of the Gemini CLI's prompts nobody typed, where it tells what was typed (`displayContent`, 0.61).

import type { Archive } from "../../paging/archive.ts";
import { textAt } from "../condensedValue.ts";
import { isBoolean, isText, valueIn } from "../keptValue.ts";

/** How what a hook adds to a prompt begins. */
const hookText = /^<hook_context>/;

const keptIn = valueIn<{ tells: boolean; typed: string; told: string }>({
  tells: isBoolean,
  typed: isText,
  told: isText,
});

export class TypedPrompts {
  /** Prompts that have something beside them tell what was typed. */
  #tells = false;
  /** The last prompt: what was typed, and what the model was told. */
  #typed = "";
  #told = "";

  archive(archive: Archive): void {
    const kept = archive.value({ tells: this.#tells, typed: this.#typed, told: this.#told }, keptIn);
    this.#tells = kept.tells;
    this.#typed = kept.typed;
    this.#told = kept.told;
  }

  /**
   * Where a hook does not let an answer be the last, its reason is the next prompt, which nobody typed. It is displayed as the
   * prompt before it once more; where another hook adds to prompts, it has what that one adds and tells nothing typed. A
   * command that was typed twice says the same twice.
   */
  isHooks(typed: string | undefined, text: string, parts: readonly unknown[]): boolean {
    const told = this.#tells;
    if (typed === undefined) return told && parts.some((part) => hookText.test(textAt(part, "text") ?? ""));
    this.#tells = true;
    const isPromptAgain = typed === this.#typed && text !== this.#told;
    return isPromptAgain && !parts.some((part) => textAt(part, "text") === typed);
  }

  /** A person's prompt. */
  prompt(typed: string, told: string): void {
    this.#typed = typed;
    this.#told = told;
  }
}

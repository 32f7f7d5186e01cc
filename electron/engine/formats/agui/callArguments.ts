// Whether the arguments of a call, joined from their pieces, are JSON: looked at where they are short enough to be held.

import { judgedArgumentsBytes, judgedCalls } from "../../../../shared/limits.ts";
import { cutText } from "../condensedValue.ts";

export class CallArguments {
  /** Undefined: too long to be judged. */
  readonly #texts = new Map<string, string | undefined>();

  begin(id: string): void {
    if (this.#texts.size < judgedCalls) this.#texts.set(id, "");
  }

  add(id: string, delta: unknown): void {
    const text = this.#texts.get(id);
    if (text === undefined) return;
    const isWhole = typeof delta === "string" && cutText(delta) === undefined;
    this.#texts.set(id, isWhole && text.length + delta.length <= judgedArgumentsBytes ? text + delta : undefined);
  }

  /** Whether a piece begins another JSON object behind one that is whole. */
  isGlued(id: string, delta: unknown): boolean {
    const text = this.#texts.get(id)?.trimEnd();
    const begins = typeof delta === "string" && delta.trimStart().startsWith("{");
    return begins && text?.endsWith("}") === true && isJson(text);
  }

  /** False when they are no JSON. No arguments at all are fine. */
  end(id: string): boolean {
    const text = this.#texts.get(id);
    this.#texts.delete(id);
    return text === undefined || text.trim() === "" || isJson(text);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

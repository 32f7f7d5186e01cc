// Answers as they stream in (`--include-partial-messages`): events of the model's server, and after each block that ended the
// whole block as a record of its own. So an answer made of events is a second copy, unless no whole record of it ever came:
// the program was killed, or the file holds events only. When whole records are known to come, of a block's events the
// first is kept, or a long file would grow by all its deltas.

import type { ValuePath } from "../condensedValue.ts";
import { isText, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { RunTokens } from "./runTokens.ts";

export class PartialAnswers {
  readonly #operations: ConversationOperations;
  readonly #tokens: RunTokens;
  /** Whole records come in this file. */
  #areFollowed = false;
  /** A whole record of the answer that streams in has come. */
  #isFollowed = false;
  #id = "";
  #usage: unknown;
  /** 0: nothing of the answer has come yet. */
  #entry: Entry = 0;
  #call: Entry = 0;
  /** The next delta begins a block. */
  #isFirst = false;

  constructor(operations: ConversationOperations, tokens: RunTokens) {
    this.#operations = operations;
    this.#tokens = tokens;
  }

  /** An event, which stands at `at` in its record. */
  take(event: unknown, at: ValuePath): void {
    switch (textAt(event, "type")) {
      case "message_start":
        this.#settle(true);
        this.#id = textAt(event, "message", "id") ?? "";
        this.#usage = valueAt(event, "message", "usage");
        if (this.#id !== "") this.#tokens.message(this.#id, this.#usage);
        break;
      case "content_block_start":
        this.#isFirst = true;
        this.#startCall(valueAt(event, "content_block"));
        break;
      case "content_block_delta":
        this.#takeDelta(valueAt(event, "delta"), [...at, "delta"]);
        break;
      case "message_delta": {
        const output = valueAt(event, "usage", "output_tokens");
        if (this.#id !== "" && typeof output === "number") this.#tokens.message(this.#id, this.#usage, output);
        break;
      }
      case "message_stop":
        this.#settle(false);
        break;
      default:
        break;
    }
  }

  /** A whole record of an answer has come. */
  whole(): void {
    this.#areFollowed = true;
    this.#isFollowed = true;
  }

  end(): void {
    this.#settle(true);
  }

  #startCall(block: unknown): void {
    this.#call = 0;
    const key = textAt(block, "id");
    if (this.#areFollowed || key === undefined) return;
    this.#call = this.#operations.call({ key, tool: textAt(block, "name") ?? "", message: this.#answer() });
  }

  #takeDelta(delta: unknown, at: ValuePath): void {
    const continues = !this.#isFirst;
    if (continues && this.#areFollowed) return;
    if (isText(valueAt(delta, "text"))) this.#operations.text(this.#answer(), [...at, "text"], continues);
    else if (isText(valueAt(delta, "thinking"))) {
      this.#operations.reasoning(this.#answer(), [...at, "thinking"], continues);
    } else if (isText(valueAt(delta, "partial_json")) && this.#call !== 0) {
      this.#operations.input(this.#call, [...at, "partial_json"], continues);
    } else return;
    this.#isFirst = false;
  }

  #answer(): Entry {
    if (this.#entry === 0) {
      this.#entry = this.#operations.message({ key: undefined, speaker: "assistant", marks: marks.repeated });
    }
    return this.#entry;
  }

  /** The answer is over, or (`isCut`) the file goes on without its end. */
  #settle(isCut: boolean): void {
    if (this.#entry !== 0 && !this.#isFollowed) {
      this.#operations.unmark(this.#entry, marks.repeated);
      if (isCut) this.#operations.mark(this.#entry, marks.cut);
    }
    this.#entry = 0;
    this.#call = 0;
    this.#isFollowed = false;
    this.#id = "";
    this.#usage = undefined;
  }
}

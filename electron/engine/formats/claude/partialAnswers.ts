// Answers as they stream in (`--include-partial-messages`): events of the model's server, and after each block that ended the
// whole block as a record of its own. What the events say only announces that record, and goes when it has come. Where none
// comes (the program was killed, or the file holds events only) it is all that there is of the answer.

import type { Archive } from "../../paging/archive.ts";
import type { ValuePath } from "../condensedValue.ts";
import { isText, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { has, isBoolean, isText as isKeptText, isNumber, orNone, valueIn } from "../keptValue.ts";
import type { RunTokens, Tokens } from "./runTokens.ts";
import { usageOf } from "./usage.ts";

interface Kept {
  readonly areFollowed: boolean;
  readonly id: string;
  readonly usage?: Tokens | undefined;
  readonly entry: Entry;
  readonly call: Entry;
  readonly isFirst: boolean;
  readonly isOver: boolean;
}

const keptIn = valueIn<Kept>({
  areFollowed: isBoolean,
  id: isKeptText,
  usage: orNone(
    has<Tokens>({
      input: orNone(isNumber),
      cachedInput: orNone(isNumber),
      cacheWrite: orNone(isNumber),
      output: orNone(isNumber),
      reasoning: orNone(isNumber),
    }),
  ),
  entry: isNumber,
  call: isNumber,
  isFirst: isBoolean,
  isOver: isBoolean,
});

export class PartialAnswers {
  readonly #operations: ConversationOperations;
  readonly #tokens: RunTokens;
  /** Whole records come in this file, and calls are begun by them. */
  #areFollowed = false;
  #id = "";
  #usage: Tokens | undefined;
  /** What no whole record has come of; 0: nothing. */
  #entry: Entry = 0;
  #call: Entry = 0;
  /** The next delta begins a block. */
  #isFirst = false;
  /** Its end was told. */
  #isOver = false;

  constructor(operations: ConversationOperations, tokens: RunTokens) {
    this.#operations = operations;
    this.#tokens = tokens;
  }

  archive(archive: Archive): void {
    const kept = archive.value<Kept>(
      {
        areFollowed: this.#areFollowed,
        id: this.#id,
        usage: this.#usage,
        entry: this.#entry,
        call: this.#call,
        isFirst: this.#isFirst,
        isOver: this.#isOver,
      },
      keptIn,
    );
    this.#areFollowed = kept.areFollowed;
    this.#id = kept.id;
    this.#usage = kept.usage;
    this.#entry = kept.entry;
    this.#call = kept.call;
    this.#isFirst = kept.isFirst;
    this.#isOver = kept.isOver;
  }

  /** An event, which stands at `at` in its record. */
  take(event: unknown, at: ValuePath): void {
    switch (textAt(event, "type")) {
      case "message_start":
        this.end();
        this.#id = textAt(event, "message", "id") ?? "";
        this.#usage = usageOf(valueAt(event, "message", "usage"), this.#id);
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
        this.#isOver = true;
        break;
      default:
        break;
    }
  }

  /** A whole record of an answer has come. */
  whole(answer: Entry, id: string | undefined): void {
    this.#areFollowed = true;
    if (this.#id !== (id ?? "")) return;
    this.#operations.replace(this.#entry, answer);
    this.#entry = 0;
    this.#call = 0;
  }

  /** No more comes of the answer. */
  end(): void {
    if (this.#entry !== 0) {
      // Its blocks before were followed by whole records.
      const whole = this.#id === "" ? 0 : this.#operations.messageOf(this.#id);
      this.#operations.join(this.#entry, whole);
      if (!this.#isOver) this.#operations.mark(whole || this.#entry, marks.cut);
    }
    this.#entry = 0;
    this.#call = 0;
    this.#id = "";
    this.#usage = undefined;
    this.#isOver = false;
  }

  #startCall(block: unknown): void {
    this.#call = 0;
    const key = textAt(block, "id");
    if (this.#areFollowed || key === undefined) return;
    this.#call = this.#operations.call({ key, tool: textAt(block, "name") ?? "", message: this.#answer() });
  }

  #takeDelta(delta: unknown, at: ValuePath): void {
    const continues = !this.#isFirst;
    if (isText(valueAt(delta, "text"))) this.#operations.text(this.#answer(), [...at, "text"], continues);
    else if (isText(valueAt(delta, "thinking"))) {
      this.#operations.reasoning(this.#answer(), [...at, "thinking"], continues);
    } else if (isText(valueAt(delta, "partial_json")) && this.#call !== 0) {
      this.#operations.input(this.#call, [...at, "partial_json"], continues);
    } else return;
    this.#isFirst = false;
  }

  #answer(): Entry {
    if (this.#entry === 0) this.#entry = this.#operations.message({ key: undefined, speaker: "assistant" });
    return this.#entry;
  }
}

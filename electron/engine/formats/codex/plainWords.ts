// What a line of a rollout says that is one text: what a person asked for, an answer, a thought. It is read by its fields
// (capturedValue.ts), and what is not certain here is left to the reader of all lines (parts.ts).

import type { FieldPath } from "../../scanner/fields.ts";
import type { CapturedRecord } from "../capturedValue.ts";
import { isVisible, textAt } from "../condensedValue.ts";
import type { Thought, Words } from "./parts.ts";
import { isPictureFrame } from "./parts.ts";
import type { Side } from "./twins.ts";
import { fingerprintOf } from "./twins.ts";

/** `beginning`: of the text, as much as is at hand. */
export interface PlainWords extends Words {
  readonly beginning: string;
}

/** Parts that are texts. */
const textSorts = ["input_text", "output_text", "text", "Text"];

const payload: FieldPath = ["payload"];
const item: FieldPath = ["payload", "item"];

export class PlainWordsReader {
  readonly #captured: CapturedRecord;
  readonly #messages;
  readonly #thoughts;

  constructor(captured: CapturedRecord) {
    this.#captured = captured;
    this.#messages = { history: messageFields(captured, payload), event: messageFields(captured, item) };
    this.#thoughts = {
      history: { ...thoughtFields(captured, payload, "summary", ["text"]), elements: "object" },
      event: { ...thoughtFields(captured, item, "summary_text", []), elements: "string" },
    } as const;
  }

  /** Of a message with no other texts beside its parts that its line's fields do not tell (looksAt.ts). */
  words(side: Side): PlainWords | undefined {
    const captured = this.#captured;
    const { text, list, only, sort, words, parts } = this.#messages[side];
    if (captured.has(text) || !captured.isOnly(only, list)) return undefined;
    if (!textSorts.some((one) => captured.says(sort, one))) return undefined;
    const value = captured.stringOf(words);
    const beginning = textAt(value);
    if (beginning === undefined || !isVisible(value) || isPictureFrame(beginning)) return undefined;
    return { parts, text: fingerprintOf(value), beginning };
  }

  thought(side: Side): Thought | undefined {
    const captured = this.#captured;
    const { text, list, only, words, at, elements } = this.#thoughts[side];
    if (captured.has(text) || !captured.isOnly(only, list, elements) || captured.lengthOf(words) === 0)
      return undefined;
    const value = captured.stringOf(words);
    return value === undefined ? undefined : { at, text: fingerprintOf(value) };
  }
}

function messageFields(captured: CapturedRecord, at: FieldPath) {
  const part: FieldPath = [...at, "content", 0];
  return {
    text: captured.fieldAt([...at, "text"]),
    list: captured.fieldAt([...at, "content"]),
    only: captured.fieldAt(part),
    sort: captured.fieldAt([...part, "type"]),
    words: captured.fieldAt([...part, "text"]),
    parts: [{ sort: "text", at: [...part, "text"] }],
  } as const;
}

function thoughtFields(captured: CapturedRecord, at: FieldPath, name: string, below: FieldPath) {
  const list: FieldPath = [...at, name];
  const words: FieldPath = [...list, 0, ...below];
  return {
    text: captured.fieldAt([...at, "text"]),
    list: captured.fieldAt(list),
    only: captured.fieldAt([...list, 0]),
    words: captured.fieldAt(words),
    at: words,
  };
}

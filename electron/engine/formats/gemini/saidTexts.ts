// Which record said a text. A person may load a conversation that was saved before (`/chat save`, `/chat resume`, 0.61): the session
// then writes all of it as records anew, under new ids and as the model's server was told it, without calls, tokens and the words that
// were typed; a list of nothing but these follows. What they repeat is told by their texts.

import type { Archive } from "../../paging/archive.ts";
import { GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import { isText, listAt, textAt, valueAt } from "../condensedValue.ts";

/** Characters by which a text is known; of longer ones a beginning is at hand. */
const tellingCharacters = 1000;
/** Times at which a text was said that are gone through. */
const mostAlike = 100;

export class SaidTexts {
  readonly #texts = new TextIds();
  /** By text: the last time that it was said. */
  readonly #last = new GrowingInts();
  /** By such a time, from 1 on: the record that said it, and the time before at which it was said. */
  readonly #records = new GrowingInts();
  readonly #before = new GrowingInts();
  #times = 0;

  *archive(archive: Archive): Generator<undefined> {
    this.#times = archive.number(this.#times);
    yield* this.#texts.archive(archive);
    for (const column of [this.#last, this.#records, this.#before]) yield* column.archive(archive);
  }

  /** A record said its texts. */
  add(record: unknown, number: number): void {
    for (const text of textsOf(record)) {
      const id = this.#texts.ofText(text);
      const time = ++this.#times;
      this.#records.set(time, number);
      this.#before.set(time, this.#last.get(id));
      this.#last.set(id, time);
    }
  }

  /** By text of a record, the first record that said the same and is `free`; the server is told what a person says several times as one content. */
  *originalsOf(record: unknown, free: (number: number) => boolean): Generator<number> {
    for (const text of textsOf(record)) {
      let original = 0;
      let time = this.#last.get(this.#texts.known(text));
      for (let tried = 0; time !== 0 && tried < mostAlike; tried++) {
        const record = this.#records.get(time);
        if (free(record)) original = record;
        time = this.#before.get(time);
      }
      if (original !== 0) yield original;
    }
  }
}

function textsOf(record: unknown): readonly string[] {
  const speaker = textAt(record, "type") ?? "";
  const content = valueAt(record, "content");
  const texts = isText(content) ? [content] : listAt(record, "content").map((part) => valueAt(part, "text"));
  return texts.flatMap((text) => {
    const words = (textAt(text) ?? "").trim();
    return words === "" ? [] : [`${speaker} ${words.slice(0, tellingCharacters)}`];
  });
}

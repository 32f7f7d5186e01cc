// Whether single lines hold a text, by the built-in search.

import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import type { Source } from "../../source/source.ts";
import { readRecordBytes } from "../recordBytes.ts";
import { ByteSearch } from "./byteSearch.ts";

/** What is read to find a line's end: most are shorter. */
const firstRead = 4096;
const laterRead = 256 * 1024;

export class LineTest {
  readonly #source: Source;
  readonly #search: ByteSearch;
  readonly #stopped: () => boolean;

  constructor(source: Source, condition: TextCondition, stopped: () => boolean) {
    this.#source = source;
    this.#search = new ByteSearch(source, condition);
    this.#stopped = stopped;
  }

  /** Of the line that begins at a byte and ends before `end`. Any answer when stopped. */
  async holds(line: number, end: number): Promise<boolean> {
    let holds = false;
    await this.#search.run({ from: line, to: this.#lineEnd(line, end), stopped: this.#stopped }, () => {
      holds = true;
      return false;
    });
    return holds;
  }

  #lineEnd(line: number, end: number): number {
    for (let at = line, size = firstRead; at < end && !this.#stopped(); size = laterRead) {
      const bytes = readRecordBytes(this.#source, { offset: at, length: end - at }, 0, size);
      const found = bytes.indexOf(0x0a);
      if (found >= 0) return at + found;
      at += bytes.length;
    }
    return end;
  }
}

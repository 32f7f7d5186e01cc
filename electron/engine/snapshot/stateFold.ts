// Folds the state events of a run into one snapshot. A snapshot that nothing changes afterwards is never read, only copied;
// one that patches change is held in memory, up to a bound. Beyond it the state so far is written as it is, and events
// that follow stay as they are until the next snapshot: the outcome is the same, only less compact.

import type { ByteRange } from "../scanner/byteWindow.ts";
import type { Source } from "../source/source.ts";
import type { JsonOutput } from "./output.ts";
import { heldBytes, PatchedDocument } from "./patchedDocument.ts";
import { readText } from "./rangeText.ts";

/** Text that is written at once. */
const shortBytes = 64 * 1024;

/** What became of a patch: folded in; not applicable, so without effect; or to be kept as the event it is. */
export type PatchOutcome = "folded" | "failed" | "kept";

export class StateFold {
  readonly #source: Source;
  /** The state: in memory, or in the source. In neither when events are kept. */
  #document: PatchedDocument | undefined = new PatchedDocument("{}");
  #range: ByteRange | undefined;
  #isChanged = false;

  constructor(source: Source) {
    this.#source = source;
  }

  /** The state was replaced by the JSON value at `range`. */
  replace(range: ByteRange): void {
    this.#document = undefined;
    this.#range = range;
    this.#isChanged = true;
  }

  /** `kept`: write the state if it has changed (`write`), then the event as it is. */
  patch(range: ByteRange): PatchOutcome {
    if (this.#range !== undefined && this.#range.length <= heldBytes && range.length <= heldBytes) {
      this.#document = new PatchedDocument(readText(this.#source, this.#range));
      this.#range = undefined;
    }
    if (this.#document === undefined || range.length > heldBytes) return "kept";
    if (!this.#document.apply(readText(this.#source, range))) return "failed";
    this.#isChanged = true;
    return "folded";
  }

  /** Whether the state has outgrown what may be held: then it has to be written now. */
  get isTooLong(): boolean {
    return this.#document?.isTooLong ?? false;
  }

  /** Whether there is something to write. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Writes the state as one event: at once when it is short, else what is given has to be called and waited for. */
  write(output: JsonOutput): (() => Promise<void>) | undefined {
    this.#isChanged = false;
    const text = this.#document?.text() ?? this.#shortText();
    if (text === undefined || text.length > shortBytes) return () => this.#writeLong(output, text);
    output.put(`{"type":"STATE_SNAPSHOT","snapshot":${text}}`);
    output.endLine();
    return undefined;
  }

  #shortText(): string | undefined {
    if (this.#range === undefined || this.#range.length > shortBytes) return undefined;
    return readText(this.#source, this.#range);
  }

  async #writeLong(output: JsonOutput, text: string | undefined): Promise<void> {
    output.put('{"type":"STATE_SNAPSHOT","snapshot":');
    if (text !== undefined) await output.putLong(text);
    else if (this.#range !== undefined) await output.copy(this.#range);
    output.put("}");
    output.endLine();
  }

  /** Gives up holding the state, which has been written: patches are kept until the next snapshot. */
  letGo(): void {
    this.#document = undefined;
    this.#range = undefined;
  }
}

// Folds the state events of a run into one snapshot. A snapshot that nothing changes afterwards is never read, only copied;
// one that patches change is held in memory, up to a bound. Beyond it the state so far is written as it is, and events
// that follow stay as they are until the next snapshot: the outcome is the same, only less compact.

import { heldDocumentBytes } from "../../../shared/limits.ts";
import type { Steps } from "../conversation/pacer.ts";
import { readRangeText } from "../conversation/rangeText.ts";
import type { ExactJson } from "../formats/agui/exactJson.ts";
import { parseExactly } from "../formats/agui/exactJson.ts";
import { PatchedDocument } from "../formats/agui/patchedDocument.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import type { Source } from "../source/source.ts";
import type { JsonOutput } from "./output.ts";

/** What became of a patch: folded in; not applicable, so without effect; or to be kept as the event it is. */
export type PatchOutcome = "folded" | "failed" | "kept";

export class StateFold {
  readonly #source: Source;
  /** The state: in memory, or in the source. In neither when events are kept. */
  #document: PatchedDocument | undefined = PatchedDocument.of("{}");
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

  /** `kept`: write the state if it has changed, then the event as it is. `parsed` is the patch, if it has been parsed. */
  patch(range: ByteRange, parsed: ExactJson | undefined): PatchOutcome {
    if (range.length > heldDocumentBytes) return "kept";
    if (this.#range !== undefined && this.#range.length <= heldDocumentBytes) {
      const document = PatchedDocument.of(readRangeText(this.#source, this.#range));
      if (document === undefined) return "kept";
      this.#document = document;
      this.#range = undefined;
    }
    if (this.#document === undefined) return "kept";
    const patch = parsed ?? parseExactly(readRangeText(this.#source, range));
    switch (this.#document.apply(patch, range.length)) {
      case "applied":
        this.#isChanged = true;
        return "folded";
      case "failed":
        return "failed";
      default:
        return "kept";
    }
  }

  /** Whether the state has outgrown what may be held: then it has to be written now. */
  get isTooLong(): boolean {
    return this.#document?.isTooLong ?? false;
  }

  /** Whether there is something to write. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Writes the state as one event. */
  *write(output: JsonOutput): Steps {
    this.#isChanged = false;
    output.put('{"type":"STATE_SNAPSHOT","snapshot":');
    if (this.#document !== undefined) yield* output.putLong(this.#document.text());
    else if (this.#range !== undefined) yield* output.copy(this.#range);
    output.put("}");
    output.endLine();
  }

  /** Gives up holding the state, which has been written: patches are kept until the next snapshot. */
  letGo(): void {
    this.#document = undefined;
    this.#range = undefined;
  }
}

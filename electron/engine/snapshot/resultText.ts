// The result of a call as a JSON string, clipped where that was asked for; it is said which were.

import type { Steps } from "../conversation/pacer.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import type { Source } from "../source/source.ts";
import { ClippedOutput } from "./clippedOutput.ts";
import type { EntriesParts } from "./entriesExport.ts";
import { resultPlace, trueOutputs } from "./entryParts.ts";
import type { JsonOutput } from "./output.ts";
import { PieceText } from "./pieceText.ts";

/** The end of a sentence about one record, as in the lists of what was mended. */
export const clippedReason = "only the beginning of its result was kept, as asked for";

/** A call without a result gets an empty string. `clipTools` counts bytes. */
export class ResultText {
  readonly #parts: EntriesParts;
  readonly #text: PieceText;
  readonly #clipped: ClippedOutput | undefined;

  constructor(parts: EntriesParts, source: Source, output: JsonOutput = parts.output) {
    const { window, pacer, clipTools } = parts;
    this.#parts = parts;
    this.#clipped = clipTools === undefined ? undefined : new ClippedOutput(output, source, pacer, clipTools);
    this.#text = new PieceText(window, this.#clipped?.inner ?? output);
  }

  *write(call: Entry): Steps {
    const { entries, remarks } = this.#parts;
    const write = this.#text.write(trueOutputs(entries, call));
    if (this.#clipped === undefined) return yield* write;
    const isClipped = yield* this.#clipped.string(write);
    if (!isClipped) return;
    const { record, line } = resultPlace(entries, call);
    remarks.at(record, line);
    remarks.mended(clippedReason);
  }
}

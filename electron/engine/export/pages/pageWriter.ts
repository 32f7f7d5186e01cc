// Writes a conversation entry by entry in one of the forms. No text is held: each is read in parts, and where a form has to
// know something of a whole text first, read twice.

import { markNames } from "../../conversation/markNames.ts";
import type { Steps } from "../../conversation/pacer.ts";
import type { PieceList } from "../../conversation/pieceList.ts";
import { findValue } from "../../conversation/pieceValue.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import { cutBetweenCharacters } from "../../formats/rawText.ts";
import type { Value } from "../../formats/shape.ts";
import { spokenWords } from "../../formats/spokenWords.ts";
import { readImage } from "../../items/imageData.ts";
import { findImage } from "../../items/pieceLeaves.ts";
import { readStringText } from "../../scanner/stringText.ts";
import { keptMark } from "../../snapshot/clippedOutput.ts";
import type { EntriesParts } from "../../snapshot/entriesExport.ts";
import { piecesOf, resultPlace, trueOutputs } from "../../snapshot/entryParts.ts";
import { clippedReason } from "../../snapshot/resultText.ts";
import type { Source } from "../../source/source.ts";
import { DecodedText } from "../decodedText.ts";
import type { BlockSort, PageForm } from "./pageForm.ts";

/** Of a picture, and of all pictures of a page together, in base64. */
const longestPicture = 2 * 1024 * 1024;
const mostPictureBytes = 32 * 1024 * 1024;
/** Bytes of a prompt in the table of contents. */
const labelBytes = 120;
const speakers = { user: "User", assistant: "Assistant", system: "System" } as const;

export class PageWriter {
  messages = 0;
  toolCalls = 0;
  readonly #parts: EntriesParts;
  readonly #name: string;
  readonly #source: Source;
  #pictureBytes = 0;
  readonly #form: PageForm;
  readonly #text: DecodedText;

  constructor(parts: EntriesParts, source: Source, form: PageForm) {
    this.#parts = parts;
    this.#name = source.name;
    this.#source = source;
    this.#form = form;
    const { window, output, pacer } = parts;
    this.#text = new DecodedText(window, source, pacer, () => (output.isFull ? pacer.run(output.flush()) : undefined));
  }

  *writeAll(): Steps {
    const { chosen, output, remarks, onEntry } = this.#parts;
    output.put(this.#form.begin(this.#name));
    yield* this.#writeContents();
    for (const entry of chosen.inOrder(remarks)) {
      yield* this.#writeEntry(entry);
      onEntry(entry);
      yield* output.settle();
    }
    output.put(this.#form.end);
  }

  *#writeContents(): Steps {
    const { entries, chosen, output, window } = this.#parts;
    const { contents } = this.#form;
    if (contents === undefined) return;
    output.put(contents.begin);
    for (let entry: Entry = 1; entry <= entries.count; entry++) {
      const isPrompt = entries.sort(entry) === "message" && entries.speaker(entry) === "user";
      if (!isPrompt || !chosen.has(entry) || !entries.hasContent(entry)) continue;
      const [piece] = piecesOf(entries, entry, "text");
      const value = piece === undefined ? undefined : yield* findValue(window, piece, piece.path);
      const label =
        value?.type === "string"
          ? (spokenWords(window, value, piece?.spoken)?.slice(0, labelBytes) ??
            readStringText(window, value, value.offset, labelBytes).text)
          : `Record ${entries.recordOf(entry)}`;
      output.put(contents.line(idOf(entry), label.toWellFormed()));
      yield* output.settle();
    }
    output.put(contents.end);
  }

  *#writeEntry(entry: Entry): Steps {
    const { entries, chosen, output, extras, remarks } = this.#parts;
    const isMessage = entries.sort(entry) === "message";
    const attached = isMessage ? piecesOf(entries, entry, "attachment") : [];
    const pictures = yield* this.#pictures(attached);
    const attachments = attached.length - pictures.length;
    const reasoning = isMessage && extras.reasoning ? piecesOf(entries, entry, "reasoning") : [];
    const calls = chosen.callsOf(entry);
    if (!entries.hasContent(entry) && reasoning.length === 0 && calls.length === 0) return;
    const time = entries.timeOf(entry);
    this.messages++;
    remarks.at(entries.recordOf(entry), entries.lineOf(entry));
    if (attachments > 0) remarks.mended(`${pictures.length > 0 ? "some of " : ""}its attachments are only counted`);
    output.put(
      this.#form.entry({
        id: idOf(entry),
        speaker: speakers[isMessage ? entries.speaker(entry) : "assistant"],
        time: time === undefined ? "" : new Date(time).toISOString(),
        record: entries.recordOf(entry),
        marks: markNames(entries.marksOf(entry)),
        attachments,
      }),
    );
    yield* this.#writeBlock("reasoning", reasoning);
    if (isMessage) yield* this.#writeBlock("text", piecesOf(entries, entry, "text"));
    for (const picture of pictures) yield* this.#writePicture(picture);
    for (const call of calls) yield* this.#writeCall(call);
    output.put(this.#form.endEntry);
  }

  /** Where those that are shown stand, as long as there is room for them. */
  *#pictures(attached: PieceList): Steps<readonly Value[]> {
    const found: Value[] = [];
    if (this.#form.picture === undefined) return found;
    const { window } = this.#parts;
    for (const piece of attached) {
      const value = yield* findValue(window, piece, piece.path);
      const leaf = value === undefined ? undefined : yield* findImage(window, value, undefined);
      if (leaf?.is !== "image" || leaf.value.length > longestPicture) continue;
      if (this.#pictureBytes + leaf.value.length > mostPictureBytes) continue;
      if (!readImage(this.#source, leaf.value).ok) continue;
      this.#pictureBytes += leaf.value.length;
      found.push(leaf.value);
    }
    return found;
  }

  *#writePicture(value: Value): Steps {
    const image = readImage(this.#source, value);
    if (!image.ok || this.#form.picture === undefined) return;
    const { mediaType, data } = image.value;
    const picture = this.#form.picture(mediaType, Buffer.from(data).toString("base64"));
    yield* this.#parts.output.putLong(picture);
  }

  *#writeCall(call: Entry): Steps {
    const { entries, output, remarks } = this.#parts;
    this.toolCalls++;
    remarks.at(entries.recordOf(call), entries.lineOf(call));
    output.put(this.#form.call({ tool: entries.nameOf(call), outcome: entries.outcomeOf(call) }));
    yield* this.#writeBlock("input", piecesOf(entries, call, "input"));
    const { record, line } = resultPlace(entries, call);
    remarks.at(record, line);
    yield* this.#writeBlock("output", trueOutputs(entries, call), this.#parts.clipTools);
    output.put(this.#form.endCall);
    yield* output.settle();
  }

  /** `most`: bytes of the text that are kept; undefined: all. */
  *#writeBlock(sort: BlockSort, pieces: PieceList, most = Number.POSITIVE_INFINITY): Steps {
    if (pieces.length === 0) return;
    const { output, remarks } = this.#parts;
    const longestRow = this.#form.measures(sort) ? yield* this.#longestRow(pieces) : 0;
    const block = this.#form.block(sort, longestRow);
    output.put(block.before);
    let kept = 0;
    let bytes = 0;
    yield* this.#text.read(pieces, (text) => {
      const length = Buffer.byteLength(text);
      const part = kept < bytes ? "" : bytes + length <= most ? text : beginningOf(text, most - bytes);
      if (part !== "") output.put(block.part(part));
      kept += Buffer.byteLength(part);
      bytes += length;
    });
    if (kept < bytes) {
      output.put(keptMark(kept, bytes));
      remarks.mended(clippedReason);
    }
    output.put(block.after());
    if (this.#text.isMended) remarks.mended("half of a surrogate pair stands alone in it: U+FFFD takes its place");
    yield* output.settle();
  }

  /** Of backticks, over the borders of parts. */
  *#longestRow(pieces: PieceList): Steps<number> {
    let longest = 0;
    let open = 0;
    yield* this.#text.read(pieces, (text) => {
      for (let at = text.indexOf("`"); at >= 0 || open > 0; ) {
        if (at < 0) {
          open = 0;
          break;
        }
        let end = at;
        while (text.charCodeAt(end) === 0x60) end++;
        const row = (at === 0 ? open : 0) + end - at;
        longest = Math.max(longest, row);
        open = end === text.length ? row : 0;
        if (open > 0) break;
        at = text.indexOf("`", end);
      }
    });
    return longest;
  }
}

/** As much of a text as has `bytes` bytes at most, and is no part of a character. */
function beginningOf(text: string, bytes: number): string {
  const head = Buffer.from(text).subarray(0, bytes);
  return head.subarray(0, cutBetweenCharacters(head)).toString("utf8");
}

function idOf(entry: Entry): string {
  return `m${entry}`;
}

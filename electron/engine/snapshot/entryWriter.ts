// Writes the messages of a conversation as AG-UI has them: prompts, answers with their calls, results, and reasoning when it
// was asked for. What is not plainly what it seems says so in `metadata.marks`.

import { markNames } from "../conversation/markNames.ts";
import type { Steps } from "../conversation/pacer.ts";
import type { PieceList } from "../conversation/pieceList.ts";
import type { Entry, Marks } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import { TextIds } from "../paging/textIds.ts";
import type { Source } from "../source/source.ts";
import type { EntriesParts } from "./entriesExport.ts";
import { callId, piecesOf, trueOutputs } from "./entryParts.ts";
import { PieceText } from "./pieceText.ts";
import { ResultText } from "./resultText.ts";

interface MessageEnd {
  readonly attachments?: number;
  readonly alsoGiven?: Marks;
  readonly record?: number | undefined;
  readonly time?: number | undefined;
}

export class EntryWriter {
  messages = 0;
  toolCalls = 0;
  readonly #input: EntriesParts;
  readonly #text: PieceText;
  readonly #results: ResultText;
  /** Ids that were given; no two messages may share one. */
  readonly #ids = new TextIds();

  constructor(input: EntriesParts, source: Source) {
    this.#input = input;
    this.#results = new ResultText(input, source);
    this.#text = new PieceText(input.window, input.output);
  }

  /** All messages as one JSON array. */
  *writeAll(): Steps {
    const { chosen, output, remarks, onEntry } = this.#input;
    output.put("[");
    for (const entry of chosen.inOrder(remarks)) {
      if (this.#input.entries.sort(entry) === "message") yield* this.#writeMessage(entry);
      else yield* this.#writeCaller(entry);
      for (const call of chosen.callsOf(entry)) yield* this.#writeResult(call);
      onEntry(entry);
      yield* output.settle();
    }
    output.put("]");
  }

  *#writeMessage(entry: Entry): Steps {
    const { entries, chosen, extras, output, remarks } = this.#input;
    const texts = piecesOf(entries, entry, "text");
    const attachments = piecesOf(entries, entry, "attachment").length;
    const reasoning = piecesOf(entries, entry, "reasoning");
    if (extras.reasoning && reasoning.length > 0) {
      this.#begin(`${this.#nameOf(entry)}-reasoning`, "reasoning");
      yield* this.#content(reasoning);
      this.#end(entry);
    }
    if (attachments > 0) {
      remarks.at(entries.recordOf(entry), entries.lineOf(entry));
      remarks.mended("its attachments are only counted");
    }
    const calls = chosen.callsOf(entry);
    if (texts.length === 0 && attachments === 0 && calls.length === 0) return;
    const isAnswer = entries.speaker(entry) === "assistant";
    this.#begin(this.#nameOf(entry), entries.speaker(entry));
    // An assistant that only calls has no content at all, as the official client has it.
    if (texts.length > 0 || !isAnswer) yield* this.#content(texts);
    if (calls.length > 0) yield* this.#writeCalls(calls);
    this.#end(entry, { attachments });
    yield* output.settle();
  }

  /** An assistant message for a call that no message has. */
  *#writeCaller(call: Entry): Steps {
    this.#begin(this.#nameOf(call), "assistant");
    yield* this.#writeCalls([call]);
    this.#end(call);
  }

  *#writeCalls(calls: readonly Entry[]): Steps {
    const { entries, output } = this.#input;
    output.put(',"toolCalls":[');
    let isFirst = true;
    for (const call of calls) {
      if (!isFirst) output.put(",");
      isFirst = false;
      this.toolCalls++;
      const name = JSON.stringify(entries.nameOf(call));
      output.put(
        `{"id":${JSON.stringify(callId(entries, call))},"type":"function","function":{"name":${name},"arguments":`,
      );
      yield* this.#text.writeArguments(piecesOf(entries, call, "input"));
      output.put("}}");
      yield* output.settle();
    }
    output.put("]");
  }

  *#writeResult(call: Entry): Steps {
    const { entries, output } = this.#input;
    if (!entries.hasResult(call) && !entries.hasMadeUpResult(call)) return;
    const given = entries.hasResult(call) ? 0 : marks.madeUp;
    this.#begin(`${callId(entries, call)}-result`, "tool");
    output.put(',"content":');
    yield* this.#results.write(call);
    output.put(`,"toolCallId":${JSON.stringify(callId(entries, call))}`);
    if (entries.outcomeOf(call) === "failed") output.put(',"error":"failed"');
    // One that says nothing is known by its call alone.
    const record = trueOutputs(entries, call).at(0)?.record;
    this.#end(call, { alsoGiven: given, record, time: entries.resultTimeOf(call) });
    yield* output.settle();
  }

  *#content(pieces: PieceList): Steps {
    this.#input.output.put(',"content":');
    yield* this.#text.write(pieces);
  }

  #begin(id: string, role: string): void {
    const { output } = this.#input;
    if (this.messages++ > 0) output.put(",");
    output.put(`{"id":${JSON.stringify(this.#unique(id))},"role":"${role}"`);
  }

  /** `record`, `time`: where it has others than its entry. */
  #end(entry: Entry, { attachments = 0, alsoGiven = 0, record, time }: MessageEnd = {}): void {
    const { entries, output } = this.#input;
    const given =
      (entries.marksOf(entry) & ~marks.madeUp) |
      (entries.sort(entry) === "message" ? entries.marksOf(entry) : 0) |
      alsoGiven;
    const names = markNames(given);
    const at = time ?? entries.timeOf(entry);
    const metadata = {
      record: record ?? entries.recordOf(entry),
      ...(at === undefined ? {} : { time: at }),
      ...(names.length === 0 ? {} : { marks: names }),
      ...(attachments === 0 ? {} : { attachments }),
    };
    output.put(`,"metadata":${JSON.stringify(metadata)}}`);
  }

  #nameOf(entry: Entry): string {
    const { entries } = this.#input;
    return entries.idOf(entry) || `message-${entry}`;
  }

  #unique(wanted: string): string {
    let id = wanted;
    for (let copy = 2; this.#ids.known(id) !== 0; copy++) id = `${wanted}-${copy}`;
    this.#ids.ofText(id);
    return id;
  }
}

// Reads a session of the Gemini CLI. What a list in a patch says is told from what was said: its records are copies, and one
// whose ids are all new is a compaction, with a summary and a reply that the program made up. A list that leaves out what
// was said since the last compaction takes it back, unless it is written again (a resume).

import type { Archive } from "../../paging/archive.ts";
import { GrowingBytes, GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import { isText, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Outcome } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { isBoolean, isText as isKeptText, isNumber, valueIn } from "../keptValue.ts";
import { isOnlyResults, responseExitCode, responseFailed, takeParts, takePictures } from "./parts.ts";
import { SaidTexts } from "./saidTexts.ts";
import { TypedPrompts } from "./typedPrompts.ts";

/** How the program begins what it says in the user's name. */
const injectedText = /^<session_context>|^This is the Gemini CLI\.|^System: /;
/** What a person ran by hand (`!`) is told in these words; no model is asked for anything (0.61). */
const ranByHand = /^I ran the following shell command:\n```/;

/** What is known beside columns and ids. */
interface Kept {
  readonly count: number;
  readonly lists: number;
  readonly countThen: number;
  readonly compactedAt: Entry;
  readonly isSubagent: boolean;
  readonly session: string;
  readonly prompts: number;
}

const keptIn = valueIn<Kept>({
  count: isNumber,
  lists: isNumber,
  countThen: isNumber,
  compactedAt: isNumber,
  isSubagent: isBoolean,
  session: isKeptText,
  prompts: isNumber,
});

export class GeminiSession implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** Ids of records, of which some are only in lists. */
  readonly #ids = new TextIds();
  #count = 0;
  /** By record's id: its entries [from, to), and whether it was taken back. */
  readonly #from = new GrowingInts();
  readonly #to = new GrowingInts();
  readonly #undone = new GrowingBytes();
  /** Ids that stood in the list which is looked at, by its number. */
  readonly #listed = new GrowingInts();
  #lists = 0;
  /** How many ids there were at the last list. */
  #countThen = 0;
  readonly #said = new SaidTexts();
  /** By record: the one that says it again, since it was loaded; what stands in lists from then on. */
  readonly #copyOf = new GrowingInts();
  /** Ids that a compaction gave to its summary, its reply and what it kept: a resume writes them as records. */
  readonly #copied = new GrowingBytes();
  /** Calls that have a result. */
  readonly #answered = new TextIds();
  /** Ids of calls, and by them the record that holds the call. */
  readonly #calls = new TextIds();
  readonly #recordOf = new GrowingInts();
  /** The first entry behind the last compaction. */
  #compactedAt: Entry = 1;
  #isSubagent = false;
  readonly #typed = new TypedPrompts();
  #session = "";
  #prompts = 0;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
  }

  *archive(archive: Archive): Generator<undefined> {
    const kept = archive.value<Kept>(
      {
        count: this.#count,
        lists: this.#lists,
        countThen: this.#countThen,
        compactedAt: this.#compactedAt,
        isSubagent: this.#isSubagent,
        session: this.#session,
        prompts: this.#prompts,
      },
      keptIn,
    );
    this.#count = kept.count;
    this.#lists = kept.lists;
    this.#countThen = kept.countThen;
    this.#compactedAt = kept.compactedAt;
    this.#isSubagent = kept.isSubagent;
    this.#session = kept.session;
    this.#prompts = kept.prompts;
    this.#typed.archive(archive);
    for (const ids of [this.#ids, this.#answered, this.#calls]) yield* ids.archive(archive);
    const numbers = [this.#from, this.#to, this.#listed, this.#copyOf, this.#recordOf];
    for (const column of [...numbers, this.#undone, this.#copied]) yield* column.archive(archive);
    yield* this.#said.archive(archive);
  }

  take({ value }: FormatRecord): void {
    const rewind = textAt(value, "$rewindTo");
    if (rewind !== undefined) this.#rewind(rewind);
    else if (Array.isArray(valueAt(value, "$set", "messages"))) this.#takeList(listAt(value, "$set", "messages"));
    else if (textAt(value, "type") !== undefined) this.#takeRecord(value);
    else if (textAt(value, "sessionId") !== undefined) this.#takeHeader(value);
  }

  end(): void {
    for (let id = 1; id <= this.#count; id++) {
      if (this.#undone.get(id) === 1) this.#operations.markRange(this.#from.get(id), this.#to.get(id), marks.undone);
    }
  }

  #takeHeader(value: unknown): void {
    this.#session = textAt(value, "sessionId") ?? "";
    if (textAt(value, "kind") === "subagent") this.#isSubagent = true;
  }

  #takeRecord(value: unknown): void {
    const from = this.#operations.nextEntry();
    const id = textAt(value, "id");
    if (id !== undefined && this.#copied.get(this.#ids.known(id)) === 1) return;
    switch (textAt(value, "type")) {
      case "user":
        this.#takeUser(value, id);
        break;
      case "gemini":
        this.#takeAnswer(value, id);
        break;
      case "error":
        this.#operations.error(
          textAt(value, "content") ?? textAt(value, "content", 0, "text") ?? "The session met an error.",
        );
        this.#operations.end("failed");
        break;
      case "info":
        if (/cancelled/i.test(textAt(value, "content") ?? "")) this.#operations.end("interrupted");
        break;
      default:
        break;
    }
    if (id === undefined) return;
    const number = this.#idOf(id);
    if (this.#from.get(number) === 0) {
      this.#from.set(number, from);
      // What is loaded has new ids, and is looked for among what was said before.
      this.#said.add(value, number);
    }
    this.#to.set(number, this.#operations.nextEntry());
    for (const call of listAt(value, "toolCalls")) {
      this.#recordOf.set(this.#calls.ofText(textAt(call, "id") ?? ""), number);
    }
    // Written again: what a list seemed to take back is there after all.
    this.#undone.set(number, 0);
  }

  #takeUser(value: unknown, id: string | undefined): void {
    const parts = listAt(value, "content");
    if (isOnlyResults(parts)) {
      for (const part of parts) {
        const response = valueAt(part, "functionResponse");
        if (response !== undefined) this.#takeResponse(response);
      }
      this.#operations.end("open");
      return;
    }
    const text = textAt(value, "content") ?? textAt(parts[0], "text") ?? "";
    const isByHand = ranByHand.test(text);
    const typed = textAt(value, "displayContent") ?? textAt(value, "displayContent", 0, "text");
    const isHooks = this.#typed.isHooks(typed, text, parts);
    // A sub-agent has one task; what is said to it later, its program says.
    const isInjected = isByHand || isHooks || injectedText.test(text) || (this.#isSubagent && this.#prompts > 0);
    const known = id === undefined ? 0 : this.#operations.messageOf(id);
    const entry = this.#operations.message({ key: id, speaker: "user", marks: isInjected ? marks.injected : 0 });
    if (known !== 0) return;
    if (!isInjected) {
      this.#prompts++;
      this.#typed.prompt(typed ?? text, text);
    }
    if (typed === undefined || isInjected) takeParts(this.#operations, entry, value, ["content"]);
    else this.#takeTyped(value, typed, entry);
    if (!isByHand) this.#operations.end("open");
  }

  /**
   * `displayContent` is what a person typed; the content has it too, and whatever the program put beside it (0.61): what hooks
   * said, files that were named. Pictures are the person's.
   */
  #takeTyped(value: unknown, typed: string, prompt: Entry): void {
    const operations = this.#operations;
    takeParts(operations, prompt, value, ["displayContent"]);
    let context: Entry = 0;
    listAt(value, "content").forEach((part, index) => {
      const at = ["content", index];
      if (valueAt(part, "inlineData") !== undefined || valueAt(part, "fileData") !== undefined) {
        operations.attachment(prompt, at);
      } else if (isText(valueAt(part, "text")) && textAt(part, "text") !== typed) {
        if (context === 0) {
          context = operations.message({ key: undefined, speaker: "user", marks: marks.injected });
        }
        operations.text(context, [...at, "text"]);
      }
    });
  }

  /** The same result stands in the record of its call, mostly; after a resume a third time. */
  #takeResponse(response: unknown): void {
    const call = textAt(response, "id") ?? "";
    if (this.#answered.known(call) !== 0) return;
    this.#answered.ofText(call);
    const given = valueAt(response, "response");
    const outcome: Outcome = responseFailed(given, this.#context) ? "failed" : "done";
    this.#operations.result({ call, outcome, exitCode: responseExitCode(given, this.#context) });
  }

  #takeAnswer(value: unknown, id: string | undefined): void {
    const operations = this.#operations;
    const known = id === undefined ? 0 : operations.messageOf(id);
    const entry = operations.message({ key: id, speaker: "assistant" });
    if (known === 0) {
      listAt(value, "thoughts").forEach((thought, index) => {
        if (isText(valueAt(thought, "description"))) operations.reasoning(entry, ["thoughts", index, "description"]);
      });
      takeParts(operations, entry, value, ["content"]);
    }
    const calls = listAt(value, "toolCalls");
    calls.forEach((call, index) => {
      this.#takeCall(call, entry, index);
    });
    operations.model(textAt(value, "model") ?? "");
    this.#takeTokens(valueAt(value, "tokens"), id);
    if (known === 0 || calls.length > 0) operations.end(calls.length > 0 ? "open" : "completed");
  }

  #takeCall(call: unknown, message: Entry, index: number): void {
    const operations = this.#operations;
    const key = textAt(call, "id") ?? "";
    const at = ["toolCalls", index];
    const isKnown = operations.callOf(key) !== 0;
    operations.call({
      key,
      tool: textAt(call, "name") ?? "",
      message,
      ...(isKnown ? {} : { input: [...at, "args"] }),
    });
    const agent = textAt(call, "agentId");
    if (agent !== undefined) {
      operations.subagent(agent);
      operations.source({ relation: "sub-agent", name: `${this.#session}/${agent}.jsonl`, call: key });
    }
    const status = textAt(call, "status");
    const response = valueAt(call, "result", 0, "functionResponse", "response");
    if (response === undefined && status !== "error" && status !== "cancelled") return;
    if (this.#answered.known(key) !== 0) return;
    this.#answered.ofText(key);
    // A command that ended with another exit code than 0 was a success to the program.
    const failed = status === "error" || status === "cancelled" || responseFailed(response, this.#context);
    const outcome: Outcome = failed ? "failed" : "done";
    const exitCode = responseExitCode(response, this.#context);
    operations.result({ call: key, outcome, exitCode, output: [...at, "result", 0, "functionResponse", "response"] });
    takePictures(operations, key, valueAt(call, "result"), [...at, "result"]);
  }

  /** Of one request; its output leaves out the thoughts. */
  #takeTokens(tokens: unknown, id: string | undefined): void {
    const input = numberAt(tokens, "input");
    const output = numberAt(tokens, "output");
    if (input === undefined || output === undefined || id === undefined) return;
    const reasoning = numberAt(tokens, "thoughts") ?? 0;
    const cachedInput = numberAt(tokens, "cached");
    this.#operations.usage({ request: id, input, cachedInput, output: output + reasoning, reasoning });
  }

  #takeList(messages: readonly unknown[]): void {
    this.#lists++;
    let knowsNone = true;
    let hasAnswer = false;
    const then = this.#countThen;
    const newIds: number[] = [];
    for (const message of messages) {
      const id = textAt(message, "id");
      if (id === undefined) continue;
      const number = this.#idOf(id);
      if (this.#listed.get(number) === 0 && this.#from.get(number) === 0) newIds.push(number);
      this.#listed.set(number, this.#lists);
      this.#listCalls(message);
      if (this.#from.get(number) !== 0 || this.#copied.get(number) === 1) knowsNone = false;
      if (textAt(message, "type") === "gemini") hasAnswer = true;
    }
    this.#countThen = this.#count;
    if (then > 0 && messages.every((message) => this.#isLoaded(message, then))) this.#takeLoaded(messages);
    const from = this.#compactedAt;
    if (knowsNone && hasAnswer && this.#count > 0 && this.#operations.nextEntry() > from) {
      this.#operations.compaction();
      for (const number of newIds) this.#copied.set(number, 1);
      this.#compactedAt = this.#operations.nextEntry();
      return;
    }
    // A resume first lists its context alone and then everything again (0.61): what is listed is there after all.
    for (let id = 1; id <= this.#count; id++) {
      const isListed = this.#listed.get(id) === this.#lists || this.#listed.get(this.#copyOf.get(id)) === this.#lists;
      if (isListed) this.#undone.set(id, 0);
      else if (this.#from.get(id) >= from) this.#undone.set(id, 1);
    }
  }

  /** Written since the last list, and without what a model's answer has. */
  #isLoaded(message: unknown, then: number): boolean {
    const number = this.#ids.known(textAt(message, "id") ?? "");
    return number > then && this.#from.get(number) !== 0 && numberAt(message, "tokens", "input") === undefined;
  }

  /** A conversation that was saved and is loaded: what this session has said before is there again, the rest is another's. */
  #takeLoaded(messages: readonly unknown[]): void {
    if (!messages.some((message) => textAt(message, "type") === "gemini")) return;
    const numberAtPlace = (place: number): number => this.#ids.known(textAt(messages[place], "id") ?? "");
    for (const [place, message] of messages.entries()) {
      const number = numberAtPlace(place);
      let isKnown = isOnlyResults(listAt(message, "content"));
      // The next start takes what begins with the context for the context alone, and puts a new one in its place (0.61).
      const isGone = injectedText.test(textAt(message, "content", 0, "text") ?? "");
      const standsFor = (isGone ? numberAtPlace(place + 1) : 0) || number;
      for (const original of this.#originalsOf(message)) {
        this.#listed.set(original, this.#lists);
        this.#copyOf.set(original, standsFor);
        isKnown = true;
      }
      const given = isKnown ? marks.repeated : marks.inherited;
      this.#operations.markRange(this.#from.get(number), this.#to.get(number), given);
    }
  }

  /** An answer that made calls is known by them. */
  #originalsOf(message: unknown): Iterable<number> {
    const called = listAt(message, "content").flatMap((part) => {
      const call = textAt(part, "functionCall", "id");
      const record = call === undefined ? 0 : this.#recordOf.get(this.#calls.known(call));
      return record === 0 ? [] : [record];
    });
    const isFree = (other: number): boolean => this.#listed.get(other) !== this.#lists;
    return called.length > 0 ? called : this.#said.originalsOf(message, isFree);
  }

  /**
   * The call of a command that was stopped stands in a record of its own, which no list holds: there it is a part of the answer
   * that made it (0.61).
   */
  #listCalls(message: unknown): void {
    for (const part of listAt(message, "content")) {
      const call = textAt(part, "functionCall", "id");
      const record = call === undefined ? 0 : this.#recordOf.get(this.#calls.known(call));
      if (record !== 0) this.#listed.set(record, this.#lists);
    }
  }

  /** The record that is named goes too. */
  #rewind(id: string): void {
    const from = this.#from.get(this.#ids.known(id));
    if (from === 0) return;
    for (let other = 1; other <= this.#count; other++) {
      if (this.#from.get(this.#copyOf.get(other) || other) >= from) this.#undone.set(other, 1);
    }
    this.#operations.end("completed");
  }

  #idOf(id: string): number {
    const number = this.#ids.ofText(id);
    this.#count = Math.max(this.#count, number);
    return number;
  }
}

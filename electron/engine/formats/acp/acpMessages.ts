// The messages of an ACP log: the answer under way, which goes on piece by piece until something else is said, prompts that
// are told again, and (version 2) messages that are given whole.

import type { Archive } from "../../paging/archive.ts";
import { GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { ValuePath } from "../condensedValue.ts";
import { isText, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { isBoolean, isText as isKeptText, isNumber, orNone, valueIn } from "../keptValue.ts";
import type { PendingRequests } from "./pendingRequests.ts";

/** What is known beside columns and ids. */
interface Kept {
  readonly answer: Entry;
  readonly hasText: boolean;
  readonly hasReasoning: boolean;
  readonly messageId?: string | undefined;
  readonly echo: Entry;
  readonly isReminder: boolean;
  readonly isReplay: boolean;
}

const keptIn = valueIn<Kept>({
  answer: isNumber,
  hasText: isBoolean,
  hasReasoning: isBoolean,
  messageId: orNone(isKeptText),
  echo: isNumber,
  isReminder: isBoolean,
  isReplay: isBoolean,
});

/** What stands at `at` in the message is told in the words of a conversation. */
export class AcpMessages {
  readonly #operations: ConversationOperations;
  readonly #requests: PendingRequests;
  /** Where the message lies in a record. */
  readonly #prefix: ValuePath;
  #answer: Entry = 0;
  #hasText = false;
  #hasReasoning = false;
  /** The id that the text of the answer under way bears, if any. */
  #messageId: string | undefined;
  /** Ids of messages and thoughts that have text, and by id the answer that it stands in. */
  readonly #said = new TextIds();
  readonly #answerOf = new GrowingInts();
  /** Of version 2: ids of the prompts that were accepted. */
  readonly #accepted = new TextIds();
  #echo: Entry = 0;
  /** What is told is the program's, in the user's name. */
  #isReminder = false;
  /** What is told again of a session that is loaded. */
  isReplay = false;

  constructor(operations: ConversationOperations, requests: PendingRequests, prefix: ValuePath) {
    this.#operations = operations;
    this.#requests = requests;
    this.#prefix = prefix;
  }

  *archive(archive: Archive): Generator<undefined> {
    const kept = archive.value<Kept>(
      {
        answer: this.#answer,
        hasText: this.#hasText,
        hasReasoning: this.#hasReasoning,
        messageId: this.#messageId,
        echo: this.#echo,
        isReminder: this.#isReminder,
        isReplay: this.isReplay,
      },
      keptIn,
    );
    this.#answer = kept.answer;
    this.#hasText = kept.hasText;
    this.#hasReasoning = kept.hasReasoning;
    this.#messageId = kept.messageId;
    this.#echo = kept.echo;
    this.#isReminder = kept.isReminder;
    this.isReplay = kept.isReplay;
    for (const part of [this.#said, this.#accepted, this.#answerOf]) yield* part.archive(archive);
  }

  /** The answer under way; 0: none. */
  get answer(): Entry {
    return this.#answer;
  }

  /** A prompt as it is sent. */
  takePrompt(blocks: readonly unknown[], at: ValuePath): void {
    const prompt = this.#operations.message({ key: undefined, speaker: "user" });
    blocks.forEach((block, index) => {
      this.#takeBlock(block, prompt, [...at, index], false);
    });
    this.closeAnswer();
  }

  /** Of version 2: a prompt with this id was sent before, so it is no other one where it is told. */
  accept(id: string): void {
    this.#accepted.ofText(id);
  }

  /** A piece of an answer. */
  takeAnswer(update: unknown, at: ValuePath): void {
    this.#goOn(textAt(update, "messageId"));
    this.#takeBlock(valueAt(update, "content"), undefined, [...at, "content"], false);
    this.#noteAnswer(textAt(update, "messageId"));
  }

  /** What the program says in the model's name (ownWords.ts). */
  takeOwnWords(update: unknown, at: ValuePath): void {
    const entry = this.#operations.message({ key: undefined, speaker: "assistant", marks: marks.madeUp });
    this.#takeBlock(valueAt(update, "content"), entry, [...at, "content"], false);
  }

  /** A piece of its reasoning. */
  takeThought(update: unknown, at: ValuePath): void {
    this.#said.ofText(`thought ${textAt(update, "messageId") ?? ""}`);
    this.#takeBlock(valueAt(update, "content"), undefined, [...at, "content"], true);
  }

  /** What comes next is another message. */
  closeAnswer(): void {
    this.#answer = 0;
    this.#hasText = false;
    this.#hasReasoning = false;
    this.#messageId = undefined;
    this.#echo = 0;
  }

  /** Text of another message than the one before begins another answer. Agents need not give ids. */
  #goOn(id: string | undefined): void {
    if (id === undefined) return;
    if (this.#hasText && id !== this.#messageId) this.closeAnswer();
    this.#messageId = id;
  }

  #noteAnswer(id: string | undefined): void {
    if (id !== undefined) this.#answerOf.set(this.#said.ofText(`message ${id}`), this.#answer);
  }

  /** Of a prompt that was sent, or of a session that is told again. */
  takeEcho(update: unknown, at: ValuePath): void {
    const isReminder = textAt(update, "content", "text")?.startsWith("<system-reminder>") === true;
    // Grok tells so of sub-agents that have finished in the background (1.0).
    const given = this.#marksOfEcho(textAt(update, "messageId")) | (isReminder ? marks.injected : 0);
    if (this.#echo === 0 || isReminder !== this.#isReminder)
      this.#echo = this.#operations.message({ key: undefined, speaker: "user", marks: given });
    this.#isReminder = isReminder;
    const echo = this.#echo;
    this.closeAnswer();
    this.#echo = echo;
    this.#takeBlock(valueAt(update, "content"), this.#echo, [...at, "content"], false);
  }

  #marksOfEcho(id: string | undefined): number {
    if (this.isReplay) return marks.inherited;
    const isAccepted = id !== undefined && this.#accepted.known(id) !== 0;
    return isAccepted || this.#requests.has("session/prompt") ? marks.repeated : 0;
  }

  /**
   * Version 2, and PostHog's joined pieces: a message as a whole. One that came in pieces before is the same, and its text takes
   * their place; of a thought the pieces stay.
   */
  takeWhole(update: unknown, at: ValuePath): void {
    const sort = textAt(update, "sessionUpdate");
    const id = textAt(update, "messageId");
    const content = valueAt(update, "content");
    const entry =
      sort === "user_message"
        ? this.#wholePrompt(id, content)
        : this.#wholeAnswer(id, content, sort === "agent_thought");
    const blocks = Array.isArray(content) ? content : [content];
    if (entry === 0) return;
    blocks.forEach((block, index) => {
      const path = Array.isArray(content) ? [...at, "content", index] : [...at, "content"];
      this.#takeBlock(block, entry, path, sort === "agent_thought");
    });
  }

  #wholePrompt(id: string | undefined, content: unknown): Entry {
    const known = id === undefined ? 0 : this.#operations.messageOf(id);
    if (known !== 0 && content !== undefined) this.#operations.retell(known);
    return this.#operations.message({ key: id, speaker: "user", marks: this.#marksOfEcho(id) });
  }

  /** The answer that a whole message goes to; 0: it says nothing new. */
  #wholeAnswer(id: string | undefined, content: unknown, isThought: boolean): Entry {
    if (id === undefined) return this.#openAnswer();
    const said = `${isThought ? "thought" : "message"} ${id}`;
    const known = this.#said.known(said);
    if (known !== 0) {
      if (isThought || content === undefined) return 0;
      const entry = this.#answerOf.get(known);
      this.#operations.retell(entry);
      return entry;
    }
    if (!isThought) this.#goOn(id);
    const entry = this.#openAnswer();
    if (isThought) this.#said.ofText(said);
    else this.#noteAnswer(id);
    return entry;
  }

  #openAnswer(): Entry {
    if (this.#answer !== 0) return this.#answer;
    this.#echo = 0;
    this.#answer = this.#operations.message({
      key: undefined,
      speaker: "assistant",
      marks: this.isReplay ? marks.inherited : 0,
    });
    return this.#answer;
  }

  /** A block of content; without an entry it goes on the answer that is under way. An empty one says nothing. */
  #takeBlock(block: unknown, entry: Entry | undefined, at: ValuePath, isThought: boolean): void {
    const operations = this.#operations;
    const type = textAt(block, "type");
    if (type !== "text" && type !== undefined) {
      operations.attachment(entry ?? this.#openAnswer(), this.#at(at));
      return;
    }
    if (!isText(valueAt(block, "text"))) return;
    const message = entry ?? this.#openAnswer();
    const path = this.#at([...at, "text"]);
    if (isThought) {
      operations.reasoning(message, path, entry === undefined && this.#hasReasoning);
      this.#hasReasoning = true;
    } else {
      operations.text(message, path, entry === undefined && this.#hasText);
      if (entry === undefined) this.#hasText = true;
    }
  }

  #at(path: ValuePath): ValuePath {
    return [...this.#prefix, ...path];
  }
}

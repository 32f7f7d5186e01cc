// Messages of Claude's interface, the same in all three families: an answer comes block by block, as records of one message
// id; results come under the role "user", beside what was said or instead of it.

import type { ValuePath } from "../condensedValue.ts";
import { isText, isTextAt, isTrueAt, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks, Speaker } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { exitCodeAtStart } from "../exitCode.ts";
import type { ReadingContext } from "../format.ts";
import { typeOfBlock } from "./blocks.ts";
import { firstText, keptOfPersisted, persistedText } from "./persistedOutput.ts";
import type { PlainAnswer, PlainResult } from "./plainLine.ts";
import type { Words } from "./words.ts";
import { aboveLocal, commandPrompt, marksOfWords, tellingBytes, wordsOf } from "./words.ts";

/** Text that the program puts where the model gave none (up to 2.0). */
const placeholder = "(no content)";

/** How the result of a command begins that ended with another exit code than 0; older ones put a word before it. */
const exitSentence = /^(?:Error: )?Exit code (\d+)\b/;

const only = ["message", "content", 0] as const;
const wholeContent: ValuePath = ["message", "content"];
const onlyText: ValuePath = [...only, "text"];
const onlyThinking: ValuePath = [...only, "thinking"];
const onlyInput: ValuePath = [...only, "input"];
const onlyResult: ValuePath = [...only, "content"];

/** The model's name on answers that no model gave. */
export const synthetic = "<synthetic>";

export interface UserRecord {
  /** Where the message's content stands. */
  readonly at: ValuePath;
  /** What is known of the whole record: `injected` when no person said it. */
  readonly marks: Marks;
  /** Its results were made up: no tool gave them. */
  readonly madeUp: boolean;
}

/** What a record under the role "user" held beside results; undefined: only results, or nothing. */
export type Said = Words | undefined;

export class ClaudeMessages {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
  }

  /** A whole text or the blocks of a user's message. */
  takeUser(record: unknown, { at, marks: given, madeUp }: UserRecord): Said {
    const content = valueAt(record, ...at);
    if (!Array.isArray(content))
      return isText(content) ? this.#takeWords([{ value: content, at }], [], given) : undefined;
    const texts: Text[] = [];
    const images: ValuePath[] = [];
    content.forEach((block, index) => {
      const path = [...at, index];
      switch (typeOfBlock(block)) {
        case "text":
          if (isTextAt(block, "text")) texts.push({ value: valueAt(block, "text"), at: [...path, "text"] });
          break;
        case "image":
          images.push(path);
          break;
        case "result":
          this.takeResult(block, path, (given & ~marks.injected) | (madeUp ? marks.madeUp : 0), record);
          break;
        default:
          break;
      }
    });
    return texts.length + images.length === 0 ? undefined : this.#takeWords(texts, images, given);
  }

  /** The texts of one record: what a person said is one message, each thing that the program added another. */
  #takeWords(texts: readonly Text[], images: readonly ValuePath[], given: Marks): Said {
    const judged = texts.map((text) => ({ ...text, words: this.wordsOf(text.value) }));
    const said = judged.filter(({ words }) => words === "said");
    const others = judged.filter(({ words }) => words !== "said");
    for (const { at, words } of others) this.#say([at], [], given | marksOfWords(words));
    if (said.length + images.length > 0) {
      const isInjected = said.length === 0 && others.length > 0;
      this.#say(
        said.map(({ at }) => at),
        images,
        isInjected ? given | marks.injected : given,
      );
      if (!isInjected) return (given & marks.injected) === 0 ? "said" : "injected";
    }
    return others[0]?.words;
  }

  #say(texts: readonly ValuePath[], images: readonly ValuePath[], given: Marks): void {
    const entry = this.#operations.message({ key: undefined, speaker: "user", marks: given });
    for (const at of texts) this.#operations.text(entry, at);
    for (const at of images) this.#operations.attachment(entry, at);
  }

  /** What stands above the words of a command: its name, if it is a prompt, or a sentence that says that it is none. */
  isAboveCommand(content: unknown, said: Said): boolean {
    const beginning = said === "said" ? commandPrompt : said === "injected" ? aboveLocal : undefined;
    if (beginning === undefined) return false;
    const first = typeof content === "string" ? content : valueAt(content, 0, "text");
    return this.#context.textOf(first, tellingBytes)?.startsWith(beginning) === true;
  }

  wordsOf(value: unknown): Words {
    const head = this.#context.textOf(value, tellingBytes) ?? "";
    return wordsOf(head, this.#context.textOf(value, tellingBytes, true) ?? "");
  }

  /** The result in a block; of several for one call the last that is not made up counts. */
  takeResult(block: unknown, at: ValuePath, given: Marks, record?: unknown): void {
    const call = textAt(block, "tool_use_id") ?? "";
    const gave = valueAt(block, "content");
    // Only tools that the model's server runs give an object.
    const servers = isText(gave) || Array.isArray(gave) ? undefined : gave;
    const ran = numberAt(servers, "return_code");
    const failed = isTrueAt(block, "is_error") || isServersFailure(servers) || (ran ?? 0) !== 0;
    const told = failed
      ? exitCodeAtStart(firstText(valueAt(block, "content")), exitSentence, this.#context)
      : undefined;
    this.#operations.result({
      call,
      outcome: failed ? "failed" : "done",
      exitCode: ran ?? told,
      output: [...at, "content"],
      marks: given,
    });
    const text = persistedText(block, this.#context);
    if (text === undefined) return;
    const bytes =
      numberAt(record, "toolUseResult", "persistedOutputSize") ??
      numberAt(record, "tool_use_result", "persistedOutputSize");
    this.#operations.keptOf(this.#operations.callOf(call), keptOfPersisted(text, bytes));
  }

  /** All that a line says, in words of whoever it is from: a person, if nothing is given. */
  takePlainPrompt(given: Marks = 0): void {
    this.#say([wholeContent], [], given);
  }

  /** The only block of a line, which is the result of a call, and all of it. */
  takePlainResult({ call, failed, exitCode }: PlainResult): void {
    const outcome = failed ? "failed" : "done";
    this.#operations.result({ call, outcome, exitCode, output: onlyResult });
  }

  /** The only block of a line. */
  takePlainAnswer({ sort, message, call, tool }: PlainAnswer): Entry {
    const operations = this.#operations;
    const entry = operations.message({ key: message, speaker: "assistant" });
    if (sort === "text") operations.text(entry, onlyText);
    else if (sort === "thinking") operations.reasoning(entry, onlyThinking);
    else if (call !== undefined) {
      const input = operations.callOf(call) === 0 ? onlyInput : undefined;
      operations.call({ key: call, tool, message: entry, input, isNew: true });
    }
    return entry;
  }

  /** Blocks of an answer. `content` is where they stand, or one text; `onEntry` hears of the answer before they are taken. */
  takeAnswer(
    record: unknown,
    content: ValuePath,
    key: string | undefined,
    given: Marks,
    onEntry?: (answer: Entry) => void,
  ): Entry {
    const operations = this.#operations;
    const entry = operations.message({ key, speaker: "assistant", marks: given });
    onEntry?.(entry);
    if (isText(valueAt(record, ...content))) operations.text(entry, content);
    listAt(record, ...content).forEach((block, index) => {
      const path = [...content, index];
      switch (typeOfBlock(block)) {
        case "text":
          if (this.#isVisible(valueAt(block, "text"))) operations.text(entry, [...path, "text"]);
          break;
        case "thinking":
          if (isTextAt(block, "thinking")) operations.reasoning(entry, [...path, "thinking"]);
          break;
        case "call":
          this.#takeCall(block, path, entry, given);
          break;
        case "result":
          // Of a tool that the model's server ran itself.
          this.takeResult(block, path, given);
          break;
        case "image":
          operations.attachment(entry, path);
          break;
        default:
          break;
      }
    });
    return entry;
  }

  #takeCall(block: unknown, at: ValuePath, message: Entry, given: Marks): void {
    const operations = this.#operations;
    const key = textAt(block, "id") ?? `call ${operations.nextEntry()}`;
    // Its arguments may have streamed in before.
    const input = operations.callOf(key) === 0 ? [...at, "input"] : undefined;
    operations.call({ key, tool: textAt(block, "name") ?? "", message, input, isNew: true, marks: given });
  }

  /** A second copy of a record: what was said in it is kept, but counts nowhere. */
  takeCopy(record: unknown, content: ValuePath, speaker: Speaker): void {
    const entry = this.#operations.message({ key: undefined, speaker, marks: marks.repeated });
    if (isText(valueAt(record, ...content))) this.#operations.text(entry, content);
    listAt(record, ...content).forEach((block, index) => {
      if (isText(valueAt(block, "text"))) this.#operations.text(entry, [...content, index, "text"]);
    });
  }

  #isVisible(text: unknown): boolean {
    if (!isText(text)) return false;
    const head = this.#context.textOf(text, tellingBytes)?.trim() ?? "";
    return head !== "" && head !== placeholder;
  }
}

/** Tools that the model's server runs have no flag: what failed is another sort of content (`web_search_tool_result_error`). */
function isServersFailure(content: unknown): boolean {
  return textAt(content, "type")?.endsWith("_tool_result_error") === true;
}

interface Text {
  readonly value: unknown;
  readonly at: ValuePath;
}

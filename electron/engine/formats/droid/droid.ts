// Sessions of Droid (Factory, droid 0.215): `~/.factory/sessions/<cwd>/<uuid>.jsonl`. Its tokens stand in a settings file
// beside it, not here.

import type { Archive } from "../../paging/archive.ts";
import type { ValuePath } from "../condensedValue.ts";
import { isText, isTrueAt, isVisible, listAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationEnd, ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import { exitCodeAtEnd } from "../exitCode.ts";
import type { ConversationReader, Format, FormatRecord, Head, ReadingContext } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { isText as isKeptText, isNumber, orNone, valueIn } from "../keptValue.ts";
import { called, resulted, said, sentence, textOfParts } from "../sentence.ts";

export const exitSentence = /\[Process exited with code (\d+)\]\s*$/;
/** How an error of the model's server is written: as if the user had said it. */
const byokError = /^BYOK Error\b/;
const askedOn = /^Your previous response ended before completion\./;

/** Told by `session_start`; a beginning that was cut off is only guessed at. Tokens are unknown. */
export const droid: Format = {
  name: "droid",
  detect: (sample) => {
    const found = detectBy(sample, "are lines of a Droid session", isOurs);
    return sample.some((head) => textAt(head, "type") === "session_start") ? found : guessed(found, 0.4);
  },
  plan: () => ({
    kind: [[["type"]], [["message", "role"]], [["message", "content", 0, "type"]]],
    time: [["timestamp"]],
    pair: [
      ["message", "content", 0, "tool_use_id"],
      ["message", "content", 0, "id"],
    ],
    role: [["message", "role"]],
    tool: [["message", "content", 0, "name"]],
    errors: [["message", "content", 0, "is_error"]],
  }),
  turns: ["message/user/text"],
  preview,
  conversation: (operations, context) => new DroidSession(operations, context),
};

function isOurs(head: Head): boolean {
  switch (textAt(head, "type")) {
    case "session_start":
      return textAt(head, "id") !== undefined;
    case "message":
      return textAt(head, "message", "role") !== undefined && textAt(head, "id") !== undefined;
    case "agent_turn_outcome":
    case "todo_state":
    case "compaction_state":
      return true;
    default:
      return false;
  }
}

const ownIn = valueIn<{ copiedUpTo?: string | undefined; answer: Entry }>({
  copiedUpTo: orNone(isKeptText),
  answer: isNumber,
});

class DroidSession implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** Of a fork: the last message that it copied, until that was met. */
  #copiedUpTo: string | undefined;
  /** The last answer. */
  #answer: Entry = 0;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
  }

  archive(archive: Archive): Iterable<undefined> {
    const own = archive.value({ copiedUpTo: this.#copiedUpTo, answer: this.#answer }, ownIn);
    this.#copiedUpTo = own.copiedUpTo;
    this.#answer = own.answer;
    return [];
  }

  take({ value }: FormatRecord): void {
    switch (textAt(value, "type")) {
      case "session_start":
        this.#takeStart(value);
        break;
      case "message":
        this.#takeMessage(value);
        break;
      case "compaction_state":
        this.#operations.compaction(textAt(value, "id"));
        break;
      case "agent_turn_outcome":
        this.#operations.end(endOf(textAt(value, "reason")));
        break;
      default:
        break;
    }
  }

  /** A fork begins with copies, under their old ids and times (0.215). */
  #takeStart(value: unknown): void {
    this.#copiedUpTo = textAt(value, "forkedAtMessageId");
    const parent = textAt(value, "parent");
    if (this.#copiedUpTo !== undefined && parent !== undefined) {
      this.#operations.source({ relation: "origin", name: `${parent}.jsonl` });
    }
  }

  #takeMessage(value: unknown): void {
    const operations = this.#operations;
    const isUser = textAt(value, "message", "role") === "user";
    const blocks = listAt(value, "message", "content");
    const id = textAt(value, "id");
    const said = textAt(value, "message", "content") ?? textAt(blocks[0], "text") ?? "";
    const isCopy = this.#copiedUpTo !== undefined;
    if (id === this.#copiedUpTo) this.#copiedUpTo = undefined;
    let given: Marks = 0;
    // Context that the program puts in front of a prompt (`context-<id of the prompt>`).
    if (isUser && (id?.startsWith("context-") || said.startsWith("<system-reminder>"))) given = marks.injected;
    if (isUser && byokError.test(said)) {
      given = marks.madeUp;
      if (!isCopy) operations.error(said.split("\n")[0] ?? said, true);
    }
    if (isUser && textAt(value, "message", "visibility") === "llm_only") {
      // The program itself asks on, behind an answer that ended at the limit of tokens: nothing else tells that it was cut (0.215).
      given = marks.injected;
      if (askedOn.test(said) && this.#answer !== 0) operations.mark(this.#answer, marks.cut);
    }
    if (isCopy) given |= marks.inherited;
    const entry = operations.message({ key: id, speaker: isUser ? "user" : "assistant", marks: given });
    if (!isUser) this.#answer = entry;
    if (isText(valueAt(value, "message", "content"))) operations.text(entry, ["message", "content"]);
    blocks.forEach((block, index) => {
      const at: ValuePath = ["message", "content", index];
      switch (textAt(block, "type")) {
        case "text":
          if (isVisible(valueAt(block, "text"))) operations.text(entry, [...at, "text"]);
          break;
        case "thinking":
          if (isText(valueAt(block, "thinking"))) operations.reasoning(entry, [...at, "thinking"]);
          break;
        case "image":
          operations.attachment(entry, at);
          break;
        case "tool_use":
          operations.call({
            key: textAt(block, "id") ?? "",
            tool: textAt(block, "name") ?? "",
            message: entry,
            input: [...at, "input"],
            isNew: true,
            marks: given,
          });
          break;
        case "tool_result": {
          const exitCode = exitCodeAtEnd(valueAt(block, "content"), exitSentence, this.#context);
          const failed = isTrueAt(block, "is_error") || (exitCode ?? 0) !== 0;
          const call = textAt(block, "tool_use_id") ?? "";
          const outcome = failed ? "failed" : "done";
          operations.result({ call, outcome, exitCode, output: [...at, "content"], marks: given });
          break;
        }
        default:
          break;
      }
    });
    operations.model(textAt(value, "message", "modelId") ?? textAt(value, "modelId") ?? "");
    if ((given & marks.injected) === 0) operations.end("open");
  }
}

/** Reasons that were seen: completed, model_request_rejected. */
function endOf(reason: string | undefined): ConversationEnd {
  if (reason === "completed") return "completed";
  return /abort|cancel|interrupt|stopped/.test(reason ?? "") ? "interrupted" : "failed";
}

function preview(head: Head): string {
  if (textAt(head, "type") !== "message") return othersOf(head, "type", "id", "timestamp", "parentId");
  const blocks = listAt(head, "message", "content");
  const text = textAt(head, "message", "content") ?? textOfParts(blocks);
  const parts = blocks.map((block) => {
    switch (textAt(block, "type")) {
      case "tool_use":
        return called(textAt(block, "name"), valueAt(block, "input"));
      case "tool_result":
        return resulted(compact(valueAt(block, "content")), isTrueAt(block, "is_error"));
      case "thinking":
        return textAt(block, "thinking");
      default:
        return undefined;
    }
  });
  return sentence(text === "" ? undefined : said(textAt(head, "message", "role") ?? "", text), ...parts);
}

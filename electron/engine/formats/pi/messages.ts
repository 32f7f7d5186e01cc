// A message of pi (@mariozechner/pi-coding-agent 0.73) and of what is made of it (Oh My Pi 18.2): user, assistant or tool result,
// the same in its sessions and on its standard output. Its usage leaves out what was read from a cache, unlike ours.

import type { Archive } from "../../paging/archive.ts";
import { GrowingNumbers } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { ValuePath } from "../condensedValue.ts";
import { isText, isTrueAt, isVisible, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { exitCodeAtEnd } from "../exitCode.ts";
import type { ReadingContext } from "../format.ts";
import { isNumber, valueIn } from "../keptValue.ts";
import { argumentOf, called, resulted, said, sentence, textOfParts } from "../sentence.ts";

/** Whose usage was told elsewhere. */
const notOwn = marks.inherited | marks.repeated;

/** Reasons for which an answer stops before its end. */
const isCut = /^(?:length|error|aborted)$/;

/** How the result of a command ends that ended with another exit code than 0. */
const exitSentence = /Command exited with code (\d+)\s*$/;

/** What stands in the place of a result that was taken out. */
const shaken = /^\[shaken ~(\d+) tokens/;

const ownIn = valueIn<{ requests: number; cost: number }>({ requests: isNumber, cost: isNumber });

export class PiMessages {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  #requests = 0;
  /** Of answers that have an id of the model's server: the last entry of each. */
  readonly #answers = new TextIds();
  readonly #told = new GrowingNumbers();
  #cost = 0;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
  }

  /** Pauses where it yields. */
  *archive(archive: Archive): Generator<undefined> {
    const { requests, cost } = archive.value({ requests: this.#requests, cost: this.#cost }, ownIn);
    this.#requests = requests;
    this.#cost = cost;
    yield* this.#answers.archive(archive);
    yield* this.#told.archive(archive);
  }

  /** Takes the message at `at` in a record's value. `marks` go on all of it. */
  take(record: unknown, at: ValuePath, marks: Marks): void {
    const message = valueAt(record, ...at);
    switch (textAt(message, "role")) {
      case "user":
        this.#takeUser(message, at, marks);
        break;
      case "assistant":
        this.#takeAssistant(message, at, marks);
        break;
      case "toolResult":
        this.#operations.result({
          call: textAt(message, "toolCallId") ?? "",
          outcome: isTrueAt(message, "isError") ? "failed" : "done",
          exitCode: exitCodeAtEnd(valueAt(listAt(message, "content").at(-1), "text"), exitSentence, this.#context),
          output: [...at, "content"],
          marks,
        });
        this.#takeCut(message);
        // Of requests that the tool made itself (1.6).
        if ((marks & notOwn) === 0) this.takeUsage(message);
        break;
      case "bashExecution":
        this.#takeByHand(message, at, marks);
        break;
      default:
        // custom and other roles: what an extension added.
        break;
    }
  }

  /** The tools of pi say what they cut (0.73). Oh My Pi takes all of a result out of its file later (`prunedAt`, 18.2). */
  #takeCut(message: unknown): void {
    if (numberAt(message, "prunedAt") !== undefined) {
      const [, tokens] = shaken.exec(textAt(message, "content", 0, "text") ?? "") ?? [];
      const of = tokens === undefined ? undefined : Number(tokens);
      this.#operations.keptOf(this.#operations.callOf(textAt(message, "toolCallId") ?? ""), {
        kept: 0,
        of,
        unit: "tokens",
      });
    }
    const cut = valueAt(message, "details", "truncation");
    if (!isTrueAt(cut, "truncated")) return;
    const call = this.#operations.callOf(textAt(message, "toolCallId") ?? "");
    this.#operations.keptOf(call, {
      kept: numberAt(cut, "outputBytes"),
      of: numberAt(cut, "totalBytes"),
      unit: "bytes",
    });
  }

  #takeUser(message: unknown, at: ValuePath, marks: Marks): void {
    const entry = this.#operations.message({ key: undefined, speaker: "user", marks });
    if (isText(valueAt(message, "content"))) this.#operations.text(entry, [...at, "content"]);
    this.#eachBlock(message, at, (block, path) => {
      if (textAt(block, "type") === "image") this.#operations.attachment(entry, path);
      else if (isVisible(valueAt(block, "text"))) this.#operations.text(entry, [...path, "text"]);
    });
  }

  /** What a person ran by hand (`!`): the model may be told of it, and is asked for nothing. */
  #takeByHand(message: unknown, at: ValuePath, given: Marks): void {
    const entry = this.#operations.message({ key: undefined, speaker: "user", marks: given | marks.injected });
    for (const name of ["command", "output"]) {
      if (isVisible(valueAt(message, name))) this.#operations.text(entry, [...at, name]);
    }
  }

  /** The summary of a compaction, or of a branch that was left. */
  takeSummary(record: unknown, at: ValuePath, given: Marks = 0): void {
    if (!isVisible(valueAt(record, ...at))) return;
    const entry = this.#operations.message({ key: undefined, speaker: "user", marks: given | marks.summary });
    this.#operations.text(entry, at);
  }

  #takeAssistant(message: unknown, at: ValuePath, given: Marks): void {
    const entry = this.#operations.message({ key: undefined, speaker: "assistant", marks: given });
    const isCopy = this.#isCopy(message, entry);
    this.#eachBlock(message, at, (block, path) => {
      switch (textAt(block, "type")) {
        case "text":
          if (isVisible(valueAt(block, "text"))) this.#operations.text(entry, [...path, "text"]);
          break;
        case "thinking":
          if (isText(valueAt(block, "thinking"))) this.#operations.reasoning(entry, [...path, "thinking"]);
          break;
        case "toolCall":
          this.#operations.call({
            key: textAt(block, "id") ?? "",
            tool: textAt(block, "name") ?? "",
            message: entry,
            input: [...path, "arguments"],
            isNew: true,
            marks: given,
          });
          break;
        default:
          break;
      }
    });
    this.#operations.model(textAt(message, "model") ?? "");
    // A fork's copies were paid for, and went wrong, in the session they come from.
    const isOwn = (given & marks.inherited) === 0 && !isCopy;
    if (isOwn) this.takeUsage(message);
    const problem = textAt(message, "errorMessage");
    // What had come is kept, of a stream that broke too; nothing else tells that it is not all.
    if (isCut.test(textAt(message, "stopReason") ?? "")) this.#operations.mark(entry, marks.cut);
    if (isOwn && textAt(message, "stopReason") === "error") {
      this.#operations.error(problem ?? "The model's answer failed.");
    }
    this.#operations.end(endOf(textAt(message, "stopReason")));
  }

  /**
   * Whether an answer was written before: one that ended at the limit is written anew behind its prompt when its turn ends, and
   * whenever its session is gone on with (Oh My Pi 18.2). The last one is where the session goes on.
   */
  #isCopy(message: unknown, entry: Entry): boolean {
    const [asked, response] = [numberAt(message, "timestamp"), textAt(message, "responseId")];
    if (asked === undefined || response === undefined) return false;
    const answer = this.#answers.ofText(`${asked} ${response}`);
    const before = this.#told.get(answer);
    this.#told.set(answer, entry);
    if (before !== 0) this.#operations.mark(before, marks.repeated);
    return before !== 0;
  }

  /** What the request used, and cost, that a message or an entry of its own tells. */
  takeUsage(message: unknown): void {
    const usage = valueAt(message, "usage");
    const [input, output] = [numberAt(usage, "input"), numberAt(usage, "output")];
    if (input === undefined || output === undefined) return;
    this.#cost += numberAt(usage, "cost", "total") ?? 0;
    // Models without prices cost 0: nothing is known.
    if (this.#cost > 0) this.#operations.cost(this.#cost);
    const cachedInput = numberAt(usage, "cacheRead") ?? 0;
    const cacheWrite = numberAt(usage, "cacheWrite") ?? 0;
    this.#operations.usage({
      request: String(++this.#requests),
      input: input + cachedInput + cacheWrite,
      cachedInput,
      cacheWrite,
      output,
      // Within the output; told since 1.0, by Oh My Pi in another word.
      reasoning: numberAt(usage, "reasoning") ?? numberAt(usage, "reasoningTokens"),
    });
  }

  #eachBlock(message: unknown, at: ValuePath, take: (block: unknown, path: ValuePath) => void): void {
    listAt(message, "content").forEach((block, index) => {
      take(block, [...at, "content", index]);
    });
  }
}

/** An answer that stops for a tool is followed by more, or the program was killed. */
function endOf(stopReason: string | undefined) {
  switch (stopReason) {
    case "error":
      return "failed";
    case "aborted":
      return "interrupted";
    case "stop":
    case "length":
      return "completed";
    default:
      return "open";
  }
}

/** A message in one line. */
export function previewMessage(message: unknown): string {
  const role = textAt(message, "role") ?? "";
  const blocks = listAt(message, "content");
  const text = textAt(message, "content") ?? textOfParts(blocks);
  if (role === "toolResult") {
    return sentence(textAt(message, "toolName"), resulted(text, isTrueAt(message, "isError")));
  }
  if (role === "bashExecution") return called("!", argumentOf(message));
  const calls = blocks
    .filter((block) => textAt(block, "type") === "toolCall")
    .map((block) => called(textAt(block, "name"), valueAt(block, "arguments")));
  const thought =
    text === "" && calls.length === 0 ? blocks.map((block) => textAt(block, "thinking") ?? "").join("") : "";
  return sentence(said(role, text), thought, ...calls, textAt(message, "errorMessage"));
}

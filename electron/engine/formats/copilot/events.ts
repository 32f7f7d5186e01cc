// Events of the Copilot CLI (@github/copilot 1.0.102), the same in `events.jsonl` of a session and on standard output. Calls
// are paired by `toolCallId` alone: `parentId` names the line before, on standard output often one that was never printed,
// and `turnId` begins at "0" again with every prompt.

import type { Archive } from "../../paging/archive.ts";
import { GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import { failedExits } from "../../scanner/errorLevels.ts";
import { isText, isTrueAt, isVisible, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks, Outcome } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { Deltas } from "../deltas.ts";
import { exitCodeAtEnd } from "../exitCode.ts";
import type { ConversationReader, FormatRecord, Head, ReadingContext } from "../format.ts";
import { othersOf } from "../head.ts";
import { isBoolean, isText as isKeptText, isNumber, orNone, valueIn } from "../keptValue.ts";
import { called, resulted, said, sentence } from "../sentence.ts";
import { CopilotTokens } from "./tokens.ts";

/** `type` has a dot, and `data` is an object beside an `id` and a time. */
export function isEvent(head: Head): boolean {
  const type = textAt(head, "type") ?? "";
  const data = valueAt(head, "data");
  const hasPlace = textAt(head, "id") !== undefined && textAt(head, "timestamp") !== undefined;
  return prefixes.test(type) && typeof data === "object" && hasPlace;
}

const prefixes = /^(?:session|user|system|assistant|tool|model|subagent|hook|skill|permission)\.|^abort$/;

/** Of the thinking no event names the message. */
export const copilotDeltas: readonly Deltas[] = [
  {
    kinds: ["assistant.message_delta", "assistant.reasoning_delta"],
    text: [["data", "deltaContent"]],
    together: "id",
    comeWhole: true,
  },
];

export const copilotPlan = {
  kind: [[["type"]]],
  time: [["timestamp"]],
  pair: [
    ["data", "toolCallId"],
    ["data", "messageId"],
  ],
  role: [["data", "role"]],
  tool: [
    ["data", "toolName"],
    ["data", "toolRequests", 0, "name"],
  ],
  denials: [["data", "success"]],
  level: [
    { path: ["data", "shellExecution", "exitCode"], numbers: failedExits },
    { path: ["data", "toolTelemetry", "metrics", "exit_code"], numbers: failedExits },
  ],
} as const;

interface Kept {
  readonly answer: Entry;
  readonly waits: boolean;
  readonly byHand: Entry;
  readonly hasReasoning: boolean;
  readonly isAborted: boolean;
  readonly goOn?: string | undefined;
}

const keptIn = valueIn<Kept>({
  answer: isNumber,
  waits: isBoolean,
  byHand: isNumber,
  hasReasoning: isBoolean,
  isAborted: isBoolean,
  goOn: orNone(isKeptText),
});

export class CopilotEvents implements ConversationReader {
  readonly #operations: ConversationOperations;
  /** The message that was written last, and whether it waits for tools. */
  #answer: Entry = 0;
  #waits = false;
  /** The command that a person ran last by hand. */
  #byHand: Entry = 0;
  #hasReasoning = false;
  /** Somebody stopped the turn: a run that SIGTERM ended prints exit code 0 all the same. */
  #isAborted = false;
  /** By id of an event: the first entry that came with it, for rewinding. */
  readonly #ids = new TextIds();
  readonly #entryOf = new GrowingInts();

  readonly #tokens: CopilotTokens;
  /** On standard output: a run has one prompt, and what is queued behind it no person says. */
  readonly #isRun: boolean;
  /** Why a hook did not let the last answer be the last. */
  #goOn: string | undefined;

  readonly #context: ReadingContext;

  constructor(operations: ConversationOperations, context: ReadingContext, isRun: boolean) {
    this.#operations = operations;
    this.#context = context;
    this.#isRun = isRun;
    this.#tokens = new CopilotTokens(operations);
  }

  *archive(archive: Archive): Generator<undefined> {
    const own = { answer: this.#answer, waits: this.#waits, byHand: this.#byHand };
    const ends = { hasReasoning: this.#hasReasoning, isAborted: this.#isAborted, goOn: this.#goOn };
    const kept = archive.value<Kept>({ ...own, ...ends }, keptIn);
    this.#answer = kept.answer;
    this.#waits = kept.waits;
    this.#byHand = kept.byHand;
    this.#hasReasoning = kept.hasReasoning;
    this.#isAborted = kept.isAborted;
    this.#goOn = kept.goOn;
    this.#tokens.archive(archive);
    yield* this.#ids.archive(archive);
    yield* this.#entryOf.archive(archive);
  }

  take(record: FormatRecord): void {
    const from = this.#operations.nextEntry();
    this.#take(record);
    const call = textAt(record.value, "data", "parentToolCallId");
    if (call !== undefined) this.#operations.ofSubagent(from, this.#operations.callOf(call));
  }

  #take({ value, number }: FormatRecord): void {
    const operations = this.#operations;
    const data = valueAt(value, "data");
    switch (textAt(value, "type")) {
      case "hook.end":
        if (textAt(data, "output", "decision") === "block") this.#goOn = textAt(data, "output", "reason");
        break;
      case "tool.user_requested":
        // A command that a person ran by hand (1.0.102): no model called for it.
        this.#byHand = operations.message({ key: undefined, speaker: "user", marks: marks.injected });
        if (isText(valueAt(data, "arguments", "command"))) {
          operations.text(this.#byHand, ["data", "arguments", "command"]);
        }
        break;
      case "user.message":
        this.#takePrompt(value);
        break;
      case "assistant.message":
        this.#takeAnswer(value);
        break;
      case "assistant.reasoning":
        // Standard output says once more what the answer before it has.
        if (this.#answer !== 0 && !this.#hasReasoning && isText(valueAt(data, "content")))
          operations.reasoning(this.#answer, ["data", "content"]);
        break;
      case "tool.execution_start":
        operations.call({
          key: callKey(data),
          tool: textAt(data, "toolName") ?? "",
          // The answer that asked for it has them, too.
          input: ["data", "arguments"],
          hasAllInput: true,
          marks: sidechainOf(data),
        });
        break;
      case "tool.execution_complete":
        this.#takeResult(data);
        break;
      case "session.usage_record":
        this.#tokens.record(valueAt(data, "usage"), number);
        break;
      case "session.resume":
        operations.notice("The session was resumed here.");
        operations.model(textAt(data, "selectedModel") ?? "");
        break;
      case "session.start":
        operations.model(textAt(data, "selectedModel") ?? "");
        break;
      case "session.error":
        operations.error(textAt(data, "message") ?? "The session met an error.");
        operations.end("failed");
        // The turn that ends behind it was not completed.
        this.#answer = 0;
        break;
      case "session.compaction_complete":
        operations.compaction();
        // The request that summed up has no usage record, and no total counts it.
        this.#tokens.request(valueAt(data, "compactionTokensUsed"), number);
        break;
      case "session.shutdown":
        this.#tokens.shutdown(data);
        break;
      case "session.snapshot_rewind":
        this.#rewind(textAt(data, "upToEventId"));
        break;
      case "subagent.started":
        operations.subagent(textAt(data, "toolCallId") ?? String(number));
        break;
      case "assistant.turn_start":
        operations.end("open");
        break;
      case "assistant.turn_end":
        if (!this.#waits && this.#answer !== 0) operations.end("completed");
        break;
      case "abort":
        this.#isAborted = true;
        operations.end("interrupted");
        break;
      case "result":
        // Of standard output: what the program says to whoever started it.
        if (!this.#isAborted) operations.end(numberAt(value, "exitCode") === 0 ? "completed" : "failed");
        break;
      default:
        break;
    }
  }

  #takePrompt(value: unknown): void {
    const source = textAt(value, "data", "source");
    const isPrograms = (source !== undefined && source !== "user") || this.#isHooks(valueAt(value, "data"));
    const injected = isPrograms ? marks.injected : 0;
    const entry = this.#operations.message({
      key: textAt(value, "data", "messageId"),
      speaker: "user",
      marks: injected,
    });
    if (isText(valueAt(value, "data", "content"))) this.#operations.text(entry, ["data", "content"]);
    listAt(value, "data", "attachments").forEach((_, index) => {
      this.#operations.attachment(entry, ["data", "attachments", index]);
    });
    const id = textAt(value, "id");
    if (id !== undefined) this.#entryOf.set(this.#ids.ofText(id), entry);
    this.#answer = 0;
    this.#isAborted = false;
    this.#operations.end("open");
  }

  /** A hook behind an answer (`agentStop`) may ask for more: its reason is the next prompt, queued as a person's own words may be (1.0.102). */
  #isHooks(data: unknown): boolean {
    if (textAt(data, "delivery") !== "queued") return false;
    const reason = this.#goOn;
    this.#goOn = undefined;
    return this.#isRun || (reason !== undefined && textAt(data, "content") === reason);
  }

  #takeAnswer(value: unknown): void {
    const operations = this.#operations;
    const data = valueAt(value, "data");
    const given = sidechainOf(data) | inventedOf(data);
    const entry = operations.message({ key: textAt(data, "messageId"), speaker: "assistant", marks: given });
    if (isText(valueAt(data, "reasoningText"))) operations.reasoning(entry, ["data", "reasoningText"]);
    if (isVisible(valueAt(data, "content"))) operations.text(entry, ["data", "content"]);
    const requests = listAt(data, "toolRequests");
    requests.forEach((request, index) => {
      const input = ["data", "toolRequests", index, "arguments"];
      operations.call({
        key: callKey(request),
        tool: textAt(request, "name") ?? "",
        message: entry,
        input,
        isNew: true,
        marks: given,
      });
    });
    operations.model(textAt(data, "model") ?? "");
    this.#tokens.message(data);
    if (given !== 0) return;
    this.#answer = entry;
    this.#waits = requests.length > 0;
    this.#hasReasoning = isText(valueAt(data, "reasoningText"));
  }

  /** A resume invents results for the calls that a crash left open: with an interaction of its own, and no model. */
  #takeResult(data: unknown): void {
    if (isTrueAt(data, "isUserRequested")) {
      if (this.#byHand !== 0 && isVisible(valueAt(data, "result", "content"))) {
        this.#operations.text(this.#byHand, ["data", "result", "content"]);
      }
      return;
    }
    const isMadeUp = textAt(data, "error", "code") === "interrupted" && textAt(data, "interactionId") === "resume";
    const exitCode = exitCodeOf(data) ?? exitCodeAtEnd(valueAt(data, "result", "content"), exitSentence, this.#context);
    this.#operations.result({
      call: callKey(data),
      outcome: outcomeOf(data, exitCode),
      exitCode,
      output: ["data", isMadeUp ? "error" : "result", isMadeUp ? "message" : "content"],
      marks: isMadeUp ? marks.madeUp : 0,
    });
  }

  #rewind(event: string | undefined): void {
    const from = event === undefined ? 0 : this.#entryOf.get(this.#ids.known(event));
    if (from !== 0) this.#operations.markRange(from, undefined, marks.undone);
  }
}

/** What a sub-agent says and does names the call that started it (`parentToolCallId` of the events in Copilot's SDK). */
function sidechainOf(data: unknown): Marks {
  return textAt(data, "parentToolCallId") === undefined ? 0 : marks.sidechain;
}

/**
 * When a sub-agent in the background has finished, the program writes an answer that calls `read_agent` in the model's name:
 * without a model, a turn and a request.
 */
function inventedOf(answer: unknown): Marks {
  const names = ["model", "turnId", "apiCallId"];
  return names.every((name) => textAt(answer, name) === undefined) ? marks.madeUp : 0;
}

function callKey(value: unknown): string {
  return textAt(value, "toolCallId") ?? "";
}

/** How the result of a command ends where no member has its exit code (1.0.44). */
const exitSentence = /<(?:exited|shellId: \S+ completed) with exit code (\d+)>\s*$/;

/** A member of its own since 1.0.102; before, measured by the program (1.0.60, 1.0.71). */
function exitCodeOf(data: unknown): number | undefined {
  return numberAt(data, "shellExecution", "exitCode") ?? numberAt(data, "toolTelemetry", "metrics", "exit_code");
}

/** `success` is true for a command that ended with another exit code than 0. */
function outcomeOf(data: unknown, exitCode: number | undefined): Outcome {
  return isTrueAt(data, "success") && (exitCode ?? 0) === 0 ? "done" : "failed";
}

export function previewEvent(head: Head): string {
  const data = valueAt(head, "data");
  switch (textAt(head, "type")) {
    case "user.message":
      return said("user", textAt(data, "content"));
    case "system.message":
      return said("system", textAt(data, "content"));
    case "assistant.message":
      return sentence(
        said("assistant", textAt(data, "content")),
        ...listAt(data, "toolRequests").map((call) => called(textAt(call, "name"), valueAt(call, "arguments"))),
      );
    case "assistant.reasoning":
      return textAt(data, "content") ?? "";
    case "assistant.reasoning_delta":
    case "assistant.message_delta":
      return textAt(data, "deltaContent") ?? "";
    case "tool.execution_start":
      return called(textAt(data, "toolName"), valueAt(data, "arguments"));
    case "tool.execution_complete": {
      const exitCode = exitCodeOf(data);
      const failure = exitCode === undefined || exitCode === 0 ? undefined : `exit ${exitCode}`;
      const text = textAt(data, "result", "content") ?? textAt(data, "error", "message");
      return resulted(sentence(failure, text), outcomeOf(data, exitCode) === "failed" && failure === undefined);
    }
    case "tool.shell_output":
      return textAt(data, "text") ?? "";
    case "session.error":
      return textAt(data, "message") ?? "";
    case "session.usage_record":
      return sentence(
        textAt(data, "usage", "model"),
        `${numberAt(data, "usage", "inputTokens") ?? "?"} in, ${numberAt(data, "usage", "outputTokens") ?? "?"} out`,
      );
    default:
      return othersOf(data ?? head, "type", "id", "timestamp", "parentId");
  }
}

// Follows the life of runs, messages, calls and steps in an AG-UI log, and says what does not fit: pieces of what was never
// started, what is started twice or never ended. What the messages are in the end is not decided here; the official client's
// semantics are the assembler's.

import type { RuleName } from "../../../../shared/findings.ts";
import { mostUnknownTypes } from "../../../../shared/limits.ts";
import { listAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { errorWords } from "../errorWords.ts";
import type { ConversationReader, FormatRecord, PassedOver, ReadingContext } from "../format.ts";
import type { RecordShape } from "../shape.ts";
import { CallArguments } from "./callArguments.ts";
import { eventRuns } from "./eventRuns.ts";
import { aguiTypes } from "./eventTypes.ts";
import { misfitOf } from "./misfits.ts";
import type { OpenIds } from "./openIds.ts";
import { endOf, tellUsage } from "./runEnd.ts";
import { eventShapes, messageEventShapes } from "./shapes.ts";
import { StateChanges } from "./stateChanges.ts";
import { ThreadChoice } from "./threadChoice.ts";
import type { ThreadIds } from "./threadIds.ts";
import { IdsByThread } from "./threadIds.ts";

/** By type. A patch of a state is judged with the state. */
const shapes: ReadonlyMap<string, RecordShape> = new Map(
  Object.entries({ ...eventShapes, ...messageEventShapes }).filter(([type]) => type !== "STATE_DELTA"),
);

/** Events that say more than findings tell: how runs end, and which sub-agents there were. */
const telling = /^(?:RUN_|SUBAGENT_(?:STARTED|ERROR)$)/;

export class AguiLifecycle implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** Events outside a run are told once for each stretch of them. */
  #isOutsideTold = false;
  readonly #choice = new ThreadChoice();
  #thread = "";
  readonly #threads = new IdsByThread();
  readonly #arguments = new CallArguments();
  readonly #state: StateChanges;
  readonly #unknownTypes = new Set<string>();
  readonly passedOver: PassedOver | undefined;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
    // What became of messages and calls is only told in findings.
    if (!operations.wantsFindings) {
      const runs = { texts: eventRuns.kinds, piece: ["delta"] };
      this.passedOver = { at: ["type"], has: (type) => !telling.test(type), runs };
    }
    this.#state = new StateChanges((rule, message) => this.#find(rule, message));
  }

  take({ value }: FormatRecord): void {
    const type = textAt(value, "type");
    if (type === undefined) {
      if (!this.#context.isWrapped) this.#find("bad-event", "It has no type.");
    } else if (!aguiTypes.has(type)) this.#takeUnknown(type);
    else {
      this.#thread = this.#choice.of(type, value);
      this.#threads.choose(this.#thread);
      this.#checkShape(type, value);
      if (type === "RUN_STARTED") this.#beginRun(value);
      else if (type.startsWith("RUN_")) this.#endRun(type, value);
      else {
        this.#checkPlace();
        this.#takeEvent(type, value);
      }
    }
  }

  end(): void {
    for (const ids of this.#threads.all) {
      if (ids.run !== "open") continue;
      this.#find("open-run", "The log ends in a run that never does.");
      this.#closeAll(ids, "The log ends");
    }
  }

  #beginRun(value: unknown): void {
    const ids = this.#ids;
    this.#isOutsideTold = false;
    if (ids.run === "open") {
      this.#find("run-in-run", "A run starts before the one before it has ended.");
      this.#closeAll(ids, "Another run starts");
    }
    ids.run = "open";
    ids.runId = idOf(value, "runId", "run_id");
    this.#state.begin(value, this.#thread);
    for (const message of listAt(value, "input", "messages")) this.#know(ids.messages, message, "id", "id");
    this.#operations.end("open");
  }

  #endRun(type: string, value: unknown): void {
    const ids = this.#ids;
    const id = idOf(value, "runId", "run_id");
    this.#isOutsideTold = false;
    const failed = type === "RUN_ERROR";
    tellUsage(this.#operations, `${this.#thread} ${id ?? ids.runId ?? ""}`, value);
    if (failed) this.#operations.error(errorWords(value, "code", "The run failed."));
    if (ids.run === "ended") this.#find("run-ended-twice", "The run has ended already.");
    else if (ids.run === "none" && !failed) this.#find("event-outside-run", "A run ends that never started.");
    else if (id !== undefined && ids.runId !== undefined && id !== ids.runId) {
      this.#find("run-id-changed", `The run began as “${ids.runId}” and ends as “${id}”.`);
    }
    // A run that fails may leave anything open.
    if (failed) this.#forgetAll();
    else this.#closeAll(ids, "The run ends");
    const wasEnded = ids.run === "ended";
    ids.run = "ended";
    // Other threads may have runs that go on. An error stays one, also when an end follows it.
    if (this.#threads.all.some(({ run }) => run === "open")) this.#operations.end("open");
    else if (failed || !wasEnded) this.#operations.end(failed ? "failed" : endOf(value));
  }

  #takeEvent(type: string, value: unknown): void {
    switch (type) {
      case "TEXT_MESSAGE_START":
        this.#start(this.#ids.messages, value, "message-started-twice", "message");
        break;
      case "TEXT_MESSAGE_CONTENT":
        this.#go(this.#ids.messages, value, false);
        this.#checkDelta(value);
        break;
      case "TEXT_MESSAGE_END":
        this.#go(this.#ids.messages, value, true);
        break;
      case "REASONING_MESSAGE_START":
        this.#start(this.#ids.reasoning, value, "message-started-twice", "reasoning message");
        break;
      case "REASONING_MESSAGE_CONTENT":
        this.#go(this.#ids.reasoning, value, false);
        this.#checkDelta(value);
        break;
      case "REASONING_MESSAGE_END":
        this.#go(this.#ids.reasoning, value, true);
        break;
      case "REASONING_START":
        this.#start(this.#ids.stretches, value, "message-started-twice", "reasoning");
        break;
      case "REASONING_END":
        this.#go(this.#ids.stretches, value, true);
        break;
      case "STATE_SNAPSHOT":
      case "STATE_DELTA":
        this.#state.take(type, value, this.#thread);
        break;
      case "TOOL_CALL_START":
      case "TOOL_CALL_ARGS":
      case "TOOL_CALL_END":
        this.#takeCall(type, value);
        break;
      case "TOOL_CALL_RESULT":
        this.#takeResult(value);
        break;
      case "TEXT_MESSAGE_CHUNK":
        this.#know(this.#ids.messages, value, "messageId", "message_id");
        break;
      case "TOOL_CALL_CHUNK":
        this.#takeCallChunk(value);
        break;
      case "STEP_STARTED":
      case "STEP_FINISHED":
        this.#takeStep(type, value);
        break;
      case "MESSAGES_SNAPSHOT":
        this.#takeList(value);
        break;
      case "SUBAGENT_STARTED":
        this.#operations.subagent(idOf(value, "subagentRunId", "subagent_run_id") ?? "");
        break;
      case "SUBAGENT_ERROR":
        this.#operations.error(errorWords(value, "code", "A sub-agent failed."));
        break;
      case "RAW":
        if (aguiTypes.has(textAt(value, "event", "type") ?? "")) {
          this.#find("wrapped-event", "It wraps an event that the log knows by itself.");
        }
        break;
      default:
        break;
    }
  }

  #takeUnknown(type: string): void {
    if (this.#unknownTypes.size >= mostUnknownTypes || this.#unknownTypes.has(type)) return;
    this.#unknownTypes.add(type);
    this.#find("unknown-event", `The type “${type.slice(0, 80)}” is none of AG-UI. It is kept, and read by nobody.`);
  }

  #checkPlace(): void {
    const { run } = this.#ids;
    if (run === "open" || this.#isOutsideTold) return;
    this.#isOutsideTold = true;
    const where = run === "none" ? "before the first run" : "behind the end of a run";
    this.#find("event-outside-run", `It stands ${where}: the official client refuses it.`);
  }

  #start(ids: OpenIds, value: unknown, rule: RuleName, what: string): void {
    const id = this.#needId(value, "messageId", "message_id");
    if (id === undefined) return;
    if (ids.isOpen(id)) this.#find(rule, `The ${what} “${id}” is open already.`);
    else if (ids.isKnown(id)) this.#find("duplicate-id", `The ${what} “${id}” was ended before: its text goes on.`);
    ids.open(id);
  }

  #go(ids: OpenIds, value: unknown, isEnd: boolean): void {
    const id = this.#needId(value, "messageId", "message_id");
    if (id === undefined) return;
    if (!ids.isOpen(id)) {
      const what = isEnd ? "An end" : "A piece";
      this.#find("unknown-message", `${what} of the message “${id}”, which is not open.`);
    }
    if (isEnd) ids.close(id);
  }

  /** Members beside ids, which are looked for where they are read. */
  #checkShape(type: string, value: unknown): void {
    const shape = shapes.get(type);
    const misfit = shape === undefined ? undefined : misfitOf(value, shape);
    if (misfit !== undefined) this.#find("bad-event", misfit);
  }

  #checkDelta(value: unknown): void {
    if (valueAt(value, "delta") === "") this.#find("empty-delta", "Its text is empty.");
  }

  /** The client makes a message of that id for the call, so each is told once. */
  #checkParent(value: unknown): void {
    const parent = idOf(value, "parentMessageId", "parent_message_id");
    if (parent === undefined || this.#ids.messages.isKnown(parent)) return;
    this.#find("unknown-parent", `The message “${parent}” that makes the call was never started.`);
    this.#ids.messages.know(parent);
  }

  /** A chunk needs neither start nor end, and after the first one no id. */
  #know(ids: OpenIds, value: unknown, camel: string, snake: string): void {
    const id = idOf(value, camel, snake);
    if (id !== undefined) ids.know(id);
  }

  #takeCall(type: string, value: unknown): void {
    const id = this.#needId(value, "toolCallId", "tool_call_id");
    if (id === undefined) return;
    const key = this.#thread === "" ? id : `${this.#thread} ${id}`;
    if (type === "TOOL_CALL_START") {
      if (this.#ids.calls.isKnown(id)) this.#find("call-started-twice", `The call “${id}” was started before.`);
      this.#ids.calls.open(id);
      this.#arguments.begin(key);
      this.#checkParent(value);
      return;
    }
    if (!this.#ids.calls.isOpen(id)) {
      const what = type === "TOOL_CALL_ARGS" ? "Arguments" : "An end";
      this.#find("unknown-call", `${what} of the call “${id}”, which is not open.`);
      return;
    }
    if (type === "TOOL_CALL_ARGS") this.#arguments.add(key, valueAt(value, "delta"));
    else {
      if (!this.#arguments.end(key)) this.#find("bad-arguments", `The arguments of the call “${id}” are no JSON.`);
      this.#ids.calls.close(id);
    }
  }

  /** Chunks of a call may be apart from each other; behind a whole call they give it arguments that it has. */
  #takeCallChunk(value: unknown): void {
    const id = idOf(value, "toolCallId", "tool_call_id");
    if (id === undefined) return;
    const { calls, chunkedCalls } = this.#ids;
    if (calls.isKnown(id) && chunkedCalls.known(id) === 0)
      this.#find("call-started-twice", `The call “${id}” is there already: its arguments go on.`);
    chunkedCalls.ofText(id);
    calls.know(id);
  }

  #takeResult(value: unknown): void {
    const id = this.#needId(value, "toolCallId", "tool_call_id");
    this.#know(this.#ids.messages, value, "messageId", "message_id");
    if (id === undefined) return;
    if (this.#ids.results.known(id) !== 0) this.#find("several-results", `The call “${id}” has a result already.`);
    this.#ids.results.ofText(id);
    if (!this.#ids.calls.isKnown(id))
      this.#find("orphan-result", `It is the result of a call “${id}” that was never started.`);
    else if (this.#ids.calls.isOpen(id))
      this.#find("unclosed-call", `The result of “${id}” comes before its arguments end.`);
  }

  #takeStep(type: string, value: unknown): void {
    const name = textAt(value, "stepName") ?? textAt(value, "step_name");
    if (name === undefined) {
      this.#find("bad-event", "It names no step.");
      return;
    }
    if (type === "STEP_STARTED") this.#ids.steps.open(name);
    else {
      if (!this.#ids.steps.isOpen(name))
        this.#find("step-not-started", `The step “${name}” ends and was never started.`);
      this.#ids.steps.close(name);
    }
  }

  /** A list takes the place of what was said: what it leaves out is gone, unless the list is not the whole one. */
  #takeList(value: unknown): void {
    const messages = listAt(value, "messages");
    if (!Array.isArray(valueAt(value, "messages"))) {
      this.#find("bad-event", "It holds no list of messages.");
      return;
    }
    const listed = new Set<string | undefined>();
    for (const message of messages) {
      const id = textAt(message, "id");
      if (id !== undefined && listed.has(id)) this.#find("duplicate-id", `The list holds the message “${id}” twice.`);
      listed.add(id);
    }
    const { ids, hasMore } = this.#ids.messages.known();
    const missing = ids.filter((id) => !listed.has(id));
    const [first] = missing;
    if (first !== undefined) {
      const count = `${hasMore ? "at least " : ""}${missing.length - 1}`;
      const more = missing.length > 1 ? ` and ${count} more` : "";
      this.#find("snapshot-mismatch", `The list lacks the message “${first}”${more}, which is gone with it.`);
    }
    this.#ids.messages.forget(missing);
    for (const message of messages) {
      const id = textAt(message, "id");
      if (id !== undefined && textAt(message, "role") !== "tool") this.#ids.messages.know(id);
      for (const call of listAt(message, "toolCalls")) this.#ids.calls.know(textAt(call, "id") ?? "");
      if (textAt(message, "role") === "tool") this.#ids.results.ofText(textAt(message, "toolCallId") ?? "");
    }
  }

  #closeAll({ messages, reasoning, stretches, calls, steps }: ThreadIds, when: string): void {
    for (const id of [...messages.takeOpen(), ...reasoning.takeOpen()]) {
      this.#find("unclosed-message", `${when} and the message “${id}” is open.`);
    }
    for (const id of stretches.takeOpen()) {
      this.#find("unclosed-reasoning", `${when} and the reasoning “${id}” is open.`);
    }
    for (const id of calls.takeOpen()) this.#find("unclosed-call", `${when} and the call “${id}” is open.`);
    for (const name of steps.takeOpen()) this.#find("unclosed-step", `${when} and the step “${name}” is open.`);
  }

  #forgetAll(): void {
    for (const ids of [this.#ids.messages, this.#ids.reasoning, this.#ids.stretches, this.#ids.calls, this.#ids.steps])
      ids.closeAll();
  }

  get #ids(): ThreadIds {
    return this.#threads.current;
  }

  #needId(value: unknown, camel: string, snake: string): string | undefined {
    const id = idOf(value, camel, snake);
    if (id === undefined) this.#find("bad-event", `It has no ${camel}.`);
    return id;
  }

  #find(rule: RuleName, message: string): void {
    this.#operations.finding(rule, message);
  }
}

function idOf(value: unknown, camel: string, snake: string): string | undefined {
  return textAt(value, camel) ?? textAt(value, snake);
}

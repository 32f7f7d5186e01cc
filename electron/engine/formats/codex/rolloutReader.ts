// The conversation of a rollout, line by line and in whichever dialect a line is (rollout.ts).

import type { Archive } from "../../paging/archive.ts";
import type { IdText } from "../../paging/textIds.ts";
import type { CapturedRecord } from "../capturedValue.ts";
import type { ValuePath } from "../condensedValue.ts";
import { numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { agentsOf, readItem, readItemEvent } from "./items.ts";
import { looksAt } from "./looksAt.ts";
import { Ordinals } from "./ordinals.ts";
import type { PlainLine, PlainPlace, PlainPrompt, PlainSaid } from "./plainLine.ts";
import { PlainLines } from "./plainLine.ts";
import { isWholeCall, RolloutCalls } from "./rolloutCalls.ts";
import type { LinePlace, RolloutLine } from "./rolloutLine.ts";
import { RolloutMessages } from "./rolloutMessages.ts";
import { RolloutThread } from "./rolloutThread.ts";
import { RolloutUsage } from "./rolloutUsage.ts";
import { speakerOf } from "./speakers.ts";
import { TurnKey } from "./turnKeys.ts";

export class RolloutReader implements ConversationReader {
  readonly looksAt = looksAt;
  readonly #operations: ConversationOperations;
  readonly #thread: RolloutThread;
  readonly #messages: RolloutMessages;
  readonly #calls: RolloutCalls;
  readonly #usage: RolloutUsage;
  readonly #ordinals: Ordinals;
  readonly #key = new TurnKey();
  #plain: PlainLines | undefined;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#thread = new RolloutThread(operations);
    this.#messages = new RolloutMessages(operations, (entry, line) => this.#thread.takePrompt(entry, line));
    this.#calls = new RolloutCalls(operations, context, (thread, call) => this.#thread.nameAgent(thread, call));
    this.#usage = new RolloutUsage(operations);
    this.#ordinals = new Ordinals(operations);
  }

  *archive(archive: Archive): Generator<undefined> {
    for (const part of [this.#messages, this.#usage, this.#ordinals]) part.archive(archive);
    for (const part of [this.#thread, this.#calls]) yield* part.archive(archive);
  }

  take(record: FormatRecord): void {
    if (record.captured === undefined) this.#ordinals.take(numberAt(record.value, "ordinal"));
    else if (this.#takePlain(record, record.captured)) return;
    const from = this.#operations.nextEntry();
    const at: ValuePath = objectAt(record.value, "payload") === undefined ? [] : ["payload"];
    const payload = valueAt(record.value, ...at);
    const type = at.length === 0 ? "response_item" : (textAt(record.value, "type") ?? "");
    const isInherited = this.#thread.isInherited(record, payload);
    const line: RolloutLine = {
      record,
      payload,
      at,
      turn: this.#thread.turns.of(payload),
      marks: this.#thread.marksOf(payload),
      isInherited,
    };
    if (!isInherited) this.#nameAgents(line);
    this.#takeLine(line, type);
    if (isInherited) this.#operations.markRange(from, undefined, marks.inherited);
  }

  /** False: the line may be anything, and nothing was taken of it but its ordinal. */
  #takePlain(record: FormatRecord, captured: CapturedRecord): boolean {
    if (this.#plain?.captured !== captured) this.#plain = new PlainLines(captured);
    this.#ordinals.take(this.#plain.ordinal());
    const place = this.#plain.place();
    if (place === undefined || !this.#thread.isSurelyOwn(place.ordinal)) return false;
    const line = this.#plain.read(this.#thread.plainId, place);
    return line !== undefined && this.#takePlainLine(line, record, place);
  }

  #takePlainLine(line: PlainLine, record: FormatRecord, { turnId, ordinal }: PlainPlace): boolean {
    const turn = this.#thread.turns.named(turnId);
    switch (line.sort) {
      case "call":
        if (!this.#calls.takePlainCall(line, turn)) return false;
        this.#messages.goOn();
        this.#thread.takeCall();
        return true;
      case "output":
        if (!this.#calls.takePlainOutput(line, turn, turnId !== undefined, this.#thread.lateness(turn))) return false;
        this.#messages.goOn();
        this.#thread.takeOutput();
        return true;
      case "usage": {
        const request = this.#key.of(turn, line.response);
        if (request === undefined) return false;
        this.#usage.takeTold(turn, request, line.tokens, line.tokens.input, line.total);
        return true;
      }
      case "count": {
        const total = { tokens: line.total, input: line.total.input };
        const last = { tokens: line.last, input: line.last.input };
        if (this.#usage.takeToldCount(turn, total, last, false)) this.#thread.takeResponseEnd(false);
        return true;
      }
      case "start":
        this.#thread.takeStart(turn);
        return true;
      case "context":
        this.#operations.model(line.model);
        return true;
      case "end":
        this.#thread.takeCompletion();
        this.#messages.settle();
        return true;
      case "answer":
      case "thought": {
        const key = this.#thread.turns.areTold ? this.#key.of(turn, line.id) : undefined;
        if (key === undefined) return false;
        const isKnown = this.#messages.takeKnown(key, line, ordinal !== undefined);
        if (!isKnown && !this.#takeNew(line, key, placeOf(record, turn))) return false;
        if (line.sort === "answer" && line.by === "history") this.#thread.takeToldAnswer();
        return true;
      }
      case "prompt":
        return this.#thread.turns.areTold && this.#takePrompt(line, placeOf(record, turn));
    }
  }

  /** What was not said before. */
  #takeNew({ sort, by }: PlainSaid, key: IdText, place: LinePlace): boolean {
    if (sort === "thought") {
      const thought = this.#plain?.said.thought(by);
      if (thought !== undefined) this.#messages.takeNewThoughts(place, by, key, [thought]);
      return thought !== undefined;
    }
    const words = this.#plain?.said.words(by);
    if (words !== undefined) this.#messages.takeNewAnswer(place, by, key, words);
    return words !== undefined;
  }

  #takePrompt({ by, words }: PlainPrompt, place: LinePlace): boolean {
    if (by === "event") this.#messages.takeToldPrompt(place, words);
    else this.#messages.takeUser(place, speakerOf(words.beginning), words);
    return true;
  }

  takeDamaged(beginning: string): void {
    this.#ordinals.takeDamaged(beginning);
  }

  end(): void {
    this.#messages.settle();
    this.#thread.finish();
  }

  /** Of an event: the threads that it names, and that it is of when another's are repeated here. */
  #nameAgents({ record, payload, marks: given }: RolloutLine): void {
    if (textAt(record.value, "type") !== "event_msg") return;
    for (const thread of agentsOf(payload)) this.#thread.nameAgent(thread);
    for (const thread of agentsOf(valueAt(payload, "item"))) this.#thread.nameAgent(thread);
    if ((given & marks.repeated) !== 0) this.#thread.nameAgent(textAt(payload, "thread_id") ?? "");
  }

  #takeLine(line: RolloutLine, type: string): void {
    switch (type) {
      case "session_meta":
        this.#thread.takeMeta(line);
        break;
      case "response_item":
        this.#takeResponse(line);
        break;
      case "event_msg":
        this.#takeEvent(line);
        break;
      case "turn_context":
        this.#thread.takeContext(line);
        break;
      case "compacted":
        this.#messages.compact(line.turn);
        this.#thread.compact(line, "line");
        break;
      case "token_usage_record":
        if (!line.isInherited) this.#usage.takeRecord(line.turn, line.payload);
        break;
      default:
        break;
    }
  }

  #takeResponse(line: RolloutLine): void {
    const type = textAt(line.payload, "type") ?? "";
    switch (type) {
      case "message":
        this.#messages.takeMessage(line);
        if (textAt(line.payload, "role") === "assistant") this.#thread.takeStep(line);
        return;
      case "reasoning":
        this.#messages.takeReasoning(line, line.at, "history");
        return;
      case "agent_message":
        this.#messages.goOn();
        this.#messages.takeAgentMessage(line, this.#thread.agentPath);
        return;
      case "compaction":
      case "context_compaction":
        this.#thread.compact(line, "history");
        return;
      default:
        break;
    }
    this.#messages.goOn();
    if (type === "function_call_output" && isGoal(line.payload)) this.#messages.takeGoal(line);
    else if (/_output$/.test(type)) {
      if (this.#calls.takeOutput(line, this.#thread.lateness(line.turn))) this.#messages.owePicture();
      this.#thread.takeOutput();
    } else if (this.#calls.takeCall(line) && !isWholeCall(type)) this.#thread.takeStep(line);
  }

  #takeEvent(line: RolloutLine): void {
    const type = textAt(line.payload, "type") ?? "";
    switch (type) {
      case "item_completed":
        this.#takeItem(line);
        break;
      case "user_message":
        this.#messages.takePromptEvent(line, line.at);
        break;
      case "agent_message":
        this.#messages.takeAnswer(line, line.at, "event");
        break;
      case "agent_reasoning":
        this.#messages.takeReasoning(line, line.at, "event");
        break;
      case "token_count":
        if (this.#usage.takeCount(line.turn, line.payload, line.isInherited))
          this.#thread.takeResponseEnd(line.isInherited);
        break;
      case "context_compacted":
        this.#thread.compact(line, "event");
        break;
      case "task_complete":
      case "turn_complete":
      case "turn_aborted":
        this.#thread.takeEnd(line, type);
        this.#messages.settle();
        break;
      default: {
        const item = readItemEvent(line.record.value, line.at);
        if (item !== undefined) this.#calls.takeEvent(line, item, line.payload, this.#thread.lateness(line.turn));
        else this.#thread.takeEvent(line, type);
        break;
      }
    }
  }

  #takeItem(line: RolloutLine): void {
    const at = [...line.at, "item"];
    const item = readItem(line.record.value, at);
    switch (item.sort) {
      case "prompt":
        this.#messages.takePromptEvent(line, at);
        break;
      case "answer":
        this.#messages.takeAnswer(line, at, "event");
        break;
      case "reasoning":
        this.#messages.takeReasoning(line, at, "event");
        break;
      case "compaction":
        this.#thread.compact(line, "event");
        break;
      default:
        this.#calls.takeEvent(line, item, valueAt(line.payload, "item"), this.#thread.lateness(line.turn));
        break;
    }
  }
}

/** Of a line that is this thread's own, and says nothing twice. */
function placeOf(record: FormatRecord, turn: number): LinePlace {
  return { record, turn, marks: 0, isInherited: false };
}

function isGoal(output: unknown): boolean {
  return textAt(output, "name") === "goal_objective" && textAt(output, "call_id") === undefined;
}

// What most lines of a rollout are: a call of a tool, what the model was told of it, the tokens of a response, answers and
// thoughts that were told before, and where a turn begins, with which model, and ends. They are read by their fields (capturedValue.ts), without an id or a text being made of them.
// Whatever is not certain here is left to the reader of all lines (rolloutReader.ts), where the rules stand; a test holds both
// to each other.

import type { TextBytes } from "../../paging/textIds.ts";
import type { FieldPath } from "../../scanner/fields.ts";
import type { CapturedRecord } from "../capturedValue.ts";
import type { PlainProse } from "./plainProse.ts";
import { readPlainProse } from "./plainProse.ts";
import type { PlainWords } from "./plainWords.ts";
import { PlainWordsReader } from "./plainWords.ts";
import type { ResponseTokens } from "./rolloutUsage.ts";
import type { Side } from "./twins.ts";

/** Undefined: it has none. */
export interface PlainPlace {
  readonly ordinal: number | undefined;
  readonly turnId: TextBytes | undefined;
}

export interface PlainCall {
  readonly sort: "call";
  readonly id: TextBytes;
  readonly tool: string;
}

export interface PlainOutput {
  readonly sort: "output";
  readonly id: TextBytes;
  readonly prose: PlainProse;
}

/** Told for the model's history, or by an event. */
export interface PlainSaid {
  readonly sort: "answer" | "thought";
  readonly by: Side;
  readonly id: TextBytes;
}

/** In the history, of what stands there in the user's name. */
export interface PlainPrompt {
  readonly sort: "prompt";
  readonly by: Side;
  readonly words: PlainWords;
}

/** `total`: input tokens of the thread so far, if they are told. */
export interface PlainUsage {
  readonly sort: "usage";
  readonly response: TextBytes;
  readonly tokens: ResponseTokens;
  readonly total: number | undefined;
}

export interface PlainCount {
  readonly sort: "count";
  readonly total: ResponseTokens;
  readonly last: ResponseTokens;
}

/** Of a line that names its turn. */
export interface PlainStart {
  readonly sort: "start";
}

export interface PlainContext {
  readonly sort: "context";
  readonly model: string;
}

/** Of a line that has an ordinal: a turn that ended without a problem. */
export interface PlainEnd {
  readonly sort: "end";
}

export type PlainLine =
  | PlainCall
  | PlainOutput
  | PlainSaid
  | PlainPrompt
  | PlainUsage
  | PlainCount
  | PlainStart
  | PlainContext
  | PlainEnd;

const payload: FieldPath = ["payload"];
const item: FieldPath = ["payload", "item"];

export class PlainLines {
  readonly captured: CapturedRecord;
  /** What the same line says. */
  readonly said: PlainWordsReader;
  readonly #fields;
  readonly #usages;

  constructor(captured: CapturedRecord) {
    this.captured = captured;
    this.said = new PlainWordsReader(captured);
    const at = (path: FieldPath, name: string): number => captured.fieldAt([...path, name]);
    this.#fields = {
      ordinal: at([], "ordinal"),
      type: at([], "type"),
      payload: captured.fieldAt(payload),
      sort: at(payload, "type"),
      turn: at(payload, "turn_id"),
      turnPassed: at([...payload, "internal_chat_message_metadata_passthrough"], "turn_id"),
      thread: at(payload, "thread_id"),
      /** One field for all members that make a line odd (looksAt.ts), and one for those of an item. */
      odd: at(payload, "namespace"),
      oddItem: at(item, "agent_thread_id"),
      id: at(payload, "id"),
      role: at(payload, "role"),
      message: at(payload, "message"),
      kinds: at([...payload, "internal_chat_message_metadata_passthrough"], "content_item_kinds"),
      call: at(payload, "call_id"),
      name: at(payload, "name"),
      arguments: at(payload, "arguments"),
      output: at(payload, "output"),
      model: at(payload, "model"),
      response: at(payload, "response_id"),
      total: at([...payload, "thread_token_usage"], "input_tokens"),
      item: captured.fieldAt(item),
      itemSort: at(item, "type"),
      itemId: at(item, "id"),
    };
    this.#usages = {
      response: tokenFields(captured, [...payload, "usage"]),
      total: tokenFields(captured, [...payload, "info", "total_token_usage"]),
      last: tokenFields(captured, [...payload, "info", "last_token_usage"]),
    };
  }

  /** Of the line that is captured now, whatever it is. */
  ordinal(): number | undefined {
    return this.captured.numberOf(this.#fields.ordinal);
  }

  /** Of the same line; undefined: it may be anything. */
  place(): PlainPlace | undefined {
    const captured = this.captured;
    const { payload, turn, turnPassed } = this.#fields;
    if (captured.typeOf(payload) !== "object") return undefined;
    const own = captured.typeOf(turn) === "string";
    const turnId = captured.bytesOf(own ? turn : turnPassed);
    if (turnId === undefined && (own || captured.has(turnPassed))) return undefined;
    return { ordinal: this.ordinal(), turnId };
  }

  /** `place`: of the same line. */
  read(threadId: string | undefined, place: PlainPlace): PlainLine | undefined {
    const captured = this.captured;
    const { type, sort } = this.#fields;
    switch (captured.nameOf(type)) {
      case "response_item":
        return this.#readResponse(captured.nameOf(sort));
      case "token_usage_record":
        return this.#readUsage();
      case "event_msg":
        return this.#readEvent(captured.nameOf(sort), threadId, place);
      case "turn_context":
        return this.#readContext();
      default:
        return undefined;
    }
  }

  #readResponse(sort: string | undefined): PlainLine | undefined {
    const captured = this.captured;
    const { role } = this.#fields;
    switch (sort) {
      case "function_call":
        return this.#readCall();
      case "function_call_output":
        return this.#readOutput();
      case "message":
        if (captured.says(role, "assistant")) return this.#readSaid("answer", "history");
        return captured.says(role, "user") ? this.#readPrompt() : undefined;
      case "reasoning":
        return this.#readSaid("thought", "history");
      default:
        return undefined;
    }
  }

  #readCall(): PlainCall | undefined {
    const captured = this.captured;
    const fields = this.#fields;
    if (captured.has(fields.odd) || captured.has(fields.role) || !captured.has(fields.arguments)) return undefined;
    const id = captured.bytesOf(fields.call);
    const tool = captured.nameOf(fields.name);
    return id === undefined || tool === undefined ? undefined : { sort: "call", id, tool };
  }

  #readOutput(): PlainOutput | undefined {
    const captured = this.captured;
    const { call, output } = this.#fields;
    const id = captured.bytesOf(call);
    const beginning = captured.beginningOf(output);
    if (id === undefined || beginning === undefined) return undefined;
    const prose = readPlainProse(beginning, captured.lengthOf(output) === beginning.length);
    return prose === undefined ? undefined : { sort: "output", id, prose };
  }

  #readSaid(sort: PlainSaid["sort"], by: PlainSaid["by"]): PlainSaid | undefined {
    const id = this.captured.bytesOf(by === "history" ? this.#fields.id : this.#fields.itemId);
    return id === undefined ? undefined : { sort, by, id };
  }

  #readPrompt(): PlainPrompt | undefined {
    const { message, kinds } = this.#fields;
    return this.captured.has(message) || this.captured.has(kinds) ? undefined : this.#promptOf("history");
  }

  #promptOf(by: Side): PlainPrompt | undefined {
    const words = this.said.words(by);
    return words === undefined ? undefined : { sort: "prompt", by, words };
  }

  #readUsage(): PlainUsage | undefined {
    const captured = this.captured;
    const response = captured.bytesOf(this.#fields.response);
    const tokens = this.#readTokens(this.#usages.response);
    if (response === undefined || tokens === undefined) return undefined;
    return { sort: "usage", response, tokens, total: captured.numberOf(this.#fields.total) };
  }

  #readContext(): PlainContext | undefined {
    const { model, sort } = this.#fields;
    const name = this.captured.nameOf(model);
    // By the sort of its payload it might begin a review.
    return name === undefined || this.captured.has(sort) ? undefined : { sort: "context", model: name };
  }

  #readEvent(
    sort: string | undefined,
    threadId: string | undefined,
    { turnId, ordinal }: PlainPlace,
  ): PlainLine | undefined {
    const captured = this.captured;
    const fields = this.#fields;
    if (captured.has(fields.odd)) return undefined;
    if (sort === "token_count") return captured.has(fields.item) ? undefined : this.#readCount();
    if (sort === "task_started")
      return captured.has(fields.item) || turnId === undefined ? undefined : { sort: "start" };
    if (sort === "task_complete")
      return captured.has(fields.item) || ordinal === undefined ? undefined : { sort: "end" };
    if (sort !== "item_completed" || captured.has(fields.oddItem)) return undefined;
    // Another thread's are repeated here.
    if (captured.has(fields.thread) && (threadId === undefined || !captured.says(fields.thread, threadId)))
      return undefined;
    if (captured.says(fields.itemSort, "UserMessage")) return this.#promptOf("event");
    if (captured.says(fields.itemSort, "AgentMessage")) return this.#readSaid("answer", "event");
    return captured.says(fields.itemSort, "Reasoning") ? this.#readSaid("thought", "event") : undefined;
  }

  #readCount(): PlainCount | undefined {
    const total = this.#readTokens(this.#usages.total);
    const last = total === undefined ? undefined : this.#readTokens(this.#usages.last);
    return total === undefined || last === undefined ? undefined : { sort: "count", total, last };
  }

  /** Only as they are mostly told. */
  #readTokens(fields: TokenFields): ResponseTokens | undefined {
    const captured = this.captured;
    const input = captured.numberOf(fields.input);
    const cachedInput = captured.numberOf(fields.cachedInput);
    const output = captured.numberOf(fields.output);
    if (input === undefined || cachedInput === undefined || output === undefined) return undefined;
    const cacheWrite = captured.numberOf(fields.cacheWrite);
    const reasoning = captured.numberOf(fields.reasoning);
    if ((cacheWrite === undefined || reasoning === undefined) && captured.has(fields.odd)) return undefined;
    return { input, cachedInput, cacheWrite, output, reasoning };
  }
}

type TokenFields = ReturnType<typeof tokenFields>;

function tokenFields(captured: CapturedRecord, usage: FieldPath) {
  const at = (name: string): number => captured.fieldAt([...usage, name]);
  return {
    input: at("input_tokens"),
    cachedInput: at("cached_input_tokens"),
    cacheWrite: at("cache_write_input_tokens"),
    output: at("output_tokens"),
    reasoning: at("reasoning_output_tokens"),
    /** How other programs spell them. */
    odd: at("cacheWriteInputTokens"),
  };
}

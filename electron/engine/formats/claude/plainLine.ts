// What nearly all lines of a session are: one block of an answer, the result of one call, or what a person said, with nothing odd
// about it. They are read by their fields (capturedValue.ts), without an id or a text being made of them, and the session is told of them in the same words.
// Whatever is not certain here is left to the reader of all lines (session.ts), where the rules stand; a test holds both
// to each other.

import type { TextBytes } from "../../paging/textIds.ts";
import { setOf } from "../../scanner/fieldSlots.ts";
import type { FieldPath } from "../../scanner/fields.ts";
import { backslash, quote } from "../../scanner/jsonBytes.ts";
import type { CapturedRecord } from "../capturedValue.ts";
import { textAt } from "../condensedValue.ts";
import { synthetic } from "./messages.ts";
import { persisted } from "./persistedOutput.ts";
import type { ToldUsage } from "./usage.ts";
import { mayBeOthersWords } from "./words.ts";

interface Line {
  readonly id: TextBytes;
  /** The line that it hangs under. */
  readonly parent: TextBytes;
  /** It says so itself, as all lines of a sub-agent's own file do. */
  readonly isSidechain: boolean;
}

export interface PlainAnswer extends Line {
  readonly sort: "text" | "thinking" | "call";
  readonly message: TextBytes;
  readonly model: string;
  readonly stopReason: string | undefined;
  /** Undefined: it tells none. */
  readonly usage: ToldUsage | undefined;
  /** Of a call. */
  readonly call: TextBytes | undefined;
  readonly tool: string;
}

export interface PlainResult extends Line {
  readonly sort: "result";
  readonly call: TextBytes;
  readonly failed: boolean;
  /** Of a command that failed, if its result tells. */
  readonly exitCode: number | undefined;
}

/** A person's words, as one text. */
export interface PlainPrompt extends Line {
  readonly sort: "prompt";
  /** Its time as it is written; undefined: it has none. */
  readonly written: TextBytes | undefined;
}

/** What a sub-agent is asked for, as one text: the first of its lines, which hangs under none. */
export interface PlainTask {
  readonly sort: "task";
  readonly id: TextBytes;
  /** As much of it as is at hand. */
  readonly task: string;
}

export type PlainLine = PlainAnswer | PlainResult | PlainPrompt | PlainTask;

const message: FieldPath = ["message"];
const usage: FieldPath = ["message", "usage"];
const block: FieldPath = ["message", "content", 0];

export class PlainLines {
  readonly captured: CapturedRecord;
  readonly #fields;

  constructor(captured: CapturedRecord) {
    this.captured = captured;
    const at = (path: FieldPath, name: string): number => captured.fieldAt([...path, name]);
    this.#fields = {
      type: at([], "type"),
      id: at([], "uuid"),
      parent: at([], "parentUuid"),
      written: at([], "timestamp"),
      session: at([], "sessionId"),
      requestSession: at([], "requestSessionId"),
      isSidechain: at([], "isSidechain"),
      /** Members that make a line odd; the first stands for all that share its field (looksAt.ts). */
      odd: setOf([at([], "forkedFrom"), at([], "isMeta"), at([], "promptSource"), at([], "origin")]),
      ofAgent: at([], "agentId"),
      agent: at(["toolUseResult"], "agentId"),
      output: at(["toolUseResult"], "persistedOutputPath"),
      message: at(message, "id"),
      model: at(message, "model"),
      stopReason: at(message, "stop_reason"),
      usage: captured.fieldAt(usage),
      fresh: at(usage, "input_tokens"),
      outputTokens: at(usage, "output_tokens"),
      cachedInput: at(usage, "cache_read_input_tokens"),
      cacheWrite: at(usage, "cache_creation_input_tokens"),
      reasoning: at([...usage, "output_tokens_details"], "thinking_tokens"),
      content: at(message, "content"),
      block: captured.fieldAt(block),
      blockType: at(block, "type"),
      text: at(block, "text"),
      thinking: at(block, "thinking"),
      call: at(block, "id"),
      tool: at(block, "name"),
      callOfResult: at(block, "tool_use_id"),
      isError: at(block, "is_error"),
      result: at(block, "content"),
      resultText: at([...block, "content", 0], "text"),
    };
  }

  /** The line that is captured now; undefined: it may be anything. */
  read(): PlainLine | undefined {
    const captured = this.captured;
    const { type, odd, content, block, isSidechain } = this.#fields;
    if (captured.hasOneOf(odd)) return undefined;
    if (!this.#isOwn()) return undefined;
    const side = captured.typeOf(isSidechain);
    if (side !== "absent" && side !== "false" && side !== "true") return undefined;
    const id = this.#idAt(this.#fields.id);
    const parent = this.#idAt(this.#fields.parent);
    const isUsers = captured.says(type, "user");
    if (id === undefined) return undefined;
    if (parent === undefined) return side === "true" && isUsers ? this.#readTask(id) : undefined;
    const line = { id, parent, isSidechain: side === "true" };
    if (isUsers && captured.typeOf(content) === "string") return this.#readPrompt(line);
    if (!captured.isOnly(block, content)) return undefined;
    if (isUsers) return this.#readResult(line);
    return captured.says(type, "assistant") ? this.#readAnswer(line) : undefined;
  }

  /** Neither another session's, nor of an agent that may have been told all that was said in this one (contextCopies.ts). */
  #isOwn(): boolean {
    const captured = this.captured;
    const { session, requestSession, ofAgent } = this.#fields;
    if (captured.has(ofAgent)) {
      const agent = captured.nameOf(ofAgent);
      if (agent === undefined || agent.includes("-")) return false;
    }
    if (!captured.has(requestSession)) return true;
    const own = captured.nameOf(session);
    return own !== undefined && captured.nameOf(requestSession) === own;
  }

  #idAt(field: number): TextBytes | undefined {
    const bytes = this.captured.bytesOf(field);
    return bytes === undefined || bytes.length === 0 ? undefined : bytes;
  }

  #readAnswer({ id, parent, isSidechain }: Line): PlainAnswer | undefined {
    const captured = this.captured;
    const fields = this.#fields;
    const message = this.#idAt(fields.message);
    const model = captured.nameOf(fields.model);
    const reason = captured.typeOf(fields.stopReason);
    const stopReason = captured.nameOf(fields.stopReason);
    const isStopKnown = reason === "absent" || reason === "null" || stopReason !== undefined;
    if (message === undefined || model === undefined || model === synthetic || !isStopKnown) return undefined;
    const sort = this.#sortOfBlock();
    if (sort === undefined) return undefined;
    const call = sort === "call" ? this.#idAt(fields.call) : undefined;
    const tool = sort === "call" ? captured.nameOf(fields.tool) : "";
    if (tool === undefined || (sort === "call" && call === undefined)) return undefined;
    return { id, parent, isSidechain, sort, message, model, stopReason, usage: this.#readUsage(), call, tool };
  }

  /** Of a text or thought only if there is something in it. */
  #sortOfBlock(): "text" | "thinking" | "call" | undefined {
    const captured = this.captured;
    const { blockType, text, thinking } = this.#fields;
    if (captured.says(blockType, "tool_use")) return "call";
    if (captured.says(blockType, "thinking")) return captured.byteOf(thinking) === 0 ? undefined : "thinking";
    if (!captured.says(blockType, "text")) return undefined;
    return this.#isPlain(text) ? "text" : undefined;
  }

  /** Of a text: something stands in it, as it is written. */
  #isPlain(text: number): boolean {
    const captured = this.captured;
    const at = captured.blanksOf(text);
    const first = captured.byteOf(text, at);
    const second = captured.byteOf(text, at + 1);
    if (first === backslash) return isVisibleEscape(second, captured.byteOf(text, at + 2));
    return first > blank && !odd.has(first) && !isSpace(first, second, captured.byteOf(text, at + 2));
  }

  #readUsage(): ToldUsage | undefined {
    const captured = this.captured;
    const fields = this.#fields;
    if (captured.typeOf(fields.usage) !== "object") return undefined;
    const fresh = captured.numberOf(fields.fresh);
    const output = captured.numberOf(fields.outputTokens);
    if (fresh === undefined && output === undefined) return undefined;
    return {
      fresh,
      output,
      cachedInput: captured.numberOf(fields.cachedInput),
      cacheWrite: captured.numberOf(fields.cacheWrite),
      reasoning: captured.numberOf(fields.reasoning),
    };
  }

  /** A sub-agent is asked by a model, and its first prompt tells which call began it. */
  #readPrompt({ id, parent, isSidechain }: Line): PlainPrompt | undefined {
    const captured = this.captured;
    const { written } = this.#fields;
    if (isSidechain || !this.#areOwnWords()) return undefined;
    const time = captured.bytesOf(written);
    if (time === undefined && captured.has(written)) return undefined;
    return { id, parent, isSidechain, sort: "prompt", written: time };
  }

  #readTask(id: TextBytes): PlainTask | undefined {
    const { parent, content } = this.#fields;
    const type = this.captured.typeOf(parent);
    if ((type !== "null" && type !== "absent") || !this.#areOwnWords()) return undefined;
    const task = textAt(this.captured.stringOf(content));
    return task === undefined ? undefined : { sort: "task", id, task };
  }

  /** The content is one text, which whoever it is from said. */
  #areOwnWords(): boolean {
    const captured = this.captured;
    const { content, output } = this.#fields;
    if (captured.has(output) || !this.#isPlain(content)) return false;
    const blanks = captured.blanksOf(content);
    // What is written with a backslash, and plain, is how none of them begins.
    if (captured.byteOf(content, blanks) === backslash) return true;
    return !mayBeOthersWords((beginning) => captured.begins(content, beginning, blanks) !== false);
  }

  #readResult({ id, parent, isSidechain }: Line): PlainResult | undefined {
    const captured = this.captured;
    const { blockType, agent, output, callOfResult, isError, result, resultText } = this.#fields;
    if (!captured.says(blockType, "tool_result") || captured.has(agent) || captured.has(output)) return undefined;
    const flag = captured.typeOf(isError);
    const failed = flag === "true";
    if (!failed && flag !== "absent" && flag !== "false") return undefined;
    const call = this.#idAt(callOfResult);
    if (call === undefined || this.#mayBeElsewhere(result, resultText)) return undefined;
    const exitCode = failed ? this.#exitCodeIn(result) : undefined;
    return exitCode === "unclear" ? undefined : { id, parent, isSidechain, sort: "result", call, failed, exitCode };
  }

  /** As a failed result begins that is one text (`exitSentence` in messages.ts). */
  #exitCodeIn(result: number): number | undefined | "unclear" {
    const captured = this.captured;
    if (captured.typeOf(result) !== "string" || captured.begins(result, olderSentence) !== false) return "unclear";
    const begins = captured.begins(result, sentence);
    if (begins !== true) return begins === false ? undefined : "unclear";
    let code = 0;
    for (let at = sentence.length; at < sentence.length + mostDigits; at++) {
      const byte = captured.byteOf(result, at);
      const digit = byte - zero;
      if (digit >= 0 && digit <= 9) code = code * 10 + digit;
      // The end of the text or of its first line.
      else if (at > sentence.length && (byte === 0 || captured.isLineEnd(result, at))) return code;
      else return "unclear";
    }
    return "unclear";
  }

  /** All of the output may stand in a file. */
  #mayBeElsewhere(result: number, text: number): boolean {
    const captured = this.captured;
    const type = captured.typeOf(result);
    if (type !== "string" && type !== "array") return true;
    const told = type === "string" ? result : text;
    return captured.typeOf(told) === "string" && captured.begins(told, persisted) !== false;
  }
}

const sentence = "Exit code ";
const olderSentence = "Error: Exit code ";
const mostDigits = 4;
const zero = 0x30;
const blank = 0x20;
const letterU = 0x75;
const letterD = 0x64;
/** A bracket may begin a text that stands for none, and two bytes a space that is no ASCII. */
const odd: ReadonlySet<number> = new Set([0x28, 0x7f, 0xc2]);

/** Whether three bytes of UTF-8 are a space: U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000 or U+FEFF, or may be one. */
function isSpace(first: number, second: number, third: number): boolean {
  if (first === 0xe1) return second === 0x9a;
  if (first === 0xe3) return second === 0x80;
  if (first === 0xef) return second === 0xbb;
  if (first !== 0xe2) return false;
  if (second === 0x80) return third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf;
  return second === 0x81;
}

/** Whether what stands behind a backslash makes it a quote, a backslash, half of a surrogate pair or a letter of Korean. */
function isVisibleEscape(second: number, third: number): boolean {
  return second === quote || second === backslash || (second === letterU && (third | 0x20) === letterD);
}

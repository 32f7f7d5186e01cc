// The spans of a conversation, in the order of their end, as exporters write them: the answers and calls of a run, then the
// run. An answer begins where what it answers ended: at the prompt, or at the last result before it.

import { marksOfEntry } from "../../conversation/markNames.ts";
import type { Steps } from "../../conversation/pacer.ts";
import type { PieceList } from "../../conversation/pieceList.ts";
import type { TokenSort } from "../../conversation/usages.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import type { EntriesParts } from "../../snapshot/entriesExport.ts";
import { callId, piecesOf } from "../../snapshot/entryParts.ts";
import type { JsonOutput } from "../../snapshot/output.ts";
import { PieceText } from "../../snapshot/pieceText.ts";
import { ResultText } from "../../snapshot/resultText.ts";
import type { Source } from "../../source/source.ts";
import { ArgumentsObject } from "../argumentsObject.ts";
import { EscapedOutput } from "./escapedOutput.ts";
import { intAttribute } from "./intAttribute.ts";
import { SpanClock } from "./spanClock.ts";
import { SpanIds } from "./spanIds.ts";
import { wordlessAnswer } from "./wordlessAnswer.ts";

/** SPAN_KIND_INTERNAL and SPAN_KIND_CLIENT. */
const kinds = { run: 1, model: 3, tool: 1 } as const;
/** STATUS_CODE_ERROR. */
const failedStatus = 2;
/** Entries that are looked at for errors at a time. */
const errorSlice = 4096;

const tokenAttributes: readonly (readonly [string, TokenSort])[] = [
  ["gen_ai.usage.input_tokens", "input"],
  ["gen_ai.usage.output_tokens", "output"],
  ["gen_ai.usage.cache_read.input_tokens", "cachedInput"],
  ["gen_ai.usage.cache_creation.input_tokens", "cacheWrite"],
  ["gen_ai.usage.reasoning.output_tokens", "reasoning"],
];

interface Run {
  readonly number: number;
  readonly prompt: Entry | undefined;
  start: number;
  end: number;
}

interface Span {
  readonly id: string;
  readonly parent: string | undefined;
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly end: number;
}

export class OtlpSpans {
  messages = 0;
  toolCalls = 0;
  /** Else all of them are 0. */
  readonly hasTimes: boolean;
  readonly #parts: EntriesParts;
  readonly #agent: string;
  readonly #conversation: string;
  readonly #ids: SpanIds;
  readonly #text: PieceText;
  readonly #results: ResultText;
  readonly #escaped: EscapedOutput;
  readonly #innerText: PieceText;
  readonly #innerArguments: ArgumentsObject;
  #run: Run | undefined;
  readonly #clock: SpanClock;
  /** The last call of an answer that only calls, and has a span. */
  #answered: Entry = 0;
  #isFirst = true;
  /** Errors up to this entry are told. */
  #erredTo: Entry = 0;

  constructor(parts: EntriesParts, source: Source, agent: string) {
    const { window, output, pacer } = parts;
    this.#parts = parts;
    this.#agent = agent;
    this.#conversation = source.name;
    this.#clock = new SpanClock(parts);
    this.hasTimes = this.#clock.now > 0;
    this.#ids = new SpanIds(source.name, source.size);
    this.#text = new PieceText(window, output);
    this.#results = new ResultText(parts, source);
    this.#escaped = new EscapedOutput(output, source, pacer);
    this.#innerText = new PieceText(window, this.#escaped.inner);
    this.#innerArguments = new ArgumentsObject(window, this.#escaped.inner, this.#innerText);
  }

  get isEmpty(): boolean {
    return this.#isFirst;
  }

  /** Halves of surrogate pairs that were replaced in JSON that texts hold. */
  get mended(): number {
    return this.#escaped.mended;
  }

  *writeAll(): Steps {
    const { entries, chosen, output, remarks, onEntry } = this.#parts;
    for (const entry of chosen.inOrder(remarks)) {
      const isAnswer = entries.sort(entry) !== "message" || entries.speaker(entry) === "assistant";
      if (isAnswer) yield* this.#writeAnswer(entry);
      else if (entries.speaker(entry) === "user" && entries.isLive(entry)) yield* this.#beginRun(entry);
      else {
        remarks.at(entries.recordOf(entry), entries.lineOf(entry));
        remarks.skipped("it is no prompt, answer or call");
      }
      onEntry(entry);
      yield* output.settle();
    }
    if (this.#run === undefined && this.#hasError()) yield* this.#beginRun(undefined);
    yield* this.#endRun();
  }

  /** Nothing was said or done: there are few entries. */
  #hasError(): boolean {
    const { entries } = this.#parts;
    for (let entry = 1; entry <= entries.count; entry++) if (entries.sort(entry) === "error") return true;
    return false;
  }

  *#beginRun(prompt: Entry | undefined): Steps {
    yield* this.#endRun(prompt);
    if (prompt !== undefined) this.messages++;
    const start = this.#clock.at(prompt === undefined ? undefined : this.#parts.entries.timeOf(prompt));
    this.#run = { number: (this.#run?.number ?? 0) + 1, prompt, start, end: start };
  }

  /** `next` begins the run behind it; errors before that are this one's. */
  *#endRun(next: Entry = this.#parts.entries.count + 1): Steps {
    const run = this.#run;
    if (run === undefined) return;
    const span = { id: this.#runId(run), parent: undefined, name: `invoke_agent ${this.#agent}`, kind: kinds.run };
    this.#begin(run, { ...span, start: run.start, end: run.end });
    this.#attribute("gen_ai.operation.name", "invoke_agent");
    this.#attribute("gen_ai.agent.name", this.#agent);
    if (run.prompt !== undefined) {
      this.#attribute("seekline.record", String(this.#parts.entries.recordOf(run.prompt)));
      const texts = piecesOf(this.#parts.entries, run.prompt, "text");
      yield* this.#messages("gen_ai.input.messages", "user", (inner) => this.#part(inner, "text", texts));
    }
    yield* this.#endWithErrors(next);
  }

  *#writeAnswer(entry: Entry): Steps {
    const { entries, chosen, output } = this.#parts;
    if (this.#run === undefined) yield* this.#beginRun(undefined);
    const run = this.#run;
    if (run === undefined) return;
    const calls = chosen.callsOf(entry);
    if (entries.sort(entry) === "message") {
      this.messages++;
      yield* this.#writeChat(run, entry, calls);
      yield* output.settle();
    } else if (entry > this.#answered) {
      const answer = wordlessAnswer(entries, chosen, entry);
      const last = answer.at(-1);
      if (last !== undefined) {
        this.#answered = last;
        yield* this.#writeChat(run, last, answer);
        yield* output.settle();
      }
    }
    for (const call of calls) yield* this.#writeCall(run, call);
  }

  /** What went wrong in a run, beside failed calls: as exceptions, the last one with the status. */
  *#endWithErrors(next: Entry): Steps {
    const { entries, output } = this.#parts;
    let last: string | undefined;
    for (let entry = this.#erredTo + 1; entry < next; entry++) {
      if (entry % errorSlice === 0) yield;
      if (entries.sort(entry) !== "error") continue;
      const time = nanoseconds(this.#clock.at(entries.timeOf(entry)));
      const message = entries.nameOf(entry);
      const event = { timeUnixNano: time, name: "exception", attributes: [textual("exception.message", message)] };
      output.put(`${last === undefined ? '],"events":[' : ","}${JSON.stringify(event)}`);
      last = message;
      yield* output.settle();
    }
    this.#erredTo = Math.max(this.#erredTo, next - 1);
    if (last === undefined) this.#end(false);
    else output.put(`],"status":${JSON.stringify({ code: failedStatus, message: last })}}`);
  }

  /** `entry` has its model and tokens: a message, or the last call of an answer that only calls. */
  *#writeChat(run: Run, entry: Entry, calls: readonly Entry[]): Steps {
    const { entries } = this.#parts;
    const isMessage = entries.sort(entry) === "message";
    const start = this.#clock.now;
    const end = this.#clock.at(entries.timeOf(entry));
    const named = entries.modelOf(entry);
    const name = named === undefined ? "chat" : `chat ${named}`;
    const id = this.#ids.span(isMessage ? "entry" : "answer", entry);
    this.#begin(run, { id, parent: this.#runId(run), name, kind: kinds.model, start, end });
    this.#attribute("gen_ai.operation.name", "chat");
    if (named !== undefined) this.#attribute("gen_ai.request.model", named);
    for (const [key, sort] of tokenAttributes) {
      const tokens = entries.tokensOf(entry, sort);
      if (tokens !== undefined) this.#number(key, tokens);
    }
    this.#facts(isMessage ? entry : (calls[0] ?? entry));
    yield* this.#messages("gen_ai.output.messages", "assistant", (inner) => this.#answerParts(inner, entry, calls));
    this.#end(false);
  }

  *#answerParts(inner: JsonOutput, entry: Entry, calls: readonly Entry[]): Steps {
    const { entries } = this.#parts;
    const reasoning = piecesOf(entries, entry, "reasoning");
    const texts = piecesOf(entries, entry, "text");
    let separator = "";
    if (reasoning.length > 0) {
      yield* this.#part(inner, "reasoning", reasoning);
      separator = ",";
    }
    if (texts.length > 0) {
      inner.put(separator);
      yield* this.#part(inner, "text", texts);
      separator = ",";
    }
    for (const call of calls) {
      const id = JSON.stringify(callId(entries, call));
      inner.put(
        `${separator}{"type":"tool_call","id":${id},"name":${JSON.stringify(entries.nameOf(call))},"arguments":`,
      );
      separator = ",";
      yield* this.#innerArguments.write(piecesOf(entries, call, "input"));
      inner.put("}");
      yield* inner.settle();
    }
  }

  *#writeCall(run: Run, call: Entry): Steps {
    const { entries, output } = this.#parts;
    this.toolCalls++;
    const start = this.#clock.at(entries.timeOf(call));
    const end = Math.max(start, this.#clock.at(entries.resultTimeOf(call)));
    const tool = entries.nameOf(call);
    const id = this.#ids.span("entry", call);
    this.#begin(run, { id, parent: this.#runId(run), name: `execute_tool ${tool}`, kind: kinds.tool, start, end });
    this.#attribute("gen_ai.operation.name", "execute_tool");
    this.#attribute("gen_ai.tool.name", tool);
    this.#attribute("gen_ai.tool.call.id", callId(entries, call));
    this.#facts(call);
    const input = piecesOf(entries, call, "input");
    if (input.length > 0) {
      output.put(',{"key":"gen_ai.tool.call.arguments","value":{"stringValue":');
      yield* this.#text.writeArguments(input);
      output.put("}}");
    }
    const hasResult = entries.hasResult(call) || entries.hasMadeUpResult(call);
    if (hasResult) {
      output.put(',{"key":"gen_ai.tool.call.result","value":{"stringValue":');
      yield* this.#results.write(call);
      output.put("}}");
    }
    this.#end(entries.outcomeOf(call) === "failed");
    yield* output.settle();
  }

  /** Where it stands in the transcript, and what it is not plainly. */
  #facts(entry: Entry): void {
    const { entries } = this.#parts;
    this.#attribute("seekline.record", String(entries.recordOf(entry)));
    const given = marksOfEntry(entries, entry);
    if (given.length > 0) this.#attribute("seekline.marks", given.join(", "));
  }

  *#messages(key: string, role: "user" | "assistant", writeParts: (inner: JsonOutput) => Steps): Steps {
    const { output } = this.#parts;
    output.put(`,{"key":"${key}","value":{"stringValue":`);
    yield* this.#escaped.string(function* (inner): Steps {
      inner.put(`[{"role":"${role}","parts":[`);
      yield* writeParts(inner);
      inner.put("]}]");
    });
    output.put("}}");
  }

  *#part(inner: JsonOutput, type: "text" | "reasoning", pieces: PieceList): Steps {
    inner.put(`{"type":"${type}","content":`);
    yield* this.#innerText.write(pieces);
    inner.put("}");
  }

  #begin(run: Run, { id, parent, name, kind, start: begun, end }: Span): void {
    const { output } = this.#parts;
    const start = Math.min(begun, end);
    // Whose times are in no order may have an answer from before its prompt.
    run.start = Math.min(run.start, start);
    run.end = Math.max(run.end, end);
    const head = JSON.stringify({
      traceId: this.#ids.trace(run.number),
      spanId: id,
      // What is undefined is left out.
      parentSpanId: parent,
      name,
      kind,
      startTimeUnixNano: nanoseconds(start),
      endTimeUnixNano: nanoseconds(end),
    });
    output.put(`${this.#isFirst ? "" : ","}${head.slice(0, -1)},"attributes":[`);
    this.#isFirst = false;
    output.put(JSON.stringify(textual("gen_ai.conversation.id", this.#conversation)));
  }

  #attribute(key: string, stringValue: string): void {
    this.#parts.output.put(`,${JSON.stringify(textual(key, stringValue))}`);
  }

  #number(key: string, value: number): void {
    const attribute = intAttribute(key, value);
    if (attribute !== undefined) this.#parts.output.put(`,${JSON.stringify(attribute)}`);
  }

  #end(hasFailed: boolean): void {
    this.#parts.output.put(hasFailed ? `],"status":{"code":${failedStatus}}}` : '],"status":{}}');
  }

  #runId({ number }: Run): string {
    return this.#ids.span("run", number);
  }
}

function textual(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}

/** As the text that OTLP wants; a time has no more than thousandths of a millisecond. */
function nanoseconds(milliseconds: number): string {
  return String(BigInt(Math.round(milliseconds * 1000)) * 1000n);
}

// Reads spans as a conversation: model calls as answers, tool spans as calls with their results. What was said before is
// repeated with every model call, so a conversation's n-th user message is one prompt however often it stands there.

import type { Spoken } from "../../../../shared/conversation.ts";
import type { ValuePath } from "../condensedValue.ts";
import { cutText, listAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { marksNamed } from "../markTitles.ts";
import { messagesIn, saidIn, withoutQuotes } from "../spoken.ts";
import { longestSpoken } from "../spokenWords.ts";
import { workingTime } from "../workingTime.ts";
import { Attributes } from "./attributes.ts";
import { Runs } from "./runs.ts";
import { tokensOf } from "./tokens.ts";
import { names, sortOf } from "./vocabulary.ts";

/** Bytes at the end of messages that are too long to be looked into: enough for what a person asks. */
const endBytes = 64 * 1024;

export class OtlpReader implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  readonly #runs: Runs;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
    this.#runs = new Runs(operations);
  }

  take({ value }: FormatRecord): void {
    listAt(value, "resourceSpans").forEach((resource, i) => {
      listAt(resource, "scopeSpans").forEach((scope, j) => {
        listAt(scope, "spans").forEach((span, k) => {
          this.#takeSpan(span, ["resourceSpans", i, "scopeSpans", j, "spans", k]);
        });
      });
    });
  }

  #takeSpan(span: unknown, at: ValuePath): void {
    const attributes = new Attributes(span, at);
    const id = textAt(span, "spanId") ?? "";
    const problem = problemOf(span, attributes);
    const sort = sortOf(attributes);
    const lost = sort === "other" ? undefined : lostOf(span);
    if (lost !== undefined) this.#operations.notice(lost);
    const isOurs = attributes.text(names.record) !== undefined;
    if (isOurs && (sort === "model" || sort === "tool")) this.#runs.awaitPrompt(traceOf(span));
    switch (sort) {
      case "model":
        this.#takeModelCall(traceOf(span), attributes, id, problem);
        break;
      case "tool": {
        const key = attributes.text(...names.call) ?? id;
        const tool = attributes.text(...names.tool) ?? textAt(span, "name") ?? "";
        const given = marksOf(attributes);
        const ofResult = given & marks.madeUp;
        this.#operations.call({ key, tool, input: attributes.placeOf(...names.input), marks: given & ~ofResult });
        const thrown = problem === undefined ? undefined : placeOfProblem(span, at);
        const output = attributes.placeOf(...names.output) ?? (isOurs ? undefined : thrown);
        // Others leave what a tool gave out of their spans; an export of ours leaves nothing out.
        if (output === undefined && isOurs) break;
        const outcome = problem === undefined ? "done" : "failed";
        const worked = workingTime(valueAt(span, "startTimeUnixNano"), valueAt(span, "endTimeUnixNano"));
        this.#operations.result({ call: key, outcome, output, worked, marks: ofResult });
        break;
      }
      case "agent":
        // An agent inside another span was called by it.
        if ((textAt(span, "parentSpanId") ?? "") !== "") this.#operations.subagent(id);
        else this.#takeRun(span, attributes, id, problem);
        break;
      default:
        break;
    }
  }

  #takeModelCall(trace: string, attributes: Attributes, id: string, problem: string | undefined): void {
    const operations = this.#operations;
    operations.model(attributes.text(...names.model) ?? "");
    const conversation = conversationOf(attributes, trace);
    const prompts = this.#promptsOf(attributes, conversation, id);
    if (prompts.length > 0) this.#runs.tell(trace, "prompt");
    for (const prompt of prompts) if (operations.messageOf(prompt.key) === 0) this.#takePrompt(prompt, conversation);
    this.#takeAnswer(attributes, id);
    const tokens = tokensOf(attributes);
    if (tokens !== undefined) operations.usage({ request: id, ...tokens });
    if (problem !== undefined) operations.error(problem);
    if (problem !== undefined) this.#runs.tell(trace, "error");
    operations.end(problem === undefined ? "completed" : "failed");
  }

  /** The span around all of a run: what its model calls did not tell. */
  #takeRun(span: unknown, attributes: Attributes, id: string, problem: string | undefined): void {
    const runs = this.#runs;
    const trace = traceOf(span);
    const prompts = runs.has(trace, "prompt") ? [] : this.#newPromptsOf(attributes, trace, id);
    const awaited = prompts.length === 0 ? 0 : runs.awaitedPrompt(trace);
    prompts.forEach((prompt, n) => {
      this.#takePrompt(prompt, conversationOf(attributes, trace), n === 0 ? awaited : 0);
    });
    if (prompts.length === 0) runs.awaitNoMore(trace);
    else runs.tell(trace, "prompt");
    if (problem === undefined || runs.has(trace, "error")) return;
    const thrown = exceptionsOf(span);
    for (const error of thrown.length === 0 ? [problem] : thrown) this.#operations.error(error);
    this.#operations.end("failed");
  }

  /** Of messages that begin with those of earlier runs only the rest is new. */
  #newPromptsOf(attributes: Attributes, trace: string, id: string): readonly Prompt[] {
    const conversation = conversationOf(attributes, trace);
    const known = this.#runs.promptsOf(conversation);
    const told = this.#promptsOf(attributes, `${id} asked`, id);
    const fresh = told.length > known ? told.slice(known) : told;
    return fresh.map((prompt, n) => ({ ...prompt, key: promptKey(conversation, known + n) }));
  }

  #takePrompt({ key, at, spoken }: Prompt, conversation: string, awaited: Entry = 0): void {
    const prompt = awaited || this.#operations.message({ key, speaker: "user" });
    this.#runs.setPrompts(conversation, this.#runs.promptsOf(conversation) + 1);
    if (at !== undefined) this.#operations.text(prompt, at, false, spoken);
  }

  #takeAnswer(attributes: Attributes, id: string): void {
    const answer = this.#answerOf(attributes);
    if (answer === undefined) return;
    const message = this.#operations.message({ key: id, speaker: "assistant", marks: marksOf(attributes) });
    if (answer.reasons) this.#operations.reasoning(message, answer.at, false, "reasoning");
    if (answer.speaks) this.#operations.text(message, answer.at, false, answer.spoken);
  }

  /** A request's user messages: in attributes of their own (OpenInference), or all in one. */
  #promptsOf(attributes: Attributes, conversation: string, id: string): readonly Prompt[] {
    const keyOf = (user: number): string => promptKey(conversation, user);
    const found: Prompt[] = [];
    for (let n = 0; ; n++) {
      const role = attributes.text(`llm.input_messages.${n}.message.role`);
      if (role === undefined) break;
      const at = attributes.placeOf(`llm.input_messages.${n}.message.content`);
      if (role === "user") found.push({ key: keyOf(found.length), at });
    }
    if (found.length > 0) return found;
    const at = attributes.placeOf(...names.prompt);
    if (at === undefined) return [];
    const value = attributes.value(...names.prompt);
    const text = this.#wholeOf(value);
    if (text !== undefined) {
      // Langfuse and OpenInference have what was asked in words alone, too.
      if (text !== "" && !/^\s*[[{]/.test(text)) return [{ key: keyOf(0), at }];
      return Array.from({ length: userMessages(text) }, (_, spoken) => ({ key: keyOf(spoken), at, spoken }));
    }
    // Shown as it stands: not again for each call that a prompt led to.
    if (this.#operations.messageOf(keyOf(0)) === 0) return [{ key: keyOf(0), at }];
    const end = this.#context.textOf(value, endBytes, true) ?? "";
    return isAskedLast(end) ? [{ key: `${id} user`, at }] : [];
  }

  #answerOf(attributes: Attributes): AnswerPlace | undefined {
    const text = attributes.text(...names.text);
    if (text !== undefined) return text === "" ? undefined : placed(attributes.placeOf(...names.text));
    const at = attributes.placeOf(...names.answer);
    if (at === undefined) return undefined;
    const said = this.#wholeOf(attributes.value(...names.answer));
    if (said === undefined) return placed(at, "answer");
    const messages = messagesIn(said);
    const words = messages && saidIn(messages, "text");
    if (messages === undefined || words === undefined) return saysText(said) ? placed(at, "answer") : undefined;
    const reasons = saidIn(messages, "reasoning") !== "";
    const speaks = words !== "";
    // A model that only calls says nothing, whatever stands in the arguments.
    return speaks || reasons ? { at, reasons, speaks, spoken: "answer" } : undefined;
  }

  /** All of a text, as it was before it was written as JSON text once too often; undefined when it is longer than what is looked into for words (spokenWords.ts). */
  #wholeOf(value: unknown): string | undefined {
    const quotes = 2;
    const isLonger = (cutText(value)?.range.length ?? 0) + quotes > longestSpoken;
    const text = isLonger ? undefined : this.#context.textOf(value, longestSpoken);
    return text === undefined ? undefined : withoutQuotes(text);
  }
}

/** Where a text stands, and the words of it that are meant where it holds messages as JSON text. */
interface TextPlace {
  readonly at: ValuePath | undefined;
  readonly spoken?: Spoken;
}

interface Prompt extends TextPlace {
  readonly key: string;
}

interface AnswerPlace extends TextPlace {
  readonly at: ValuePath;
  /** It holds reasoning. */
  readonly reasons: boolean;
  /** It holds words that are meant for who asked. */
  readonly speaks: boolean;
}

/**
 * What its program dropped of a span: most keep 128 attributes and as many events, and of a long conversation it is the answer and the
 * tokens that find no more room.
 */
function lostOf(span: unknown): string | undefined {
  const [attributes, events] = ["droppedAttributesCount", "droppedEventsCount"].map((name) =>
    Number(valueAt(span, name)),
  );
  const lost = [counted(attributes, "attribute"), counted(events, "event")].filter((part) => part !== "").join(" and ");
  if (lost === "") return undefined;
  const name = textAt(span, "name") ?? "";
  return `Its program dropped ${lost} of the span “${name}”: what it asked, answered and took may not stand here.`;
}

/** What an export of ours says that an answer or a call is not plainly. */
function marksOf(attributes: Attributes): Marks {
  return marksNamed(attributes.text(names.marks)?.split(", ") ?? []);
}

function traceOf(span: unknown): string {
  return textAt(span, "traceId") ?? "";
}

function conversationOf(attributes: Attributes, trace: string): string {
  return attributes.text(...names.conversation) ?? trace;
}

/** Of a conversation's n-th prompt, counted from 0. */
function promptKey(conversation: string, n: number): string {
  return `${conversation} user ${n + 1}`;
}

function counted(count: number | undefined, one: string): string {
  if (count === undefined || !(count > 0)) return "";
  return count === 1 ? `1 ${one}` : `${count} ${one}s`;
}

/** What went wrong: by the status, or by the level that Langfuse (tracing 5) gives beside it. */
function problemOf(span: unknown, attributes: Attributes): string | undefined {
  if (!isError(span) && attributes.text("langfuse.observation.level") !== "ERROR") return undefined;
  const said = textAt(span, "status", "message") || attributes.text("langfuse.observation.status_message");
  return said ?? textAt(span, "name") ?? "A span failed.";
}

/** Where a span says what its tool threw, which gave nothing then. */
function placeOfProblem(span: unknown, at: ValuePath): ValuePath | undefined {
  if (textAt(span, "status", "message")) return [...at, "status", "message"];
  const places = listAt(span, "events").map((event, n) => {
    return textAt(event, "name") === "exception"
      ? new Attributes(event, [...at, "events", n]).placeOf("exception.message")
      : undefined;
  });
  return places.find((place) => place !== undefined);
}

/** What a span says was thrown, in events of the name that OpenTelemetry gives them. */
function exceptionsOf(span: unknown): readonly string[] {
  return listAt(span, "events").flatMap((event, n) => {
    if (textAt(event, "name") !== "exception") return [];
    return new Attributes(event, ["events", n]).text("exception.message") ?? [];
  });
}

/** The status is a number, or in the names of the protocol's other JSON form a word. */
function isError(span: unknown): boolean {
  const code = valueAt(span, "status", "code");
  return code === 2 || code === "STATUS_CODE_ERROR";
}

function placed(at: ValuePath | undefined, spoken?: Spoken): AnswerPlace | undefined {
  return at === undefined
    ? undefined
    : { at, reasons: false, speaks: true, ...(spoken === undefined ? {} : { spoken }) };
}

/** Messages are JSON text in an attribute: roles are counted as they stand, since no message is made of them here. */
function userMessages(text: string): number {
  return text.match(/"role"\s*:\s*"user"/g)?.length ?? 0;
}

/** Whether the last message is a user's, by the end of all: also when it is so long that its role is not there. */
function isAskedLast(end: string): boolean {
  const [, role = "user"] = [...end.matchAll(/"role\\*"\s*:\s*\\*"(\w+)\\*"/g)].at(-1) ?? [];
  return role === "user";
}

/** Whether an answer holds any text: with parts, or as a plain content. A plain text is one itself. */
function saysText(text: string): boolean {
  if (text === "") return false;
  if (!/^\s*[[{]/.test(text)) return true;
  return /"type"\s*:\s*"text"/.test(text) || /"content"\s*:\s*"[^"]/.test(text);
}

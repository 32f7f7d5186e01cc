// Reads spans as a conversation: model calls as answers, tool spans as calls with their results. What was said before is
// repeated with every model call, so a conversation's n-th user message is one prompt however often it stands there.

import type { Spoken } from "../../../../shared/conversation.ts";
import type { ValuePath } from "../condensedValue.ts";
import { listAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord } from "../format.ts";
import { Attributes } from "./attributes.ts";
import { tokensOf } from "./tokens.ts";
import { names, sortOf } from "./vocabulary.ts";

export class OtlpReader implements ConversationReader {
  readonly #operations: ConversationOperations;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
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

  end(): void {}

  #takeSpan(span: unknown, at: ValuePath): void {
    const attributes = new Attributes(span, at);
    const id = textAt(span, "spanId") ?? "";
    const problem = problemOf(span, attributes);
    switch (sortOf(attributes)) {
      case "model":
        this.#takeModelCall(span, attributes, id, problem);
        break;
      case "tool": {
        const key = attributes.text(...names.call) ?? id;
        const tool = attributes.text(...names.tool) ?? textAt(span, "name") ?? "";
        this.#operations.call({ key, tool, input: attributes.placeOf(...names.input) });
        this.#operations.result({
          call: key,
          outcome: problem === undefined ? "done" : "failed",
          output: attributes.placeOf(...names.output),
        });
        break;
      }
      case "agent":
        // An agent inside another span was called by it.
        if ((textAt(span, "parentSpanId") ?? "") !== "") this.#operations.subagent(id);
        break;
      default:
        break;
    }
  }

  #takeModelCall(span: unknown, attributes: Attributes, id: string, problem: string | undefined): void {
    const operations = this.#operations;
    operations.model(attributes.text(...names.model) ?? "");
    const conversation = attributes.text(...names.conversation) ?? textAt(span, "traceId") ?? "";
    promptsOf(attributes).forEach(({ at, spoken }, user) => {
      const key = `${conversation} user ${user + 1}`;
      if (operations.messageOf(key) !== 0) return;
      const prompt = operations.message({ key, speaker: "user" });
      if (at !== undefined) operations.text(prompt, at, false, spoken);
    });
    this.#takeAnswer(attributes, id);
    const tokens = tokensOf(attributes);
    if (tokens !== undefined) operations.usage({ request: id, ...tokens });
    if (problem !== undefined) operations.error(problem);
    operations.end(problem === undefined ? "completed" : "failed");
  }

  #takeAnswer(attributes: Attributes, id: string): void {
    const answer = answerOf(attributes);
    if (answer === undefined) return;
    const message = this.#operations.message({ key: id, speaker: "assistant" });
    if (answer.reasons) this.#operations.reasoning(message, answer.at, false, "reasoning");
    this.#operations.text(message, answer.at, false, answer.spoken);
  }
}

/** Where a text stands, and the words of it that are meant where it holds messages as JSON text. */
interface TextPlace {
  readonly at: ValuePath | undefined;
  readonly spoken?: Spoken;
}

interface AnswerPlace extends TextPlace {
  readonly at: ValuePath;
  /** It holds reasoning, too. */
  readonly reasons: boolean;
}

/** What went wrong: by the status, or by the level that Langfuse (tracing 5) gives beside it. */
function problemOf(span: unknown, attributes: Attributes): string | undefined {
  if (!isError(span) && attributes.text("langfuse.observation.level") !== "ERROR") return undefined;
  const said = textAt(span, "status", "message") || attributes.text("langfuse.observation.status_message");
  return said ?? textAt(span, "name") ?? "A span failed.";
}

/** The status is a number, or in the names of the protocol's other JSON form a word. */
function isError(span: unknown): boolean {
  const code = valueAt(span, "status", "code");
  return code === 2 || code === "STATUS_CODE_ERROR";
}

/** Where each of a request's user messages stands: in attributes of its own (OpenInference), or all in one. */
function promptsOf(attributes: Attributes): readonly TextPlace[] {
  const found: TextPlace[] = [];
  for (let n = 0; ; n++) {
    const role = attributes.text(`llm.input_messages.${n}.message.role`);
    if (role === undefined) break;
    if (role === "user") found.push({ at: attributes.placeOf(`llm.input_messages.${n}.message.content`) });
  }
  if (found.length > 0) return found;
  const at = attributes.placeOf(...names.prompt);
  return Array.from({ length: userMessages(attributes.text(...names.prompt)) }, (_, spoken) => ({ at, spoken }));
}

function answerOf(attributes: Attributes): AnswerPlace | undefined {
  const text = attributes.text(...names.text);
  if (text !== undefined) return text === "" ? undefined : placed(attributes.placeOf(...names.text), false);
  const said = attributes.text(...names.answer);
  return saysText(said)
    ? placed(attributes.placeOf(...names.answer), /"type"\s*:\s*"reasoning"/.test(said ?? ""), "answer")
    : undefined;
}

function placed(at: ValuePath | undefined, reasons: boolean, spoken?: Spoken): AnswerPlace | undefined {
  return at === undefined ? undefined : { at, reasons, ...(spoken === undefined ? {} : { spoken }) };
}

/** Messages are JSON text in an attribute; of a long one only the beginning is at hand, so roles are counted as they stand. */
function userMessages(text: string | undefined): number {
  return text?.match(/"role"\s*:\s*"user"/g)?.length ?? 0;
}

/** Whether an answer holds any text: with parts, or as a plain content. A plain text is one itself. */
function saysText(text: string | undefined): boolean {
  if (text === undefined || text === "") return false;
  if (!/^\s*[[{]/.test(text)) return true;
  return /"type"\s*:\s*"text"/.test(text) || /"content"\s*:\s*"[^"]/.test(text);
}

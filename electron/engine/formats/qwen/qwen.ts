// Sessions of Qwen Code (@qwen-code/qwen-code 0.24): lines with `uuid` and `parentUuid` as Claude Code's, but contents of
// parts as Gemini's. Telemetry lies in the chain of parents, a sub-agent's in its parent's file.

import type { Archive } from "../../paging/archive.ts";
import { isText, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head, ReadingContext } from "../format.ts";
import { previewParts, responseFailed, takeParts, takePictures } from "../gemini/parts.ts";
import { compact, othersOf } from "../head.ts";
import { isText as isKeptText, listOf, orNone, valueIn } from "../keptValue.ts";
import { Lineage } from "../lineage.ts";
import { resulted, said, sentence } from "../sentence.ts";
import { sessionKinship } from "../sessionKinship.ts";

/** Told from Claude Code's lines by `message.parts`; without such a line only guessed at. */
export const qwen: Format = {
  name: "qwen",
  detect: (sample) => {
    const found = detectBy(sample, "are lines of a Qwen Code session", isOurs);
    return sample.some(hasParts) ? found : guessed(found, 0.4);
  },
  plan: () => ({
    kind: [[["type"]], [["subtype"]], [["systemPayload", "uiEvent", "event.name"]]],
    time: [["timestamp"]],
    pair: [
      ["toolCallResult", "callId"],
      ["message", "parts", 0, "functionCall", "id"],
      ["systemPayload", "uiEvent", "function_call_id"],
    ],
    role: [["message", "role"]],
    tool: [
      ["message", "parts", 0, "functionCall", "name"],
      ["message", "parts", 0, "functionResponse", "name"],
    ],
  }),
  kinship: sessionKinship,
  errorKinds: ["*api_error*"],
  turns: ["user"],
  preview,
  conversation: (operations, context) => new QwenSession(operations, context),
};

/** What sets it apart from Claude Code, whose contents are blocks. */
function hasParts(head: Head): boolean {
  return Array.isArray(valueAt(head, "message", "parts")) && textAt(head, "uuid") !== undefined;
}

function isOurs(head: Head): boolean {
  return hasParts(head) || (textAt(head, "uuid") !== undefined && valueAt(head, "systemPayload") !== undefined);
}

/** The answer to a call for a sub-agent of a type that is not there (0.24): none was started. */
export const noSuchAgent = /^Subagent ".*" not found/;
/** Calls for sub-agents that are waited for at once; more of them count before their results. */
export const mostAsked = 10_000;

/** What a person typed while a tool ran (`ChatRecord` in Qwen Code's chatRecordingService.ts); all other subtypes are the program's. */
const typedAhead = "mid_turn_user_message";

/** How a request ends that is under way when a person presses Ctrl-C; 0.7 tells it as an error. */
const wasAborted = /^Request was aborted\.?$/;

/** The tool that takes a run's structured output (`--json-schema`). When it accepts one, the run is over (0.24). */
const outputTool = "structured_output";

const cutOutput = "Tool output was too large and has been truncated.";
const originalLength = /\[\.\.\. truncated for saved session preview; original length: (\d+) characters \.\.\.\]/;
/** Bytes of what the file shows of a result, which holds 32,000 characters. */
const longestDisplay = 256 * 1024;

interface Kept {
  readonly leaf?: string | undefined;
  readonly session?: string | undefined;
  readonly asked: readonly string[];
}

const keptIn = valueIn<Kept>({ leaf: orNone(isKeptText), session: orNone(isKeptText), asked: listOf(isKeptText) });

class QwenSession implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  readonly #lineage = new Lineage();
  #leaf: string | undefined;
  #session: string | undefined;
  /** Calls for a sub-agent that have no result yet. */
  readonly #asked = new Set<string>();

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
  }

  *archive(archive: Archive): Generator<undefined> {
    const own = archive.value<Kept>({ leaf: this.#leaf, session: this.#session, asked: [...this.#asked] }, keptIn);
    this.#leaf = own.leaf;
    this.#session = own.session;
    for (const call of own.asked) this.#asked.add(call);
    yield* this.#lineage.archive(archive);
  }

  take({ value }: FormatRecord): void {
    const from = this.#operations.nextEntry();
    this.#session ??= textAt(value, "sessionId");
    // A fork's copies keep their ids and say where they come from.
    const given = valueAt(value, "forkedFrom") === undefined ? 0 : marks.inherited;
    switch (textAt(value, "type")) {
      case "user":
        this.#takeUser(value, given);
        break;
      case "assistant":
        this.#takeAnswer(value, given);
        break;
      case "tool_result":
        this.#takeResults(value, given);
        break;
      case "system":
        // A fork's copies of compactions and errors are those of the session they come from.
        if (given === 0) this.#takeSystem(value);
        break;
      default:
        break;
    }
    const uuid = textAt(value, "uuid");
    if (uuid === undefined) return;
    this.#lineage.add(uuid, textAt(value, "parentUuid"), from, this.#operations.nextEntry());
    this.#leaf = uuid;
  }

  end(): void {
    for (const call of this.#asked) this.#operations.subagent(call);
    // Sessions lie in `chats/`, their agents' files in `subagents/<session>/` beside that folder (0.24).
    const name = `subagents/${this.#session}`;
    // An agent's own file lies there itself, under the session's id.
    if (!this.#context.fileName.startsWith("agent-") && this.#session !== undefined) {
      this.#operations.source({ relation: "sub-agent", name, by: "folder", isAbove: true, isOptional: true });
    }
    if (this.#leaf === undefined) return;
    for (const [from, to] of this.#lineage.besides(this.#leaf)) this.#operations.markRange(from, to, marks.undone);
  }

  #takeUser(value: unknown, given: Marks): void {
    const origin = textAt(value, "forkedFrom", "sessionId");
    if (origin !== undefined) this.#operations.source({ relation: "origin", name: `${origin}.jsonl` });
    const provenance = textAt(value, "provenance");
    const subtype = textAt(value, "subtype");
    const byProgram =
      (subtype !== undefined && subtype !== typedAhead) || (provenance !== undefined && provenance !== "real_user");
    const entry = this.#operations.message({
      key: textAt(value, "uuid"),
      speaker: "user",
      marks: byProgram ? given | marks.injected : given,
    });
    takeParts(this.#operations, entry, value, ["message", "parts"]);
    this.#operations.end("open");
  }

  #takeAnswer(value: unknown, given: Marks): void {
    const operations = this.#operations;
    const uuid = textAt(value, "uuid");
    const entry = operations.message({ key: uuid, speaker: "assistant", marks: given });
    takeParts(operations, entry, value, ["message", "parts"]);
    let calls = 0;
    listAt(value, "message", "parts").forEach((part, index) => {
      const call = valueAt(part, "functionCall");
      if (call === undefined) return;
      calls++;
      const key = textAt(call, "id") ?? "";
      const tool = textAt(call, "name") ?? "";
      const input = ["message", "parts", index, "functionCall", "args"];
      operations.call({ key, tool, message: entry, input, isNew: true, marks: given });
      if (!isAgentTool(tool)) return;
      if (this.#asked.size < mostAsked) this.#asked.add(key);
      else operations.subagent(key);
    });
    operations.model(textAt(value, "model") ?? "");
    if (uuid !== undefined && given === 0) this.#takeUsage(valueAt(value, "usageMetadata"), uuid);
    operations.end(calls > 0 ? "open" : "completed");
  }

  /** Both prompt and candidates hold all of theirs: what came from a cache, and the thoughts. */
  #takeUsage(usage: unknown, request: string): void {
    const input = numberAt(usage, "promptTokenCount");
    if (input === undefined) return;
    this.#operations.usage({
      request,
      input,
      cachedInput: numberAt(usage, "cachedContentTokenCount"),
      output: numberAt(usage, "candidatesTokenCount"),
      reasoning: numberAt(usage, "thoughtsTokenCount") ?? 0,
    });
  }

  #takeResults(value: unknown, given: Marks): void {
    const result = valueAt(value, "toolCallResult");
    const status = textAt(result, "status");
    const exitCode = numberAt(result, "resultDisplay", "exitCode");
    listAt(value, "message", "parts").forEach((part, index) => {
      const response = valueAt(part, "functionResponse");
      if (response === undefined) return;
      const failed =
        (status !== undefined && status !== "success") ||
        (exitCode ?? 0) !== 0 ||
        responseFailed(valueAt(response, "response"), this.#context);
      this.#operations.result({
        call: textAt(response, "id") ?? textAt(result, "callId") ?? "",
        outcome: failed ? "failed" : "done",
        exitCode,
        output: ["message", "parts", index, "functionResponse", "response"],
        marks: given,
      });
      const call = textAt(response, "id") ?? textAt(result, "callId") ?? "";
      const problem = textAt(response, "response", "error") ?? "";
      if (this.#asked.delete(call) && !noSuchAgent.test(problem)) this.#operations.subagent(call);
      this.#takeCut(call, valueAt(response, "response", "output"), result);
    });
    const call = textAt(result, "callId") ?? textAt(value, "message", "parts", 0, "functionResponse", "id");
    if (call !== undefined)
      takePictures(this.#operations, call, valueAt(value, "message", "parts"), ["message", "parts"]);
    const tool = textAt(value, "message", "parts", 0, "functionResponse", "name");
    this.#operations.end(tool === outputTool && status === "success" ? "completed" : "open");
  }

  /** Of a long output the model got a part, and the file another one, which says how long it was (0.24). */
  #takeCut(call: string, output: unknown, result: unknown): void {
    if (textAt(output)?.startsWith(cutOutput) !== true) return;
    const display = valueAt(result, "resultDisplay");
    const shown = [display, valueAt(display, "output")].find(isText);
    const [, length] = originalLength.exec(this.#context.textOf(shown, longestDisplay) ?? "") ?? [];
    const kept = [...(this.#context.textOf(output, longestDisplay) ?? "")].length;
    this.#operations.keptOf(this.#operations.callOf(call), {
      ...{ kept, of: length === undefined ? undefined : Number(length), unit: "characters" },
    });
  }

  #takeSystem(value: unknown): void {
    const subtype = textAt(value, "subtype");
    if (subtype === "chat_compression") this.#operations.compaction(textAt(value, "uuid"));
    const event = valueAt(value, "systemPayload", "uiEvent");
    if (subtype !== "ui_telemetry" || textAt(event, "event.name") !== "qwen-code.api_error") return;
    const message = textAt(event, "error_message") ?? textAt(event, "error") ?? "A request to the model failed.";
    if (wasAborted.test(message)) {
      this.#operations.end("interrupted");
      return;
    }
    this.#operations.error(message);
    this.#operations.end("failed");
  }
}

/** The tool that hands a task to a sub-agent: `agent`, in older versions `task`. */
export function isAgentTool(tool: string): boolean {
  return tool === "agent" || tool === "task";
}

function preview(head: Head): string {
  const type = textAt(head, "type") ?? "";
  if (type === "system") {
    const event = valueAt(head, "systemPayload", "uiEvent");
    return event === undefined
      ? othersOf(valueAt(head, "systemPayload"))
      : othersOf(event, "event.name", "event.timestamp");
  }
  const text = previewParts(valueAt(head, "message", "parts"));
  if (type === "tool_result") {
    const exitCode = numberAt(head, "toolCallResult", "resultDisplay", "exitCode") ?? 0;
    const status = textAt(head, "toolCallResult", "status");
    const failure = exitCode !== 0 ? `→ exit ${exitCode}` : status === "error" ? "→ failed" : undefined;
    return failure === undefined ? text || resulted(compact(valueAt(head, "toolCallResult"))) : sentence(text, failure);
  }
  return said(type, text);
}

// What the parts of a stream of the AI SDK say. A step is one request to the model and one answer here; the message that a page
// makes of a stream has all of its steps. Ids of texts begin anew in each step, those of calls come from the model's server.

import { isText, isTrueAt, listAt, textAt, type ValuePath, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord } from "../format.ts";
import { usageOf } from "./usage.ts";

export class AiSdkStream implements ConversationReader {
  readonly #operations: ConversationOperations;
  /** The answer of the step that is under way; 0: nothing of it has come. */
  #answer: Entry = 0;
  /** What the step began with. */
  #stepStart: Entry = 1;
  /** Sort and id of the text that is being told. */
  #text = "";
  #failed = false;
  #requests = 0;
  /** Requests of the run that told their usage: its sum is needed only where none did. */
  #told = 0;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value }: FormatRecord): void {
    const type = textAt(value, "type") ?? "";
    if (/^(?:text|reasoning)-/.test(type)) this.#takeText(value, type);
    else if (type.startsWith("tool-")) this.#takeTool(value, type);
    else this.#takeRest(value, type);
  }

  #takeRest(value: unknown, type: string): void {
    const operations = this.#operations;
    switch (type) {
      case "start":
      case "stream-start":
        this.#failed = false;
        this.#told = 0;
        this.#beginStep();
        operations.end("open");
        break;
      case "start-step":
        this.#beginStep();
        break;
      case "reset-step":
        operations.markRange(this.#stepStart, operations.nextEntry(), marks.undone);
        this.#beginStep();
        break;
      case "file":
      case "reasoning-file":
        operations.attachment(this.#open(), isText(valueAt(value, "url")) ? ["url"] : ["file"]);
        break;
      case "steering-message":
        this.#takeSteering(value);
        break;
      case "response-metadata":
        operations.model(textAt(value, "modelId") ?? "");
        break;
      case "error":
        this.#failed = true;
        operations.error(problemOf(value) ?? "The stream told an error.");
        operations.end("failed");
        break;
      case "abort":
        if (this.#answer !== 0) operations.mark(this.#answer, marks.cut);
        operations.end("interrupted");
        break;
      case "finish-step":
        this.#finishStep(value);
        break;
      case "finish":
        this.#finish(value);
        break;
      default:
        break;
    }
  }

  #beginStep(): void {
    this.#answer = 0;
    this.#text = "";
    this.#stepStart = this.#operations.nextEntry();
  }

  #open(): Entry {
    if (this.#answer === 0) this.#answer = this.#operations.message({ key: undefined, speaker: "assistant" });
    return this.#answer;
  }

  #takeText(value: unknown, type: string): void {
    const text = `${type.slice(0, 4)} ${textAt(value, "id") ?? ""}`;
    if (!type.endsWith("-delta")) {
      this.#text = "";
      return;
    }
    // `delta` in a page's stream and a provider's, `text` in a program's.
    const at = valueAt(value, "delta") === undefined ? ["text"] : ["delta"];
    if (!isText(valueAt(value, ...at))) return;
    const continues = text === this.#text;
    this.#text = text;
    if (type.startsWith("text")) this.#operations.text(this.#open(), at, continues);
    else this.#operations.reasoning(this.#open(), at, continues);
  }

  #takeTool(value: unknown, type: string): void {
    const operations = this.#operations;
    const key = textAt(value, "toolCallId") ?? textAt(value, "id") ?? "";
    switch (type) {
      case "tool-input-start":
        this.#call(value, key);
        break;
      case "tool-input-delta": {
        const at = valueAt(value, "inputTextDelta") === undefined ? ["delta"] : ["inputTextDelta"];
        operations.input(operations.callOf(key), at, true);
        break;
      }
      case "tool-input-available":
      case "tool-call":
        this.#call(value, key, ["input"]);
        break;
      case "tool-input-error":
        this.#call(value, key, ["input"]);
        operations.result({ call: key, outcome: "failed", output: ["errorText"] });
        break;
      case "tool-output-available":
      case "tool-result": {
        const isPartial = isTrueAt(value, "preliminary");
        // A provider says of the tools that it ran itself whether they failed.
        const outcome = isTrueAt(value, "isError") ? "failed" : "done";
        const output = valueAt(value, "output") === undefined ? ["result"] : ["output"];
        operations.result({ call: key, outcome, output, isPartial });
        break;
      }
      case "tool-output-error":
        operations.result({ call: key, outcome: "failed", output: ["errorText"] });
        break;
      case "tool-error":
        operations.result({ call: key, outcome: "failed", output: ["error"] });
        break;
      case "tool-output-denied":
        operations.result({ call: key, outcome: "failed" });
        break;
      default:
        // Requests for an approval and answers to them.
        break;
    }
  }

  /** `at`: where its arguments stand, whole; they may have come in pieces before. */
  #call(value: unknown, key: string, at?: ValuePath): void {
    const tool = textAt(value, "toolName") ?? "";
    const input = at !== undefined && valueAt(value, ...at) !== undefined ? at : undefined;
    this.#operations.call({ key, tool, message: this.#open(), input, hasAllInput: true, isNew: true });
  }

  /** A person's words that a run took in while it worked (7). */
  #takeSteering(value: unknown): void {
    const entry = this.#operations.message({ key: undefined, id: textAt(value, "id"), speaker: "user" });
    listAt(value, "parts").forEach((part, index) => {
      if (isText(valueAt(part, "text"))) this.#operations.text(entry, ["parts", index, "text"]);
      else if (textAt(part, "type") === "file") this.#operations.attachment(entry, ["parts", index, "url"]);
    });
  }

  #finishStep(value: unknown): void {
    const operations = this.#operations;
    operations.model(textAt(value, "response", "modelId") ?? "");
    this.#takeReason(value);
    if (this.#takeUsage(valueAt(value, "usage"))) this.#told++;
  }

  #finish(value: unknown): void {
    const metadata = valueAt(value, "messageMetadata");
    this.#takeReason(value);
    this.#operations.model(textAt(metadata, "model") ?? "");
    if (this.#told === 0) {
      // Of a run, or of a provider's one request; what a page is told stands where its program likes.
      const usages = [
        valueAt(value, "totalUsage"),
        valueAt(value, "usage"),
        valueAt(metadata, "totalUsage"),
        valueAt(metadata, "usage"),
      ];
      usages.some((usage) => this.#takeUsage(usage));
    }
    this.#operations.end(this.#failed ? "failed" : "completed");
  }

  #takeReason(value: unknown): void {
    // Since 7 a provider says it in two words.
    const reason = textAt(value, "finishReason") ?? textAt(value, "finishReason", "unified");
    if (reason === "error") this.#failed = true;
    if ((reason === "length" || reason === "content-filter") && this.#answer !== 0)
      this.#operations.mark(this.#answer, marks.cut);
  }

  #takeUsage(usage: unknown): boolean {
    const read = usageOf(usage);
    if (read === undefined) return false;
    this.#operations.usage({ request: String(++this.#requests), ...read });
    return true;
  }
}

function problemOf(value: unknown): string | undefined {
  return textAt(value, "errorText") ?? textAt(value, "error", "message") ?? textAt(value, "error");
}

// Tokens of a Copilot session. Since 1.0.102 a record tells those of each request. Before, a message tells its output, and a process
// that ends well sums of requests: its own (1.0.44, 1.0.60), or all of the session's (1.0.71). These replace what messages told.

import type { Archive } from "../../paging/archive.ts";
import { isObject, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { isBoolean, isNumber, valueIn } from "../keptValue.ts";

interface Kept {
  readonly messages: number;
  readonly from: number;
  readonly processes: number;
  readonly input: number;
  readonly hasRecords: boolean;
}

const keptIn = valueIn<Kept>({
  messages: isNumber,
  from: isNumber,
  processes: isNumber,
  input: isNumber,
  hasRecords: isBoolean,
});

export class CopilotTokens {
  readonly #operations: ConversationOperations;
  #messages = 0;
  /** Where those of this process begin. */
  #from = 1;
  #processes = 0;
  /** The input of the last sum. */
  #input = 0;
  #hasRecords = false;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  archive(archive: Archive): void {
    const own = { messages: this.#messages, from: this.#from, processes: this.#processes };
    const kept = archive.value<Kept>({ ...own, input: this.#input, hasRecords: this.#hasRecords }, keptIn);
    this.#messages = kept.messages;
    this.#from = kept.from;
    this.#processes = kept.processes;
    this.#input = kept.input;
    this.#hasRecords = kept.hasRecords;
  }

  record(usage: unknown, number: number): void {
    if (usage === undefined) return;
    this.#hasRecords = true;
    this.#forgetMessages();
    this.request(usage, number, true);
  }

  /** Of one request; `isAhead`: of the answer that follows. */
  request(usage: unknown, number: number, isAhead = false): void {
    if (usage === undefined) return;
    this.#operations.model(textAt(usage, "model") ?? "");
    this.#operations.usage({
      request: textAt(usage, "accounting", "usageId") ?? String(number),
      isAhead,
      input: numberAt(usage, "inputTokens"),
      cachedInput: numberAt(usage, "cacheReadTokens"),
      cacheWrite: numberAt(usage, "cacheWriteTokens"),
      output: numberAt(usage, "outputTokens"),
      reasoning: numberAt(usage, "reasoningTokens"),
    });
  }

  message(data: unknown): void {
    const output = numberAt(data, "outputTokens");
    if (output === undefined || this.#hasRecords) return;
    this.#operations.usage({ request: messageKey(++this.#messages), output });
  }

  shutdown(data: unknown): void {
    const models = Object.values(objectAt(data, "modelMetrics") ?? {}).filter(isObject);
    const sum = (name: string): number | undefined => {
      const numbers = models.flatMap((model) => numberAt(valueAt(model, "usage"), name) ?? []);
      return numbers.length === 0 ? undefined : numbers.reduce((a, b) => a + b);
    };
    const input = sum("inputTokens");
    if (this.#hasRecords || input === undefined) return;
    this.#forgetMessages();
    const requests = models.reduce((all, model) => all + (numberAt(model, "requests", "count") ?? 0), 0);
    // A sum of as many requests as the session has messages holds those of the processes before it.
    if (this.#processes > 0 && requests >= this.#messages && input >= this.#input) this.#forgetProcesses();
    this.#input = input;
    this.#operations.usage({
      request: `process ${++this.#processes}`,
      input,
      cachedInput: sum("cacheReadTokens"),
      cacheWrite: sum("cacheWriteTokens"),
      output: sum("outputTokens"),
      reasoning: sum("reasoningTokens"),
    });
  }

  #forgetProcesses(): void {
    for (let process = 1; process <= this.#processes; process++) this.#operations.dropUsage(`process ${process}`);
  }

  #forgetMessages(): void {
    for (let message = this.#from; message <= this.#messages; message++) {
      this.#operations.dropUsage(messageKey(message));
    }
    this.#from = this.#messages + 1;
  }
}

function messageKey(number: number): string {
  return `message ${number}`;
}

// What the model asks a person (`request_user_input`) is a call that the app-server tells by its own request alone: there is no
// item. The answer stands in the client's response, which only a log of both sides has; all logs tell that the request is settled.

import { numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Marks } from "../conversationOperations.ts";
import { Recent } from "./recent.ts";

interface Question {
  readonly call: string;
  readonly marks: Marks;
}

export class Questions {
  readonly #operations: ConversationOperations;
  /** By the request's id. */
  readonly #asked = new Recent<Question>(1024);

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  /** The server's request. */
  ask(request: unknown, turn: string, marks: Marks): void {
    const call = `${turn} ${textAt(request, "params", "itemId") ?? ""}`;
    const tool = "request_user_input";
    this.#operations.call({ key: call, tool, input: ["params", "questions"], isNew: true, marks });
    this.#asked.set(idOf(valueAt(request, "id")), { call, marks });
  }

  /** A response of either side, which count their requests for themselves. */
  answer(response: unknown): void {
    const id = idOf(valueAt(response, "id"));
    const asked = objectAt(response, "result", "answers") === undefined ? undefined : this.#asked.get(id);
    if (asked === undefined) return;
    this.#asked.delete(id);
    this.#operations.result({ ...asked, outcome: "done", exitCode: undefined, output: ["result"] });
  }

  /** Of a turn that was stopped the question is settled behind its end. */
  settle(params: unknown, isBusy: boolean): void {
    const id = idOf(valueAt(params, "requestId"));
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    this.#asked.delete(id);
    const outcome = isBusy ? "done" : "failed";
    this.#operations.result({ ...asked, outcome, exitCode: undefined, output: undefined });
  }
}

/** A request's id: a number or a text. */
function idOf(id: unknown): string {
  return numberAt(id)?.toString() ?? `"${textAt(id) ?? ""}"`;
}

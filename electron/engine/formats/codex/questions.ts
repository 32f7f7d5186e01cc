// What the model asks a person (`request_user_input`) is a call that the app-server tells by its own request alone: there is no
// item. The answer stands in the client's response, which only a log of both sides has; all logs tell that the request is settled.
// A client that refuses to ask answers with an error, of which the model is told that nothing was answered (0.171).
//
// What a server of MCP asks a person while a tool runs is no call of the model: its words and their answer are told beside it.

import { numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Marks } from "../conversationOperations.ts";
import { Recent } from "./recent.ts";

interface Question {
  readonly call: string;
  readonly marks: Marks;
  readonly isRefused: boolean;
}

export class Questions {
  readonly #operations: ConversationOperations;
  /** By the request's id. */
  readonly #asked = new Recent<Question>(1024);
  /** Servers of MCP that ask, by the request's id. */
  readonly #servers = new Recent<string>(1024);
  /** Requests of the other side, which counts its own. */
  readonly #others = new Recent<true>(1024);

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  /** The server's request. */
  ask(request: unknown, turn: string, marks: Marks): void {
    const call = `${turn} ${textAt(request, "params", "itemId") ?? ""}`;
    const tool = "request_user_input";
    this.#operations.call({ key: call, tool, input: ["params", "questions"], isNew: true, marks });
    this.#asked.set(idOf(valueAt(request, "id")), { call, marks, isRefused: false });
  }

  /** A request of a server of MCP, which the app-server hands on. It asks in the same words whether a call is allowed: the call's item tells. */
  askFor(request: unknown): void {
    const params = valueAt(request, "params");
    if (textAt(params, "_meta", "codex_approval_kind") !== undefined) return;
    const server = textAt(params, "serverName") ?? "A server";
    this.#operations.notice(`${server} asks: ${textAt(params, "message") ?? ""}`);
    this.#servers.set(idOf(valueAt(request, "id")), server);
  }

  /** Any other request. */
  other(request: unknown): void {
    this.#others.set(idOf(valueAt(request, "id")), true);
  }

  /** A response of either side, which count their requests for themselves. */
  answer(response: unknown): void {
    const id = idOf(valueAt(response, "id"));
    const action = textAt(response, "result", "action");
    const server = action === undefined ? undefined : this.#servers.get(id);
    if (server !== undefined) {
      this.#servers.delete(id);
      this.#operations.notice(`${server} is answered: ${action}`);
      return;
    }
    const asked = this.#asked.get(id);
    const isOthers = this.#others.get(id) === true;
    if (isOthers) this.#others.delete(id);
    if (asked === undefined) return;
    if (objectAt(response, "error") !== undefined && !isOthers) this.#asked.set(id, { ...asked, isRefused: true });
    if (objectAt(response, "result", "answers") === undefined) return;
    this.#asked.delete(id);
    const { call, marks } = asked;
    this.#operations.result({ call, marks, outcome: "done", exitCode: undefined, output: ["result"] });
  }

  /** Of a turn that was stopped the question is settled behind its end. */
  settle(params: unknown, isBusy: boolean): void {
    const id = idOf(valueAt(params, "requestId"));
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    this.#asked.delete(id);
    const { call, marks, isRefused } = asked;
    const outcome = isBusy && !isRefused ? "done" : "failed";
    this.#operations.result({ call, marks, outcome, exitCode: undefined, output: undefined });
  }
}

/** A request's id: a number or a text. */
function idOf(id: unknown): string {
  return numberAt(id)?.toString() ?? `"${textAt(id) ?? ""}"`;
}

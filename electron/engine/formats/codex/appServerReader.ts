// The conversation in the notifications of `codex app-server`. Answers to requests are not read: they repeat what the
// notifications tell (a thread's turns with all items), or another session's history. But which turns they list tells what was
// taken back.

import { TextIds } from "../../paging/textIds.ts";
import { longestCaptured } from "../capturedValue.ts";
import { isText, isTrueAt, listAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import type { ItemReading } from "./itemConversation.ts";
import { takeItem } from "./itemConversation.ts";
import { plain } from "./items.ts";
import { Plans } from "./plans.ts";
import { Questions } from "./questions.ts";
import { Recent } from "./recent.ts";
import { RevertedTurns } from "./revertedTurns.ts";
import { tokensOf } from "./rolloutUsage.ts";

const ends: ReadonlyMap<string, "completed" | "failed" | "interrupted"> = new Map([
  ["completed", "completed"],
  ["failed", "failed"],
  ["interrupted", "interrupted"],
]);

export class AppServerReader implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #reading: ItemReading;
  /** Sub-agents' threads among those of the person. */
  readonly #children = new Recent<true>(1024);
  /** Items whose text came in deltas. */
  readonly #streamed = new Recent<true>();
  /** By thread: its last total. */
  readonly #totals = new Recent<string>();
  /** Threads of which a turn is open. */
  readonly #busy = new Recent<true>(1024);
  /** By thread: its goal. */
  readonly #goals = new Recent<string>(1024);
  readonly #turns = new TextIds();
  readonly #reverted: RevertedTurns;
  readonly #plans: Plans;
  readonly #questions: Questions;
  #requests = 0;
  #lastError: string | undefined;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#reading = { operations, context };
    this.#reverted = new RevertedTurns(operations);
    this.#plans = new Plans(operations);
    this.#questions = new Questions(operations);
  }

  take({ value, length }: FormatRecord): void {
    const params = valueAt(value, "params");
    const method = textAt(value, "method");
    if (method !== undefined && valueAt(value, "id") !== undefined) this.#takeRequest(value, method, params);
    switch (method) {
      case undefined:
        this.#questions.answer(value);
        this.#takeResponse(valueAt(value, "result"), length);
        break;
      case "thread/started":
        this.#takeThread(valueAt(params, "thread"));
        break;
      case "turn/started":
        this.#lastError = undefined;
        this.#busy.set(textAt(params, "threadId") ?? "", true);
        this.#reverted.begin(textAt(params, "threadId") ?? "", turnOf(params));
        if (!this.#isChild(params)) this.#operations.end("open");
        break;
      case "turn/completed":
        this.#takeEnd(params);
        break;
      case "thread/revert":
        this.#reverted.ask(params);
        break;
      case "thread/reverted":
        this.#reverted.takeBack(textAt(params, "threadId") ?? "");
        break;
      case "item/started":
        this.#takeItem(value, false);
        break;
      case "item/completed":
        this.#takeItem(value, true);
        break;
      case "thread/goal/updated":
        this.#takeGoal(params);
        break;
      case "serverRequest/resolved":
        this.#questions.settle(params, this.#busy.get(textAt(params, "threadId") ?? "") === true);
        break;
      case "item/agentMessage/delta":
        this.#takeDelta(params);
        break;
      case "thread/tokenUsage/updated":
        this.#takeUsage(params);
        break;
      case "error":
        if (!isTrueAt(params, "willRetry")) this.#takeError(textAt(params, "error", "message"));
        break;
      default:
        break;
    }
  }

  #takeRequest(value: unknown, method: string, params: unknown): void {
    if (method === "item/tool/requestUserInput") {
      this.#questions.ask(value, this.#scopeOf(params), this.#isChild(params) ? marks.repeated : 0);
    } else if (method === "mcpServer/elicitation/request") this.#questions.askFor(value);
    else this.#questions.other(value);
  }

  /** Of a long response some turns may not be at hand. */
  #takeResponse(result: unknown, length: number): void {
    this.#operations.model(textAt(result, "model") ?? "");
    const last = listAt(result, "thread", "turns").at(-1);
    if (last === undefined || length > longestCaptured) return;
    this.#reverted.keepUpTo(textAt(result, "thread", "id") ?? "", textAt(last, "id") ?? "");
  }

  /** What a person sets as a thread's goal begins a turn, and is no item of it (0.171). */
  #takeGoal(params: unknown): void {
    const thread = textAt(params, "threadId") ?? "";
    const words = textAt(params, "goal", "objective");
    const isKnown = words === undefined || this.#goals.get(thread) === words;
    if (isKnown || textAt(params, "turnId") !== undefined || textAt(params, "goal", "status") !== "active") return;
    this.#goals.set(thread, words);
    const entry = this.#operations.message({ key: undefined, speaker: "user" });
    this.#operations.text(entry, ["params", "goal", "objective"]);
  }

  #takeThread(thread: unknown): void {
    const id = textAt(thread, "id");
    this.#operations.model(textAt(thread, "model") ?? "");
    if (id === undefined || textAt(thread, "parentThreadId") === undefined) return;
    this.#children.set(id, true);
    this.#operations.subagent(id);
  }

  #isChild(params: unknown): boolean {
    return this.#children.get(textAt(params, "threadId") ?? "") === true;
  }

  #takeItem(value: unknown, isCompleted: boolean): void {
    const params = valueAt(value, "params");
    const scope = this.#scopeOf(params);
    const isStreamed = this.#streamed.get(`${scope} ${textAt(params, "item", "id") ?? ""}`) === true;
    const given = this.#isChild(params) ? marks.repeated : 0;
    const { item, entry } = takeItem(this.#reading, value, ["params", "item"], {
      scope,
      isCompleted: isCompleted && !isStreamed,
      marks: given,
    });
    if (item.sort === "answer") this.#plans.answer(scope, entry, isCompleted);
    else if (isCompleted && plain(item.tool) === "plan") this.#plans.take(scope, given);
  }

  /** The text of an item comes piece by piece before the item comes whole, and stands there twice. */
  #takeDelta(params: unknown): void {
    if (!isText(valueAt(params, "delta"))) return;
    const key = `${this.#scopeOf(params)} ${textAt(params, "itemId") ?? ""}`;
    const given = this.#isChild(params) ? marks.repeated : 0;
    const entry = this.#operations.message({ key, speaker: "assistant", marks: given });
    this.#operations.text(entry, ["params", "delta"], this.#streamed.get(key) === true);
    this.#streamed.set(key, true);
  }

  #takeEnd(params: unknown): void {
    this.#busy.delete(textAt(params, "threadId") ?? "");
    this.#reverted.end(textAt(params, "threadId") ?? "", turnOf(params));
    if (this.#isChild(params)) return;
    const turn = valueAt(params, "turn");
    const problem = objectAt(turn, "error");
    if (problem !== undefined) this.#takeError(textAt(problem, "message"));
    this.#operations.end(ends.get(textAt(turn, "status") ?? "") ?? (problem === undefined ? "completed" : "failed"));
  }

  /** A failed turn repeats the error before it. */
  #takeError(message = "The turn failed."): void {
    if (message !== this.#lastError) this.#operations.error(message);
    this.#lastError = message;
  }

  /** Item ids are only equal within a turn, whose id is long. */
  #scopeOf(params: unknown): string {
    return String(this.#turns.ofText(`${textAt(params, "threadId") ?? ""} ${textAt(params, "turnId") ?? ""}`));
  }

  /**
   * What the last response took, told again when nothing has changed. Between turns nobody asks a model: a thread that was
   * resumed or forked tells what it took before, one that was reverted an earlier total (0.169).
   */
  #takeUsage(params: unknown): void {
    const thread = textAt(params, "threadId") ?? "";
    if (this.#busy.get(thread) === undefined) return;
    const taken = tokensOf(valueAt(params, "tokenUsage", "total"));
    const total = JSON.stringify(taken);
    const last = objectAt(params, "tokenUsage", "last");
    if (last === undefined || this.#totals.get(thread) === total) return;
    this.#totals.set(thread, total);
    const tokens = tokensOf(last);
    const input = taken.input ?? 0;
    this.#reverted.took(thread, textAt(params, "turnId") ?? "", input, input - (tokens.input ?? 0));
    this.#operations.usage({ request: String(++this.#requests), ...tokens });
  }
}

/** The turn that begins or ends. */
function turnOf(params: unknown): string {
  return textAt(params, "turn", "id") ?? textAt(params, "turnId") ?? "";
}

// The calls of tools in an ACP log: begun by the request for their permission (Gemini CLI 0.61) or by an update, with results
// that may come in parts, or from a terminal that the client runs.

import type { Archive } from "../../paging/archive.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { ValuePath } from "../condensedValue.ts";
import { isText, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Outcome } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { exitCodeAtEnd } from "../exitCode.ts";
import type { ReadingContext } from "../format.ts";
import type { AcpMessages } from "./acpMessages.ts";
import type { Terminals } from "./terminals.ts";
import { isOnlyTerminals } from "./terminals.ts";

/** How Qwen Code ends the text of a command's result. */
const exitSentence = /\bExit Code: (\d+)/;

/** Tools that start a sub-agent, as Qwen Code, Claude Code, Kimi Code and opencode name them. */
const agentTools: ReadonlySet<string> = new Set(["agent", "Agent", "task", "Task"]);

/** Calls and their results, told in the words of a conversation. */
export class AcpCalls {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** Where the message lies in a record. */
  readonly #prefix: ValuePath;
  readonly #messages: AcpMessages;
  readonly #terminals: Terminals;
  /** Calls that have a result, and those that have given something before it. */
  readonly #done = new TextIds();
  readonly #begun = new TextIds();

  constructor(
    operations: ConversationOperations,
    context: ReadingContext,
    prefix: ValuePath,
    messages: AcpMessages,
    terminals: Terminals,
  ) {
    this.#operations = operations;
    this.#context = context;
    this.#prefix = prefix;
    this.#messages = messages;
    this.#terminals = terminals;
  }

  *archive(archive: Archive): Generator<undefined> {
    yield* this.#done.archive(archive);
    yield* this.#begun.archive(archive);
  }

  /** A call as it is begun, goes on or ends. */
  take(call: unknown, at: ValuePath): void {
    const operations = this.#operations;
    const key = textAt(call, "toolCallId");
    if (key === undefined) return;
    const tool =
      textAt(call, "name") ??
      textAt(call, "_meta", "toolName") ??
      textAt(call, "_meta", "claudeCode", "toolName") ??
      textAt(call, "_meta", "x.ai/tool", "name");
    const isKnown = operations.callOf(key) !== 0;
    operations.call({
      key,
      tool: tool ?? (isKnown ? "" : (textAt(call, "title") ?? textAt(call, "kind") ?? "")),
      message: this.#messages.answer,
      input: valueAt(call, "rawInput") === undefined ? undefined : this.#at([...at, "rawInput"]),
      hasAllInput: true,
      // Agents hand on the ids that models give; an update, or a permission, is of a call that was begun.
      isNew: textAt(call, "sessionUpdate") === "tool_call" && this.#done.known(key) !== 0,
      marks: this.#messages.isReplay ? marks.inherited : 0,
    });
    this.#nameAgent(call, key, tool);
    this.#messages.closeAnswer();
    const status = textAt(call, "status");
    // What a command of Codex's adapter prints, piece by piece (2.6).
    const printed = ["_meta", "terminal_output_delta", "data"];
    if (isText(valueAt(call, ...printed))) this.takePart(key, [...at, ...printed], true, true);
    this.#terminals.name(key, valueAt(call, "content"));
    // What a terminal shows, its client says.
    const shows = listAt(call, "content").length > 0 && !isOnlyTerminals(call);
    if (status !== "completed" && status !== "failed" && status !== "cancelled") {
      if (shows) this.takePart(key, [...at, "content"], false);
      return;
    }
    const exit = this.#terminals.exitOf(key);
    const exitCode = this.#exitCodeOf(call) ?? exit?.exitCode;
    // opencode's commands that were ended before they had an exit code (1.18).
    const wasEnded = valueAt(call, "rawOutput", "metadata", "exit") === null;
    const isDone = status === "completed" && (exitCode ?? 0) === 0 && !wasEnded && exit?.outcome !== "failed";
    const outcome: Outcome = isDone ? "done" : "failed";
    // What an update does not hold stays as it was.
    const isSame = valueAt(call, "content") === undefined || isOnlyTerminals(call);
    const keeps = isSame && this.#begun.known(key) !== 0;
    const output = keeps ? undefined : this.#at([...at, ...outputOf(call)]);
    operations.result({ call: key, outcome, exitCode, output, continues: keeps });
    this.#done.ofText(key);
  }

  /** By the tool that starts one, or of a call that one makes: Copilot says whose it is (1.0.102). */
  #nameAgent(call: unknown, key: string, tool: string | undefined): void {
    const title = textAt(call, "sessionUpdate") === "tool_call" ? textAt(call, "title") : undefined;
    if (agentTools.has(tool ?? title ?? "")) this.#operations.subagent(key);
    const caller = textAt(call, "_meta", "github.com/copilot", "agentId");
    if (caller !== undefined) this.#operations.subagent(caller);
  }

  /** What a call has given so far: one more of it (version 2), a piece of one text, or all of it anew. */
  takePart(key: string | undefined, at: ValuePath, continues: boolean, isPiece = false): void {
    if (key === undefined) return;
    this.#begun.ofText(key);
    this.#operations.result({
      call: key,
      outcome: "unknown",
      output: this.#at(at),
      continues,
      isPiece,
      isPartial: true,
    });
  }

  #exitCodeOf(call: unknown): number | undefined {
    return (
      numberAt(call, "rawOutput", "exitCode") ??
      numberAt(call, "rawOutput", "exit_code") ??
      numberAt(call, "rawOutput", "metadata", "exit") ??
      numberAt(call, "_meta", "terminal_exit", "exit_code") ??
      numberAt(shellExitOf(call), "exitCode") ??
      exitCodeAtEnd(valueAt(call, "content", 0, "content", "text"), exitSentence, this.#context)
    );
  }

  #at(path: ValuePath): ValuePath {
    return [...this.#prefix, ...path];
  }
}

/** How Copilot tells that a command ended (1.0.102). */
function shellExitOf(call: unknown): unknown {
  return listAt(call, "rawOutput", "contents").find((part) => textAt(part, "type") === "shell_exit");
}

/** Where a result stands: what is shown, or where nothing is (Codex's adapter 0.16), what the tool gave. */
function outputOf(call: unknown): ValuePath {
  if (listAt(call, "content").length > 0 || valueAt(call, "rawOutput") === undefined) return ["content"];
  const text = ["formatted_output", "aggregated_output", "output"].find((name) =>
    isText(valueAt(call, "rawOutput", name)),
  );
  return text === undefined ? ["rawOutput"] : ["rawOutput", text];
}

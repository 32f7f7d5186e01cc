// Parts of opencode (opencode-ai 1.18, and Kilo, made from it): the same in what `run` prints, in exports and in its database.
// Its tokens leave out of the input what came from a cache, and of the output the reasoning (in newer versions).

import type { ValuePath } from "../condensedValue.ts";
import { isText, isVisible, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks, Outcome } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { compact } from "../head.ts";
import { called, resulted, sentence } from "../sentence.ts";
import { workingTime } from "../workingTime.ts";

/** The tool to which calls of unknown tools are turned; the model's own word for it is an argument. */
const invalidTool = "invalid";
/** The error of an answer that a person stopped. */
export const abortedError = "MessageAbortedError";
/** The tool that hands a task to a sub-agent. */
const agentTool = "task";

export function takePart(
  operations: ConversationOperations,
  message: Entry,
  part: unknown,
  at: ValuePath,
  given: Marks,
): void {
  switch (textAt(part, "type")) {
    case "text":
      if (isVisible(valueAt(part, "text"))) operations.text(message, [...at, "text"]);
      break;
    case "reasoning":
      if (isText(valueAt(part, "text"))) operations.reasoning(message, [...at, "text"]);
      break;
    case "file":
      operations.attachment(message, at);
      break;
    case "tool":
      takeTool(operations, message, part, at, given);
      break;
    case "step-finish":
      // The limit of tokens.
      if (textAt(part, "reason") === "length") operations.mark(message, marks.cut);
      break;
    case "compaction":
      if ((given & marks.inherited) === 0) operations.compaction(textAt(part, "id"));
      break;
    default:
      break;
  }
}

function takeTool(
  operations: ConversationOperations,
  message: Entry,
  part: unknown,
  at: ValuePath,
  given: Marks,
): void {
  const key = textAt(part, "callID") ?? textAt(part, "id") ?? "";
  const state = valueAt(part, "state");
  const input = [...at, "state", "input"];
  operations.call({ key, tool: toolOf(part), message, input, isNew: true, marks: given });
  const status = textAt(state, "status");
  const session = textAt(state, "metadata", "sessionId");
  // A call that failed without a session of its own started no agent: there is none of that type.
  if (textAt(part, "tool") === agentTool && (session !== undefined || status !== "error")) {
    operations.subagent(session ?? key);
  }
  if (status !== "completed" && status !== "error") return;
  const output = status === "error" ? "error" : "output";
  operations.result({
    call: key,
    outcome: outcomeOf(part),
    exitCode: numberAt(state, "metadata", "exit"),
    worked: workingTime(valueAt(state, "time", "start"), valueAt(state, "time", "end")),
    output: [...at, "state", output],
    marks: given,
  });
  // It does not tell how long the whole was.
  if (valueAt(state, "metadata", "truncated") === true) {
    operations.keptOf(operations.callOf(key), { kept: undefined, of: undefined, unit: "bytes" });
  }
}

/**
 * A command that ends with another exit code than 0 is completed, and so is one that was ended before it had any (its exit is
 * null then: a broken answer takes its running calls along), and a call of an unknown tool.
 */
function outcomeOf(part: unknown): Outcome {
  const state = valueAt(part, "state");
  const wasEnded = valueAt(state, "metadata", "exit") === null;
  const isBad = wasEnded || (numberAt(state, "metadata", "exit") ?? 0) !== 0 || textAt(part, "tool") === invalidTool;
  return isBad || textAt(state, "status") === "error" ? "failed" : "done";
}

/** What the model called, also when there is no such tool. */
function toolOf(part: unknown): string {
  const tool = textAt(part, "tool") ?? "";
  return tool === invalidTool ? (textAt(part, "state", "input", "tool") ?? tool) : tool;
}

/** Takes the tokens of one request. Up to 1.2.27 the output holds the reasoning, which the total shows; since 1.15 it does not. */
export function takeTokens(operations: ConversationOperations, tokens: unknown, request: string): void {
  const input = numberAt(tokens, "input");
  const output = numberAt(tokens, "output");
  if (input === undefined || output === undefined) return;
  const cachedInput = numberAt(tokens, "cache", "read") ?? 0;
  const cacheWrite = numberAt(tokens, "cache", "write") ?? 0;
  const reasoning = numberAt(tokens, "reasoning") ?? 0;
  const all = input + cachedInput + cacheWrite + output;
  const total = numberAt(tokens, "total");
  operations.usage({
    request,
    input: input + cachedInput + cacheWrite,
    cachedInput,
    cacheWrite,
    output: total === all ? output : output + reasoning,
    reasoning,
  });
}

/** Characters of a hash that tell it from others. */
const shownHash = 12;

/** The state of the files in which a step began. */
function beganAt(snapshot: string | undefined): string {
  return snapshot === undefined ? "" : sentence("snapshot", snapshot.slice(0, shownHash));
}

/** A part in one line. */
export function previewPart(part: unknown): string {
  switch (textAt(part, "type")) {
    case "tool": {
      const state = valueAt(part, "state");
      const exit = numberAt(state, "metadata", "exit") ?? 0;
      const output = textAt(state, "error") ?? compact(valueAt(state, "output"));
      const result =
        textAt(state, "status") === "running"
          ? undefined
          : resulted(
              exit === 0 ? output : sentence(`exit ${exit}`, output),
              exit === 0 && outcomeOf(part) === "failed",
            );
      return sentence(
        called(
          toolOf(part),
          textAt(part, "tool") === invalidTool ? valueAt(state, "input", "error") : valueAt(state, "input"),
        ),
        result,
      );
    }
    case "step-finish":
      return sentence(textAt(part, "reason"), `${numberAt(part, "tokens", "total") ?? "?"} tokens`);
    case "step-start":
      return beganAt(textAt(part, "snapshot"));
    default:
      return textAt(part, "text") ?? compact(part);
  }
}

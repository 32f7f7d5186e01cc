// Sessions of Kimi Code (@moonshot-ai/kimi-code 2.1): `~/.kimi-code/sessions/<folder>/<session>/agents/<agent>/wire.jsonl`, a file for
// each agent. The conversation stands in `context.…` records. Behind each turn all of its messages are written once more
// (`agent.message.appended`).

import { listAt, textAt, valueAt } from "../condensedValue.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, said, sentence, textOfParts } from "../sentence.ts";
import { KimiSession } from "./kimiSession.ts";

/**
 * Only guessed at where neither its first line nor a `context.…` record is among the sampled: types with dots are in
 * many logs. Each agent is a file of its own.
 */
export const kimi: Format = {
  name: "kimi",
  detect: (sample) => {
    const found = detectBy(sample, "are lines of a Kimi Code session", isOurs);
    // Types with a dot and a time in numbers are in the logs of many programs: alone they are less than any other reading.
    return sample.some(isTelling) ? found : guessed(found, 0.05);
  },
  plan: () => ({
    kind: [
      [["type"]],
      [
        ["event", "type"],
        ["message", "role"],
        ["message", "message", "role"],
      ],
      [["event", "part", "type"]],
    ],
    time: [["time"], ["created_at"]],
    pair: [
      ["event", "toolCallId"],
      ["message", "message", "toolCallId"],
      ["message", "toolCallId"],
      ["parentToolCallId"],
      ["info", "parentToolCallId"],
    ],
    role: [
      ["message", "role"],
      ["message", "message", "role"],
    ],
    tool: [["event", "name"]],
    errors: [["event", "result", "isError"]],
  }),
  owns: (head) => textAt(head, "type") !== undefined,
  errorKinds: ["turn.step.retrying", "subagent.failed"],
  turns: ["turn.prompt"],
  preview,
  conversation: (operations, context) => new KimiSession(operations, context),
};

/** Groups of records, as the first word of their types says. */
const groups =
  /^(?:context|turn|prompt|usage|llm|agent|profile|permission|runtime|token_counting|plugin|tools|task|subagent|plan_mode|swarm_mode|goal|full_compaction|micro_compaction|config|skill|cron)\.\w/;

/** What the conversation is made of; other programs have contexts of their own, too. */
const contexts: ReadonlySet<string> = new Set([
  "context.append_message",
  "context.append_loop_event",
  "context.apply_compaction",
  "context.undo",
  "context.clear",
]);

function isTelling(head: Head): boolean {
  const type = textAt(head, "type") ?? "";
  return type === "metadata" ? textAt(head, "protocol_version") !== undefined : contexts.has(type) && isOurs(head);
}

function isOurs(head: Head): boolean {
  const type = textAt(head, "type") ?? "";
  if (type === "metadata") return textAt(head, "protocol_version") !== undefined;
  return (groups.test(type) || type === "forked") && typeof valueAt(head, "time") === "number";
}

function preview(head: Head): string {
  switch (textAt(head, "type")) {
    case "context.append_message":
      return previewMessage(valueAt(head, "message"));
    case "agent.message.appended":
      return previewMessage(valueAt(head, "message", "message"));
    case "context.append_loop_event":
      return previewEvent(valueAt(head, "event"));
    case "turn.prompt":
      return said("user", textOfParts(valueAt(head, "input")));
    case "context.apply_compaction":
      return sentence("compaction", textAt(head, "summary") ?? textAt(head, "contextSummary"));
    case "turn.step.retrying":
      return sentence("retry", textAt(head, "errorMessage"));
    case "turn.ended":
      return sentence(textAt(head, "reason"), textAt(head, "error", "message"));
    case "profile.bind":
      return sentence(textAt(head, "profileName"), textAt(head, "modelAlias"));
    default:
      return othersOf(head, "type", "agentId", "time", "kind");
  }
}

function previewMessage(message: unknown): string {
  const role = textAt(message, "role");
  const text = textAt(message, "content") ?? textOfParts(valueAt(message, "content"));
  if (role === "tool") return resulted(text);
  return sentence(said(role ?? "", text), ...listAt(message, "toolCalls").map((call) => textAt(call, "name")));
}

function previewEvent(event: unknown): string {
  const part = valueAt(event, "part");
  switch (textAt(event, "type")) {
    case "content.part":
      return textAt(part, "text") ?? textAt(part, "think") ?? compact(part);
    case "tool.call":
      return called(textAt(event, "name"), valueAt(event, "args"));
    case "tool.result": {
      const result = valueAt(event, "result");
      const output = textAt(result, "output") ?? textOfParts(valueAt(result, "output"));
      return resulted(output, valueAt(result, "isError") === true);
    }
    default:
      return othersOf(event, "type", "uuid", "turnId");
  }
}

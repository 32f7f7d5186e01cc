// Streams of the AI SDK (npm `ai`, 5 to 7): what a server sends to a page (UI message stream, as frames `data: {…}`), what `fullStream`
// gives a program, and what a provider gives the SDK. All three name their records alike and some of their members differently.

import { isObject, numberAt, textAt, valueAt } from "../condensedValue.ts";
import { detectBy } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, said, sentence, textOfParts } from "../sentence.ts";
import { AiSdkStream } from "./aiSdkReader.ts";

/**
 * Only where a record has a member that it alone has: its types (`start`, `error`, `text`) are words of many logs.
 * Prompts are not in it.
 */
export const aiSdkStream: Format = {
  name: "ai-sdk-stream",
  detect: (sample) => {
    const found = detectBy(sample, "are parts of a stream of the AI SDK", isOurs);
    return sample.some(isTelling) ? found : { ...found, score: 0 };
  },
  plan: () => ({
    kind: [[["type"]], [["finishReason"]]],
    time: [["timestamp"]],
    pair: [["toolCallId"], ["id"]],
    role: [],
    tool: [["toolName"]],
  }),
  errorKinds: ["error", "tool-output-error", "tool-error", "tool-input-error"],
  turns: ["start", "stream-start"],
  deltas: [
    { kinds: ["text-delta", "reasoning-delta"], text: [["delta"], ["text"]], together: "id" },
    { kinds: ["tool-input-delta"], text: [["inputTextDelta"], ["delta"]], together: "id" },
  ],
  preview,
  conversation: (operations) => new AiSdkStream(operations),
};

/** Types that say enough where all their members are known: the steps of a build begin and finish, too. */
const plain: ReadonlySet<string> = new Set(["start-step", "finish-step", "reset-step", "stream-start"]);
const plainMembers: ReadonlySet<string> = new Set([
  ...["type", "timestamp", "messageId", "request", "response", "warnings", "usage", "finishReason", "rawFinishReason"],
  ...["providerMetadata", "isContinued", "performance"],
]);
/** Types that others have, too: each with the member that it must have. */
const members: ReadonlyMap<string, string> = new Map([
  ["text-start", "id"],
  ["text-delta", "id"],
  ["text-end", "id"],
  ["reasoning-start", "id"],
  ["reasoning-delta", "id"],
  ["reasoning-end", "id"],
  ["tool-input-available", "toolCallId"],
  ["tool-input-error", "toolCallId"],
  ["tool-output-available", "toolCallId"],
  ["tool-output-error", "toolCallId"],
  ["tool-output-denied", "toolCallId"],
  ["tool-approval-request", "approvalId"],
  ["tool-approval-response", "approvalId"],
  ["tool-call", "toolCallId"],
  ["tool-result", "toolCallId"],
  ["tool-error", "toolCallId"],
  ["source-url", "sourceId"],
  ["source-document", "sourceId"],
  ["response-metadata", "id"],
  ["steering-message", "id"],
]);
/** Types that stand in other streams too, and count beside those above alone. */
const common: ReadonlySet<string> = new Set([
  ...["start", "finish", "error", "abort", "file", "source", "raw", "custom", "reasoning-file", "message-metadata"],
]);

function isTelling(head: Head): boolean {
  const type = textAt(head, "type") ?? "";
  const member = members.get(type);
  const isPlain = plain.has(type) && isObject(head) && Object.keys(head).every((name) => plainMembers.has(name));
  return isPlain || (member !== undefined && textAt(head, member) !== undefined);
}

function isOurs(head: Head): boolean {
  const type = textAt(head, "type") ?? "";
  if (isTelling(head) || common.has(type) || plain.has(type)) return true;
  if (type.startsWith("tool-input-"))
    return textAt(head, "toolCallId") !== undefined || textAt(head, "id") !== undefined;
  return type.startsWith("data-") && valueAt(head, "data") !== undefined;
}

function preview(head: Head): string {
  const type = textAt(head, "type") ?? "";
  switch (type) {
    case "text-delta":
    case "reasoning-delta":
      return textAt(head, "delta") ?? textAt(head, "text") ?? "";
    case "tool-input-start":
      return textAt(head, "toolName") ?? "";
    case "tool-input-delta":
      return textAt(head, "inputTextDelta") ?? textAt(head, "delta") ?? "";
    case "tool-input-available":
    case "tool-call":
      return called(textAt(head, "toolName"), valueAt(head, "input"));
    case "tool-output-available":
    case "tool-result":
      return sentence(textAt(head, "toolName"), resulted(compact(valueAt(head, "output"))));
    case "tool-output-error":
    case "tool-input-error":
    case "tool-error":
      return sentence(
        textAt(head, "toolName"),
        resulted(textAt(head, "errorText") ?? compact(valueAt(head, "error")), true),
      );
    case "steering-message":
      return said("user", textOfParts(valueAt(head, "parts")));
    case "error":
      return textAt(head, "errorText") ?? compact(valueAt(head, "error"));
    case "finish-step":
    case "finish":
      return sentence(
        textAt(head, "finishReason"),
        tokensOf(valueAt(head, "usage") ?? valueAt(head, "totalUsage")),
        compact(valueAt(head, "messageMetadata")),
      );
    case "start":
      return textAt(head, "messageId") ?? "";
    default:
      return type.startsWith("data-") ? compact(valueAt(head, "data")) : othersOf(head, "type", "providerMetadata");
  }
}

function tokensOf(usage: unknown): string | undefined {
  const [input, output] = [numberAt(usage, "inputTokens"), numberAt(usage, "outputTokens")];
  return input === undefined || output === undefined ? undefined : `${input} in, ${output} out`;
}

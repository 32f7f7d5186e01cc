// Logs of the Agent Client Protocol, and of other JSON-RPC protocols such as MCP: one message per line, both directions. The
// protocol has no times.

import { numberAt, textAt, valueAt } from "../condensedValue.ts";
import { detectBy } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { previewMessage } from "./preview.ts";

export const acp: Format = {
  name: "acp",
  detect: (sample) => detectBy(sample, "are JSON-RPC messages, as of the Agent Client Protocol", isMessage),
  plan: () => ({
    kind: [
      [["method"]],
      [
        ["params", "update", "sessionUpdate"],
        ["result", "stopReason"],
      ],
      [["params", "update", "status"]],
    ],
    time: [["timestamp"]],
    pair: [["params", "update", "toolCallId"], ["params", "toolCall", "toolCallId"], ["id"]],
    role: [],
    tool: [
      ["params", "update", "name"],
      ["params", "update", "_meta", "toolName"],
      ["params", "update", "title"],
      ["params", "name"],
    ],
  }),
  deltas: [
    {
      kinds: ["session/update/*_message_chunk", "session/update/agent_thought_chunk"],
      text: [["params", "update", "content", "text"]],
      together: "neighbours",
    },
  ],
  preview: previewMessage,
  conversation: async (operations, context) => new (await import("./acpReader.ts")).AcpReader(operations, context),
};

function isMessage(head: Head): boolean {
  const isCall = textAt(head, "method") !== undefined;
  const isAnswer =
    valueAt(head, "id") !== undefined && (valueAt(head, "result") ?? valueAt(head, "error")) !== undefined;
  return (textAt(head, "jsonrpc") === "2.0" || numberAt(head, "jsonrpc") === 2) && (isCall || isAnswer);
}

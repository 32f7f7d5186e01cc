// Logs of the Agent Client Protocol, and of other JSON-RPC protocols such as MCP: one message per line, both directions. The
// protocol has no times.

import { numberAt, textAt, valueAt } from "../condensedValue.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { ownUpdate } from "./ownUpdate.ts";
import { previewMessage } from "./preview.ts";

/**
 * For sure only where a method is the Agent Client Protocol's or MCP's; other JSON-RPC is weaker than plain JSON Lines.
 * A kind is method, update and status, so the two directions of a call pair by `id` alone.
 */
export const acp: Format = {
  name: "acp",
  detect: (sample) => {
    const protocol = sample.some(isOfAgent)
      ? "Agent Client Protocol"
      : sample.some(isOfContext)
        ? "Model Context Protocol"
        : "";
    const found = detectBy(sample, `are JSON-RPC messages${protocol === "" ? "" : ` of the ${protocol}`}`, isMessage);
    // Language servers and many others speak JSON-RPC: theirs are plain JSON Lines. Alone, an answer may be anybody's.
    return protocol === "" ? guessed(found, 0.05) : found;
  },
  plan: () => ({
    kind: [
      [["method"]],
      [
        ["params", "update", "sessionUpdate"],
        ["result", "stopReason"],
      ],
      [["params", "update", "status"]],
    ],
    time: [["params", "_meta", "agentTimestampMs"], ["timestamp"]],
    pair: [["params", "update", "toolCallId"], ["params", "toolCall", "toolCallId"], ["id"]],
    role: [],
    tool: [
      ["params", "update", "name"],
      ["params", "update", "_meta", "toolName"],
      ["params", "update", "_meta", "x.ai/tool", "name"],
      ["params", "update", "title"],
      ["params", "name"],
    ],
  }),
  errorKinds: ["*error*", "*/tool_call_update/failed"],
  deltas: [
    {
      kinds: ["session/update/*_message_chunk", "session/update/agent_thought_chunk"],
      text: [["params", "update", "content", "text"]],
      together: "neighbours",
    },
  ],
  turns: ["session/prompt"],
  preview: previewMessage,
  conversation: onceLoaded(async () => {
    const { AcpReader } = await import("./acpReader.ts");
    return (operations, context) => new AcpReader(operations, context);
  }),
};

/** Methods of the Agent Client Protocol, of both sides and all versions; agents' own begin with an underscore or their name. */
const agentMethod =
  /^(?:session\/[\w/]+|fs\/(?:read|write)_text_file|terminal\/(?:create|output|kill|release|wait_for_exit)|authenticate)$/;
/** Methods of the Model Context Protocol; language servers share none of them. */
const contextMethod =
  /^(?:tools|resources|prompts|roots|sampling|elicitation|completion|logging|notifications|tasks)\/[\w/]+$/;

function isOfAgent(head: Head): boolean {
  const isOpening =
    textAt(head, "method") === "initialize" && numberAt(head, "params", "protocolVersion") !== undefined;
  return isMessage(head) && (isOpening || agentMethod.test(textAt(head, "method") ?? ""));
}

function isOfContext(head: Head): boolean {
  const isOpening = textAt(head, "method") === "initialize" && textAt(head, "params", "protocolVersion") !== undefined;
  return isMessage(head) && (isOpening || contextMethod.test(textAt(head, "method") ?? ""));
}

/** Grok keeps a session as the updates alone, with a time in the place of the protocol's version (1.0). */
function isKeptUpdate(head: Head): boolean {
  const method = textAt(head, "method") ?? "";
  const isUpdate = method === "session/update" || method === ownUpdate;
  return isUpdate && textAt(head, "params", "update", "sessionUpdate") !== undefined;
}

function isMessage(head: Head): boolean {
  if (isKeptUpdate(head)) return true;
  const isCall = textAt(head, "method") !== undefined;
  const isAnswer =
    valueAt(head, "id") !== undefined && (valueAt(head, "result") ?? valueAt(head, "error")) !== undefined;
  return (textAt(head, "jsonrpc") === "2.0" || numberAt(head, "jsonrpc") === 2) && (isCall || isAnswer);
}

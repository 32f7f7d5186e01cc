// Dumps of the message objects that Claude's Agent SDK for Python gives, with the class of each in `_type`.

import { textAt, valueAt } from "../condensedValue.ts";
import { detectBy } from "../detecting.ts";
import type { Format } from "../format.ts";
import { messageDeltas } from "../messageDeltas.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { isSdkMessage } from "./lines.ts";
import { previewSdkMessage } from "./previews.ts";
import type { Spelling } from "./stream.ts";

/** Classes, and what the program printed that they were made from. */
const types = new Map([
  ["SystemMessage", "system"],
  ["TaskStartedMessage", "system"],
  ["TaskProgressMessage", "system"],
  ["TaskNotificationMessage", "system"],
  ["UserMessage", "user"],
  ["AssistantMessage", "assistant"],
  ["StreamEvent", "stream_event"],
  ["ResultMessage", "result"],
]);

const spelling: Spelling = {
  typeOf: (object) => types.get(textAt(object, "_type") ?? ""),
  message: [],
  id: "message_id",
  // The line as it was printed; tasks have members of their own, too.
  detailsOf: (object) => valueAt(object, "data") ?? object,
};

/** The same conversation as standard output has, read by the same reader under other names. */
export const claudeSdk: Format = {
  name: "claude-sdk",
  detect: (sample) => detectBy(sample, "are message objects of Claude's SDK for Python", isSdkMessage),
  owns: isSdkMessage,
  plan: () => ({
    kind: [
      [["_type"]],
      [["subtype"], ["event", "type"], ["content", 0, "_type"], ["content", 0, "type"]],
      [
        ["event", "delta", "type"],
        ["event", "content_block", "type"],
      ],
    ],
    time: [["timestamp"]],
    pair: [["content", 0, "tool_use_id"], ["content", 0, "id"], ["event", "content_block", "id"], ["uuid"]],
    role: [],
    tool: [
      ["content", 0, "name"],
      ["event", "content_block", "name"],
    ],
    errors: [["content", 0, "is_error"], ["is_error"]],
  }),
  errorKinds: ["ResultMessage/error*"],
  turns: ["SystemMessage/init"],
  deltas: messageDeltas,
  preview: previewSdkMessage,
  conversation: onceLoaded(async () => {
    const { StreamReader } = await import("./stream.ts");
    return (operations, context) => new StreamReader(operations, context, spelling);
  }),
};

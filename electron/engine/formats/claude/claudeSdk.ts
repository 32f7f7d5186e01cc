// Dumps of the message objects that Claude's Agent SDK for Python gives, with the class of each in `_type`.

import { detectBy } from "../detecting.ts";
import type { Format } from "../format.ts";
import { isSdkMessage } from "./lines.ts";
import { previewSdkMessage } from "./previews.ts";

export const claudeSdk: Format = {
  name: "claude-sdk",
  detect: (sample) => detectBy(sample, "are message objects of Claude's SDK for Python", isSdkMessage),
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
  }),
  errorKinds: ["ResultMessage/error*"],
  preview: previewSdkMessage,
};

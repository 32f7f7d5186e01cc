// What `claude -p --output-format stream-json` prints. A run may hold several pairs of `system/init` and `result`: one for
// each turn (2.1.328).

import { textAt } from "../condensedValue.ts";
import { detectBy } from "../detecting.ts";
import type { Format } from "../format.ts";
import { messageDeltas } from "../messageDeltas.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { isStreamLine } from "./lines.ts";
import { previewStreamLine } from "./previews.ts";
import type { Spelling } from "./stream.ts";

const spelling: Spelling = {
  typeOf: (line) => textAt(line, "type"),
  message: ["message"],
  id: "id",
  detailsOf: (line) => line,
};

/**
 * In contrast to a session it has partial messages and results with costs. No kind is its last record, since a turn may
 * follow each result.
 */
export const claudeStream: Format = {
  name: "claude-stream",
  detect: (sample) => detectBy(sample, "are lines of Claude Code's standard output", isStreamLine),
  owns: isStreamLine,
  plan: () => ({
    kind: [
      [["type"]],
      [["subtype"], ["event", "type"], ["message", "content", 0, "type"]],
      [
        ["event", "delta", "type"],
        ["event", "content_block", "type"],
      ],
    ],
    time: [["timestamp"]],
    pair: [
      ["message", "content", 0, "tool_use_id"],
      ["message", "content", 0, "id"],
      ["message", "id"],
      ["event", "content_block", "id"],
      ["tool_use_id"],
    ],
    role: [["message", "role"]],
    tool: [
      ["message", "content", 0, "name"],
      ["event", "content_block", "name"],
    ],
    errors: [["message", "content", 0, "is_error"], ["is_error"]],
  }),
  errorKinds: ["result/error*", "system/api_retry", "system/model_refusal*"],
  deltas: messageDeltas,
  turns: ["system/init"],
  durations: [["duration_ms"]],
  preview: previewStreamLine,
  conversation: onceLoaded(async () => {
    const { StreamReader } = await import("./stream.ts");
    return (operations, context) => new StreamReader(operations, context, spelling);
  }),
};

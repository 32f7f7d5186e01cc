// Claude Code's own files: a session, one of its sub-agents, a fork. Lines form a tree by `uuid` and `parentUuid`; an answer
// is as many lines as it has blocks. Up to 2.1.42 `type` stood anywhere, since then behind `message`.

import { detectBy } from "../detecting.ts";
import type { Format } from "../format.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { sessionKinship } from "../sessionKinship.ts";
import { isSessionLine } from "./lines.ts";
import { previewSessionLine } from "./previews.ts";

/**
 * A kind is type, and what the line is about: of a message, its first block. Sub-agents of older versions stand in the
 * same file (`isSidechain`); newer ones have files of their own.
 */
export const claudeCode: Format = {
  name: "claude-code",
  detect: (sample) => detectBy(sample, "are lines of a Claude Code session", isSessionLine),
  owns: isSessionLine,
  plan: () => ({
    kind: [
      [["type"]],
      [["subtype"], ["operation"], ["attachment", "type"], ["data", "type"], ["message", "content", 0, "type"]],
    ],
    time: [["timestamp"]],
    pair: [
      ["message", "content", 0, "tool_use_id"],
      ["message", "content", 0, "id"],
      ["message", "id"],
      ["parentToolUseID"],
      ["toolUseID"],
    ],
    role: [["message", "role"]],
    tool: [["message", "content", 0, "name"]],
    sidechain: ["isSidechain"],
    errors: [["message", "content", 0, "is_error"], ["isApiErrorMessage"]],
  }),
  kinship: sessionKinship,
  errorKinds: ["system/api_error", "system/model_refusal*"],
  turns: ["user", "user/text"],
  durations: [["durationMs"]],
  preview: previewSessionLine,
  conversation: onceLoaded(async () => {
    const { SessionReader } = await import("./session.ts");
    return (operations, context) => new SessionReader(operations, context);
  }),
};

// Whose words a message of role user are. A person's prompt is one; what the program puts into the model's history for its
// own ends is written under the same role. Codex 0.169 says what the parts are (`content_item_kinds`); older ones do not, and
// the texts tell.

import { listAt, textAt } from "../condensedValue.ts";
import type { Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";

/** How the program's own texts begin. */
const injected = new RegExp(
  `^\\s*(?:${[
    "<(?:environment_context|user_instructions|turn_aborted|subagent_notification|user_action|user_shell_command)>",
    "<(?:INSTRUCTIONS|skill|skills|permissions instructions|collaboration_mode|personality_spec|model_switch|tools)\\b",
    "# AGENTS\\.md instructions for ",
    "Warning: ",
  ].join("|")})`,
);

/** How a compaction's summary begins, which a model reads in the place of the history. */
const summary = /^\s*(?:Another language model started to solve this problem|You were originally given instructions)/;

/** `sure`: the record itself says so; else it is judged by the text. */
export interface Speaking {
  readonly marks: Marks;
  readonly sure: boolean;
}

/** Of a message of role user: whose words `text` is. */
export function speakingOf(message: unknown, text: string): Speaking {
  const kinds = listAt(message, "internal_chat_message_metadata_passthrough", "content_item_kinds")
    .map((kind) => textAt(kind) ?? "")
    // What a review gives its parent is "unknown".
    .filter((kind) => kind !== "unknown");
  if (kinds.some((kind) => kind.startsWith("user."))) return { marks: 0, sure: true };
  if (kinds.some((kind) => kind.startsWith("compaction."))) return { marks: marks.summary, sure: true };
  return kinds.length > 0 ? { marks: marks.injected, sure: true } : speakerOf(text);
}

/** The same where nothing but the text tells. */
export function speakerOf(text: string): Speaking {
  if (injected.test(text)) return { marks: marks.injected, sure: true };
  if (summary.test(text)) return { marks: marks.summary, sure: true };
  return { marks: 0, sure: false };
}

/** The name of the program's own text, such as `environment_context`. */
export function injectedName(text: string): string | undefined {
  return /^\s*<([A-Za-z_ ]+)>/.exec(text)?.[1];
}

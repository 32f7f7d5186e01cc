// Records that mean something to some family, or nothing, or trouble.

import fc from "fast-check";

/** Names and words that families give a meaning to, and some that mean trouble. */
const keys = [
  ...[
    "type",
    "subtype",
    "role",
    "message",
    "messages",
    "content",
    "text",
    "thinking",
    "id",
    "uuid",
    "parentId",
    "parentUuid",
  ],
  ...[
    "data",
    "payload",
    "item",
    "items",
    "event",
    "params",
    "method",
    "result",
    "output",
    "input",
    "arguments",
    "name",
    "tool",
  ],
  ...[
    "toolCallId",
    "call_id",
    "tool_use_id",
    "toolCalls",
    "parts",
    "part",
    "state",
    "status",
    "usage",
    "tokens",
    "timestamp",
  ],
  ...[
    "ordinal",
    "sessionId",
    "session_id",
    "isError",
    "is_error",
    "info",
    "model",
    "update",
    "$set",
    "__proto__",
    "toString",
    "kind",
  ],
];
const words = [
  ...[
    "message",
    "user",
    "assistant",
    "system",
    "tool",
    "tool_result",
    "tool_use",
    "text",
    "thinking",
    "result",
    "init",
  ],
  ...[
    "session",
    "session_meta",
    "response_item",
    "event_msg",
    "item.completed",
    "turn.completed",
    "compaction",
    "gemini",
  ],
  ...[
    "user.message",
    "assistant.message",
    "tool_call",
    "step_start",
    "session/update",
    "toolResult",
    "__proto__",
    "toString",
    "",
    "1",
  ],
];

export const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...words),
    fc.integer(),
    fc.constantFrom(null, true, false, -0, 1e308),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 6 }),
  ),
})).value;

export const anyRecord = fc
  .tuple(fc.constantFrom(...words), fc.dictionary(fc.constantFrom(...keys), anyValue, { maxKeys: 8 }))
  .map(([type, members]) => ({ type, ...members }));

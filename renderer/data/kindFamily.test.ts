import { expect, it } from "vitest";
import { familyOf } from "./kindFamily.ts";

it.each([
  ["TEXT_MESSAGE_CONTENT", "text"],
  ["MESSAGES_SNAPSHOT", "text"],
  ["TOOL_CALL_ARGS", "tool"],
  ["TOOL_CALL_RESULT", "tool"],
  ["REASONING_MESSAGE_CONTENT", "reasoning"],
  ["THINKING_TEXT_MESSAGE_START", "reasoning"],
  ["STATE_DELTA", "state"],
  ["ACTIVITY_SNAPSHOT", "state"],
  ["RUN_STARTED", "run"],
  ["STEP_FINISHED", "run"],
  ["SUBAGENT_STARTED", "run"],
  ["RUN_ERROR", "error"],
  ["(malformed)", "error"],
  ["RAW", "other"],
  ["CUSTOM", "other"],
  ["(none)", "other"],
  ["response_item/function_call", "tool"],
  ["assistant/tool_use", "tool"],
  ["assistant/thinking", "reasoning"],
  ["user", "text"],
  ["item.completed/command_execution", "tool"],
  ["turn.started", "run"],
])("puts %s into the family %s", (kind, family) => expect(familyOf(kind)).toBe(family));

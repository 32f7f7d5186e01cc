// The members of AG-UI events that the snapshot reads through the scanner, in camelCase and in the snake_case of older
// producers. Rare ones are not here: they are looked up in the record itself.

import type { FieldSpec } from "../scanner/fields.ts";

const interned = true;
const plain = false;

/** Members that most events have come last: there the scanner looks first. */
const members = [
  ["step_name", interned],
  ["stepName", interned],
  ["source", plain],
  ["value", plain],
  ["event", plain],
  ["result", plain],
  ["rawEvent", plain],
  ["raw_event", plain],
  ["metadata", plain],
  ["subagent_run_id", interned],
  ["subagentRunId", interned],
  ["parent_message_id", interned],
  ["parentMessageId", interned],
  ["tool_call_name", interned],
  ["toolCallName", interned],
  ["name", interned],
  ["role", interned],
  ["content", plain],
  ["message_id", interned],
  ["tool_call_id", interned],
  ["toolCallId", interned],
  ["timestamp", plain],
  ["delta", plain],
  ["messageId", interned],
  ["type", interned],
] as const;

export const aguiFields: readonly FieldSpec[] = members.map(([key, intern]) => ({ path: [key], intern }));

function positionOf(wanted: (typeof members)[number][0]): number {
  return members.findIndex(([key]) => key === wanted);
}

/** A member in both spellings. */
export interface Spellings {
  readonly camel: number;
  readonly snake: number;
}

/** Where a member is in the list of fields. */
export const field = {
  type: positionOf("type"),
  delta: positionOf("delta"),
  content: positionOf("content"),
  result: positionOf("result"),
  metadata: positionOf("metadata"),
  role: positionOf("role"),
  name: positionOf("name"),
  timestamp: positionOf("timestamp"),
  event: positionOf("event"),
  value: positionOf("value"),
  source: positionOf("source"),
  rawEvent: positionOf("rawEvent"),
  rawEventSnake: positionOf("raw_event"),
} as const;

export const spellings = {
  messageId: { camel: positionOf("messageId"), snake: positionOf("message_id") },
  toolCallId: { camel: positionOf("toolCallId"), snake: positionOf("tool_call_id") },
  toolCallName: { camel: positionOf("toolCallName"), snake: positionOf("tool_call_name") },
  parentMessageId: { camel: positionOf("parentMessageId"), snake: positionOf("parent_message_id") },
  subagentRunId: { camel: positionOf("subagentRunId"), snake: positionOf("subagent_run_id") },
  stepName: { camel: positionOf("stepName"), snake: positionOf("step_name") },
} as const satisfies Readonly<Record<string, Spellings>>;

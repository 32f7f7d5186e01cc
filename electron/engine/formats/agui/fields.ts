// The members of AG-UI events that the snapshot reads through the scanner, in camelCase and in the snake_case of older
// producers. Rare ones are not here: they are looked up in the record itself. There is room for one less than a scan takes,
// since a capture's events need one (wrappedScan.ts).

import type { FieldSpec } from "../../scanner/fields.ts";

/** Members that most events have come last: there the scanner looks first. */
const members = [
  "source",
  "value",
  "event",
  "messages",
  "error",
  "patch",
  "activityType",
  "result",
  "rawEvent",
  "raw_event",
  "metadata",
  "subagent_run_id",
  "subagentRunId",
  "parent_message_id",
  "parentMessageId",
  "tool_call_name",
  "toolCallName",
  "name",
  "role",
  "content",
  "message_id",
  "tool_call_id",
  "toolCallId",
  "thread_id",
  "threadId",
  "run_id",
  "runId",
  "timestamp",
  "delta",
  "messageId",
  "type",
] as const;

/** Types are few, so the scanner may number them; ids are many, and it would need several times as much memory for them. */
export const aguiFields: readonly FieldSpec[] = members.map((key) => ({ path: [key], intern: key === "type" }));

function positionOf(wanted: (typeof members)[number]): number {
  return members.indexOf(wanted);
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
  messages: positionOf("messages"),
  error: positionOf("error"),
  patch: positionOf("patch"),
  activityType: positionOf("activityType"),
  timestamp: positionOf("timestamp"),
  event: positionOf("event"),
  value: positionOf("value"),
  source: positionOf("source"),
  rawEvent: positionOf("rawEvent"),
  rawEventSnake: positionOf("raw_event"),
} as const;

/**
 * Members that older producers spell in snake_case, as positions among the fields of a scan. Where a record has both,
 * the camelCase one counts.
 */
export const spellings = {
  messageId: { camel: positionOf("messageId"), snake: positionOf("message_id") },
  toolCallId: { camel: positionOf("toolCallId"), snake: positionOf("tool_call_id") },
  toolCallName: { camel: positionOf("toolCallName"), snake: positionOf("tool_call_name") },
  parentMessageId: { camel: positionOf("parentMessageId"), snake: positionOf("parent_message_id") },
  subagentRunId: { camel: positionOf("subagentRunId"), snake: positionOf("subagent_run_id") },
  threadId: { camel: positionOf("threadId"), snake: positionOf("thread_id") },
  runId: { camel: positionOf("runId"), snake: positionOf("run_id") },
} as const satisfies Readonly<Record<string, Spellings>>;

/** All that a record has that opens or ends a message and says nothing else of it: see `FieldRecord.fields`. */
const bareMembers = [
  ...[field.type, field.timestamp, field.role, field.source],
  ...[spellings.messageId.camel, spellings.threadId.camel, spellings.runId.camel],
];
const otherMembers = ~bareMembers.reduce((bits, position) => bits | (1 << position), 0);

/** Whether a record says no more of a message than its id and role. */
export function isBare(fields: number): boolean {
  return (fields & otherMembers) === 0;
}

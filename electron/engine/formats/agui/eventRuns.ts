// Pieces of one text in a row, as the scanner may give them at once (`RunSpec`): of kinds that are such pieces, with members that take
// the short way (`pieces.ts`). The first chunk of a run may begin what the others go on with.

import type { RunSpec } from "../../scanner/fields.ts";
import type { EventKind } from "./events.ts";
import { field, spellings } from "./fields.ts";

const kinds: readonly EventKind[] = [
  ...(["TEXT_MESSAGE_CONTENT", "REASONING_MESSAGE_CONTENT", "TOOL_CALL_ARGS"] as const),
  ...(["TEXT_MESSAGE_CHUNK", "REASONING_MESSAGE_CHUNK", "TOOL_CALL_CHUNK"] as const),
];

/** To be given to a scan of the fields in `fields.ts`, in their order, and no other: it names them by position. */
export const eventRuns: RunSpec = {
  text: field.delta,
  time: field.timestamp,
  kind: field.type,
  kinds,
  others: [
    ...[spellings.messageId.camel, spellings.toolCallId.camel, spellings.threadId.camel, spellings.runId.camel],
    ...[field.source],
  ],
};

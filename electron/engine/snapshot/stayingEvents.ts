// Recognises the events that may stay in a compacted log, and whether the scanner's fields show already that their members
// fit the schema: most such events are RAW and CUSTOM, and a closer look at each would be slow.

import type { AguiEvents, EventKind } from "../formats/aguiEvents.ts";
import { fieldValue } from "../formats/aguiEvents.ts";
import { field, spellings } from "../formats/aguiFields.ts";
import type { Value } from "../formats/shape.ts";
import type { FieldRecord, FieldType } from "../scanner/fields.ts";
import type { StayingEvent } from "./logWriter.ts";

const inConversation = /^(?:TEXT_|TOOL_|REASONING_|THINKING_|MESSAGES_|ACTIVITY_SNAPSHOT)/;

/** Undefined for events that became messages. */
export function stayingEvent(
  events: AguiEvents,
  record: FieldRecord,
  number: number,
  line: number,
): StayingEvent | undefined {
  const kind = events.kindOf(record);
  if (isInConversation(kind)) return undefined;
  return {
    kind,
    range: { offset: record.offset, length: record.length },
    subagent: events.laneOf(record),
    step: events.spelled(record, spellings.stepName),
    record: number,
    line,
    fits: fits(record, kind),
    state: stateOf(record, kind),
  };
}

/** A state may be null, like any other value. */
function stateOf(record: FieldRecord, kind: EventKind): Value | undefined {
  if (kind === "STATE_DELTA") return fieldValue(record, field.delta);
  if (kind !== "STATE_SNAPSHOT") return undefined;
  if (record.type(field.snapshot) !== "null") return fieldValue(record, field.snapshot);
  return { type: "null", offset: record.start(field.snapshot), length: record.byteLength(field.snapshot) };
}

const known = new Map<EventKind, boolean>();

function isInConversation(kind: EventKind): boolean {
  let found = known.get(kind);
  if (found === undefined) {
    found = inConversation.test(kind);
    known.set(kind, found);
  }
  return found;
}

function fits(record: FieldRecord, kind: EventKind): boolean {
  switch (kind) {
    case "RAW":
      return fitsBase(record) && record.type(field.event) !== "absent" && isOrAbsent(record, field.source, "string");
    case "CUSTOM":
      return fitsBase(record) && record.type(field.name) === "string" && record.type(field.value) !== "absent";
    case "STEP_STARTED":
    case "STEP_FINISHED":
      return fitsBase(record) && record.type(spellings.stepName.camel) === "string";
    default:
      return false;
  }
}

function fitsBase(record: FieldRecord): boolean {
  return (
    isOrAbsent(record, field.metadata, "object") &&
    isOrAbsent(record, spellings.subagentRunId.camel, "string") &&
    record.type(spellings.subagentRunId.snake) === "absent" &&
    record.type(spellings.stepName.snake) === "absent" &&
    record.type(field.rawEventSnake) === "absent" &&
    (record.type(field.timestamp) === "absent" || isShortWhole(record.bytes(field.timestamp)))
  );
}

function isOrAbsent(record: FieldRecord, position: number, type: FieldType): boolean {
  const found = record.type(position);
  return found === "absent" || found === type;
}

/** Up to fifteen digits: a whole number that every reader takes. */
function isShortWhole(bytes: Uint8Array | undefined): boolean {
  return bytes !== undefined && bytes.length <= 15 && bytes.every((byte) => byte >= 0x30 && byte <= 0x39);
}

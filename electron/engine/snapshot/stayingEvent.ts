// Reads an event that may stay in a compacted log: what it is, what it is about, and whether it fits the schema as it is.
// Short records are parsed, longer ones are looked at where they lie.

import { runNow } from "../conversation/pacer.ts";
import type { EventKind } from "../formats/agui/events.ts";
import { eventKind, eventKinds, isOfConversation } from "../formats/agui/events.ts";
import type { ExactJson } from "../formats/agui/exactJson.ts";
import { markNumbers } from "../formats/agui/exactJson.ts";
import { field, spellings } from "../formats/agui/fields.ts";
import { eventShapes } from "../formats/agui/shapes.ts";
import { isObject } from "../formats/condensedValue.ts";
import { judgeJson } from "../formats/jsonCheck.ts";
import { findMember, findMembers } from "../formats/judge.ts";
import { describeMend } from "../formats/mendWords.ts";
import { fits } from "../formats/parsedShape.ts";
import type { Fitness, RecordShape, Value } from "../formats/shape.ts";
import { textOf } from "../formats/shape.ts";
import { shortMember } from "../formats/shortJson.ts";
import type { Survey } from "../formats/survey.ts";
import { survey } from "../formats/survey.ts";
import type { TextIds } from "../paging/textIds.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { FieldRecord, FieldType } from "../scanner/fields.ts";
import { openObject } from "../scanner/jsonBytes.ts";

export interface StayingEvent {
  readonly place: RecordPlace;
  readonly kind: EventKind;
  /** `broken`: no JSON. `too deep`: nobody can say. `none`: no JSON object. */
  readonly fitness: Fitness | "broken" | "too deep" | "none";
  /** What is mended, of an event that has to be. */
  readonly mend: string;
  readonly about: About;
}

/** What matters of an event beside its kind. Ids are 0 when they are missing. */
export interface About {
  readonly subagent: number;
  /** The subagent that a subagent belongs to. */
  readonly parent: number;
  readonly step: number;
  /** The activity that is patched. */
  readonly activity: number;
  /** Of a state event: where the state stands, or the patch. */
  readonly state: ByteRange | undefined;
  /** Of a patch in a short record: what was parsed. */
  readonly patch: ExactJson | undefined;
}

/** What is known of a record before it is read. */
export interface RecordPlace {
  readonly range: ByteRange;
  readonly record: number;
  readonly line: number;
  /** Its kind, and whether its members fit the schema as they are: see `tagOf`. */
  readonly tag: number;
}

/** Those of an activity that is too long to be patched in memory. */
const activityDelta = eventKinds.indexOf("ACTIVITY_DELTA");

/** Whether events of a kind (its code) may stay in a compacted log, or have a say in what does. */
export function mayStay(code: number): boolean {
  return !isOfConversation(code) || code === activityDelta;
}

/**
 * The kind as a number, and whether the scanner's fields show that all members fit the schema and nothing else matters of
 * them: most of what stays are RAW and CUSTOM events, and a closer look at each would be slow.
 */
export function tagOf(record: FieldRecord, kind: EventKind): number {
  return 2 * eventKinds.indexOf(kind) + (isPlain(record, kind) ? 1 : 0);
}

export function kindOfTag(tag: number): EventKind {
  return eventKinds[tag >> 1] ?? "other";
}

export function isPlainTag(tag: number): boolean {
  return (tag & 1) === 1;
}

function isPlain(record: FieldRecord, kind: EventKind): boolean {
  switch (kind) {
    case "other":
      return true;
    case "META":
      return hasFittingTime(record);
    case "RAW":
      return fitsBase(record) && record.type(field.event) !== "absent" && isOrAbsent(record, field.source, "string");
    case "CUSTOM":
      return fitsBase(record) && record.type(field.name) === "string" && record.type(field.value) !== "absent";
    default:
      return false;
  }
}

function fitsBase(record: FieldRecord): boolean {
  return (
    isOrAbsent(record, field.metadata, "object") &&
    isOrAbsent(record, spellings.subagentRunId.camel, "string") &&
    record.type(spellings.subagentRunId.snake) === "absent" &&
    record.type(field.rawEventSnake) === "absent" &&
    hasFittingTime(record)
  );
}

function hasFittingTime(record: FieldRecord): boolean {
  const type = record.type(field.timestamp);
  // The bytes of a text stand without its quotes, so digits alone say nothing.
  return type === "absent" || (type === "number" && isShortWhole(record.bytes(field.timestamp)));
}

function isOrAbsent(record: FieldRecord, position: number, type: FieldType): boolean {
  const found = record.type(position);
  return found === "absent" || found === type;
}

/** Up to fifteen digits: a whole number that every reader takes. */
function isShortWhole(bytes: Uint8Array | undefined): boolean {
  return bytes !== undefined && bytes.length <= 15 && bytes.every((byte) => byte >= 0x30 && byte <= 0x39);
}

/** Longer records are not parsed. */
export const parsedBytes = 64 * 1024;
const shapes: ReadonlyMap<string, RecordShape> = new Map(Object.entries(eventShapes));

/** The shape of events of a kind; undefined when anything goes. */
export function shapeOf(kind: EventKind): RecordShape | undefined {
  return shapes.get(kind);
}

/** Reads an event at once. Undefined: it is long, or has to be mended, or does not fit. */
export function readShortEvent(window: ByteWindow, ids: TextIds, place: RecordPlace): StayingEvent | undefined {
  const { range } = place;
  if (range.length > parsedBytes) return undefined;
  if (isPlainTag(place.tag)) {
    const isRecord = window.byteAt(range.offset, range.offset + 1) === openObject;
    return { place, kind: kindOfTag(place.tag), fitness: isRecord ? "fine" : "none", mend: "", about: nothing };
  }
  const text = window.view(range.offset, range.length).toString("utf8");
  const value = parse(text);
  if (value === undefined) return { place, kind: "other", fitness: "broken", mend: "", about: nothing };
  if (!isObject(value)) return { place, kind: "other", fitness: "none", mend: "", about: nothing };
  const kind = eventKind(value.type);
  const shape = shapes.get(kind);
  if (shape !== undefined && !fits(value, shape)) return undefined;
  const isPatch = kind === "STATE_DELTA";
  const about = {
    ...idsIn(ids, value, kind),
    // Of a patch that has been parsed, only how long it may be still matters.
    state: isPatch ? range : kind === "STATE_SNAPSHOT" ? stateNow(window, range, kind) : undefined,
    patch: isPatch ? patchOf(text, value) : undefined,
  };
  return { place, kind, fitness: "fine", mend: "", about };
}

/** As a short record has no place to pause at. */
function stateNow(window: ByteWindow, range: ByteRange, kind: EventKind): ByteRange | undefined {
  const at = window.hold(range.offset, range.length);
  const state = at < 0 ? "escaped" : shortMember(window.bytes.subarray(at, at + range.length), 0, "snapshot");
  if (state === "none") return undefined;
  if (state !== "escaped") return { offset: range.offset + state.from, length: state.to - state.from };
  return runNow(stateOf(window, range, kind, undefined));
}

function idsIn(
  ids: TextIds,
  value: Readonly<Record<string, unknown>>,
  kind: EventKind,
): Pick<About, "subagent" | "parent" | "step" | "activity"> {
  return {
    subagent: idOf(ids, value.subagentRunId) || idOf(ids, value.subagent_run_id),
    parent: idOf(ids, value.parentSubagentRunId) || idOf(ids, value.parent_subagent_run_id),
    step: idOf(ids, value.stepName) || idOf(ids, value.step_name),
    activity: kind === "ACTIVITY_DELTA" ? idOf(ids, value.messageId) || idOf(ids, value.message_id) : 0,
  };
}

export function* readStayingEvent(
  window: ByteWindow,
  ids: TextIds,
  place: RecordPlace,
): Generator<undefined, StayingEvent> {
  const { range } = place;
  if (range.length > parsedBytes) return yield* readLongEvent(window, ids, place);
  const short = readShortEvent(window, ids, place);
  if (short !== undefined) return short;
  const value = parse(window.view(range.offset, range.length).toString("utf8"));
  if (!isObject(value)) throw new Error("an event is another one when it is read again");
  const kind = eventKind(value.type);
  const shape = shapes.get(kind);
  const found = shape === undefined ? undefined : yield* survey(window, asObject(range), shape);
  const about = {
    ...idsIn(ids, value, kind),
    state: yield* stateOf(window, range, kind, found),
    patch: undefined,
  };
  return { place, kind, ...judged(shape, found), about };
}

/** The patch that a record holds. Mostly it holds no number that would be rounded, and is what was parsed already. */
function patchOf(text: string, { delta }: Readonly<Record<string, unknown>>): ExactJson {
  const { marked, depth } = markNumbers(text);
  if (marked === text) return { value: delta, depth };
  const exact = parse(marked);
  return { value: isObject(exact) ? exact.delta : undefined, depth };
}

const nothing: About = { subagent: 0, parent: 0, step: 0, activity: 0, state: undefined, patch: undefined };

/** The members that tell what an event is about. */
const lookedAt = new Set([
  "type",
  "subagentRunId",
  "subagent_run_id",
  "parentSubagentRunId",
  "parent_subagent_run_id",
  "stepName",
  "step_name",
  "messageId",
  "message_id",
]);

function* readLongEvent(window: ByteWindow, ids: TextIds, place: RecordPlace): Generator<undefined, StayingEvent> {
  const { range } = place;
  const verdict = yield* judgeJson(window, range);
  if (verdict !== "json") {
    const fitness = verdict === "too deep" ? verdict : "broken";
    return { place, kind: "other", fitness, mend: "", about: nothing };
  }
  if (window.byteAt(range.offset, range.offset + 1) !== openObject) {
    return { place, kind: "other", fitness: "none", mend: "", about: nothing };
  }
  const members = yield* findMembers(window, range, lookedAt);
  const text = (name: string): string | undefined => {
    const value = members.get(name);
    return value?.type === "string" ? textOf(window, value) : undefined;
  };
  const id = (name: string, older: string): number => idOf(ids, text(name) ?? text(older));
  const kind = eventKind(text("type"));
  const shape = shapes.get(kind);
  const found = shape === undefined ? undefined : yield* survey(window, asObject(range), shape);
  const about = {
    subagent: id("subagentRunId", "subagent_run_id"),
    parent: id("parentSubagentRunId", "parent_subagent_run_id"),
    step: id("stepName", "step_name"),
    activity: kind === "ACTIVITY_DELTA" ? id("messageId", "message_id") : 0,
    state: yield* stateOf(window, range, kind, found),
    patch: undefined,
  };
  return { place, kind, ...judged(shape, found), about };
}

/** Without a survey, the event fits. */
function judged(shape: RecordShape | undefined, found: Survey | undefined): Pick<StayingEvent, "fitness" | "mend"> {
  if (shape === undefined || found === undefined) return { fitness: "fine", mend: "" };
  return { fitness: found.fitness, mend: found.fitness === "mend" ? describeMend(shape, found) : "" };
}

function* stateOf(
  window: ByteWindow,
  range: ByteRange,
  kind: EventKind,
  found: Survey | undefined,
): Generator<undefined, Value | undefined> {
  const name = stateMember(kind);
  if (name === undefined) return undefined;
  return found === undefined ? yield* findMember(window, range, name) : found.chosen.get(name)?.member;
}

function stateMember(kind: EventKind): string | undefined {
  if (kind === "STATE_SNAPSHOT") return "snapshot";
  return kind === "STATE_DELTA" ? "delta" : undefined;
}

function idOf(ids: TextIds, value: unknown): number {
  return typeof value === "string" ? ids.ofText(value) : 0;
}

function asObject({ offset, length }: ByteRange): Value {
  return { type: "object", offset, length };
}

/** Undefined stands for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

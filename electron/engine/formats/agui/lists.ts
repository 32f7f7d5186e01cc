// Messages that an event holds whole: those of a MESSAGES_SNAPSHOT, and those a run was given as input. Some producers write
// a tool's result beside its call: then it becomes a message behind the one with the call, unless the list has one for it.

import { timeOf } from "../../../../shared/time.ts";
import type { TextIds } from "../../paging/textIds.ts";
import { longestText } from "../../paging/textIds.ts";
import type { ByteRange, ByteWindow } from "../../scanner/byteWindow.ts";
import { findMember, findMembers, judgeValue, memberOf } from "../judge.ts";
import type { ListedMessage, MessageRole, WholeMessage } from "../messageOperations.ts";
import { messageRoles } from "../messageOperations.ts";
import type { Value } from "../shape.ts";
import { pausing, textOf } from "../shape.ts";
import { survey } from "../survey.ts";
import type { HeldResult } from "./heldResults.ts";
import { placeResults } from "./heldResults.ts";
import type { ListMemory } from "./listMemory.ts";
import type { PackedMessages, ReadMessage } from "./packedMessages.ts";
import { messageShape, toolCallShape } from "./shapes.ts";

export interface WholeMessages {
  /** Until the next list is read. */
  readonly messages: Iterable<ListedMessage>;
  /** Elements that are no messages, and are left out. */
  readonly left: number;
  /** Whether some cannot be taken as they are. */
  readonly mended: boolean;
  /** Results that tool calls held. */
  readonly results: number;
  /** So many of the first messages are those of the list before, byte for byte. */
  readonly same: number;
}

/**
 * The messages in an array, in order. `parsed` is the array, when it has been parsed and all of it fits. They go to `reads` in place
 * of what it held: columns of its own for every list would be pages of 16 KiB each.
 */
export function* readMessages(
  window: ByteWindow,
  list: Value,
  parsed: unknown,
  ids: TextIds,
  reads: PackedMessages,
): Generator<undefined, WholeMessages> {
  reads.cut(0);
  for (const element of pausing(window, list)) {
    if (element === undefined) yield;
    else {
      const known: unknown = Array.isArray(parsed) ? parsed[element.index] : undefined;
      reads.add(yield* readMessage(window, element, known, ids), element.next.offset - list.offset);
    }
  }
  return wholeMessages(reads, 0, ids);
}

/** The same for a short list of which it is known where its elements lie. */
export function* readShortMessages(
  window: ByteWindow,
  places: readonly ByteRange[],
  parsed: readonly unknown[],
  ids: TextIds,
  reads: PackedMessages,
): Generator<undefined, WholeMessages> {
  reads.cut(0);
  for (const [index, place] of places.entries()) {
    reads.add(yield* readMessage(window, { type: "object", ...place }, parsed[index], ids), 0);
  }
  return wholeMessages(reads, 0, ids);
}

/** The same for lists that come again and again, each in place of the one before. */
export function* readMessagesAgain(
  window: ByteWindow,
  list: Value,
  ids: TextIds,
  memory: ListMemory,
): Generator<undefined, WholeMessages> {
  const cursor = yield* memory.begin(window, list);
  const reads = memory.messages;
  const same = reads.count;
  for (const element of pausing(window, list, cursor)) {
    if (element === undefined) yield;
    else reads.add(yield* readMessage(window, element, undefined, ids), element.next.offset - list.offset);
  }
  memory.note(list);
  return wholeMessages(reads, same, ids);
}

function wholeMessages(reads: PackedMessages, same: number, ids: TextIds): WholeMessages {
  const { left } = reads;
  const mended = reads.mended > 0;
  const held = reads.held();
  if (held.length === 0) return { messages: reads, left, mended, results: 0, same: left === 0 ? same : 0 };
  const messages = [...reads];
  const listed = placeResults(messages, held, new Set(messages.map(({ answers }) => answers)), ids);
  return { messages: listed, left, mended, results: listed.length - messages.length, same: 0 };
}

function* readMessage(
  window: ByteWindow,
  value: Value,
  known: unknown,
  ids: TextIds,
): Generator<undefined, ReadMessage | undefined> {
  if (isFittingMessage(known)) return yield* fittingMessage(window, value, known, ids);
  const { found, parsed } = yield* judgeValue(window, value, messageShape);
  if (found === "unfit") return undefined;
  if (isFittingMessage(parsed)) return yield* fittingMessage(window, value, parsed, ids);
  const role = yield* roleOf(window, value);
  const shape = role === undefined ? undefined : messageShape.of.get(role);
  if (role === undefined || shape === undefined) return undefined;
  const { chosen } = yield* survey(window, value, shape);
  const id = chosen.get("id")?.member;
  if (id === undefined || id.length > longestText) return undefined;
  const list = chosen.get("toolCalls");
  const none = { calls: [], results: [] };
  const { calls, results } =
    list === undefined || list.fitness === "unfit" ? none : yield* readCalls(window, list.member, ids);
  const answered = chosen.get("toolCallId")?.member;
  return {
    message: {
      id: ids.ofText(textOf(window, id)),
      role,
      range: { offset: value.offset, length: value.length },
      mend: found === "mend",
      calls,
      answers: answered === undefined || answered.length > longestText ? 0 : ids.ofText(textOf(window, answered)),
      activityType: chosen.get("activityType")?.member,
      ...(yield* timesIn(window, value)),
    },
    results,
  };
}

/** A message that fits as it is, and has been parsed. */
function* fittingMessage(
  window: ByteWindow,
  value: Value,
  parsed: FittingMessage,
  ids: TextIds,
): Generator<undefined, ReadMessage | undefined> {
  const { id, role: name, toolCalls, toolCallId } = parsed;
  const role = messageRoles.find((known) => known === name);
  if (role === undefined || id.length > longestText) return undefined;
  const calls = role === "assistant" ? (toolCalls ?? []) : [];
  return {
    message: {
      id: ids.ofText(id),
      role,
      range: { offset: value.offset, length: value.length },
      mend: false,
      calls: calls.map((call) => ids.ofText(call.id)),
      answers: role === "tool" && toolCallId !== undefined ? ids.ofText(toolCallId) : 0,
      activityType: role === "activity" ? yield* findMember(window, value, "activityType") : undefined,
      ...timesOf((member) => memberOf(parsed, member)),
    },
    results: calls.some(mayHoldResult) ? yield* resultsIn(window, value, ids) : [],
  };
}

interface FittingMessage {
  readonly id: string;
  readonly role: unknown;
  readonly toolCalls?: readonly { readonly id: string }[];
  readonly toolCallId?: string;
}

/** What fits the shape of messages has these, but for those of a role that nobody knows. */
function isFittingMessage(parsed: unknown): parsed is FittingMessage {
  return typeof parsed === "object" && parsed !== null && "id" in parsed && typeof parsed.id === "string";
}

function mayHoldResult(call: { readonly id: string }): boolean {
  return resultNames.some((name) => (memberOf(call, name) ?? undefined) !== undefined);
}

function* roleOf(window: ByteWindow, message: Value): Generator<undefined, MessageRole | undefined> {
  let text: string | undefined;
  for (const member of pausing(window, message)) {
    if (member === undefined) yield;
    else if (member.key === messageShape.by) text = member.type === "string" ? textOf(window, member) : undefined;
  }
  return messageRoles.find((role) => role === text);
}

/** Longer texts are no times. */
const longestTime = 256;
const timeNames = ["firstTime", "lastTime", "timestamp"] as const;

/** When a message says that it was. */
function* timesIn(window: ByteWindow, message: Value): Generator<undefined, Times> {
  const members = yield* findMembers(window, message, new Set(timeNames));
  return timesOf((name) => {
    const member = members.get(name);
    if (member === undefined) return undefined;
    const text = member.length > longestTime ? "" : textOf(window, member);
    return member.type === "number" ? Number(text) : text;
  });
}

type Times = Pick<WholeMessage, "times" | "stated">;

function timesOf(member: (name: (typeof timeNames)[number]) => unknown): Times {
  const [statedFirst, statedLast, timestamp] = timeNames.map(member);
  const [first, last, only] = [statedFirst, statedLast, timestamp].map(wholeTime);
  const from = first ?? last ?? only;
  const to = last ?? first ?? only;
  const isStated = statedFirst !== undefined || statedLast !== undefined;
  return {
    times: from === undefined || to === undefined ? undefined : { first: from, last: to },
    stated: isStated ? { first: asNumber(statedFirst), last: asNumber(statedLast) } : undefined,
  };
}

function asNumber(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function wholeTime(value: unknown): number | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const time = timeOf(String(value));
  return time === undefined || time === 0 ? undefined : Math.floor(time);
}

interface Calls {
  /** Ids of the tool calls that fit, in order: the writer leaves out the same ones. */
  readonly calls: readonly number[];
  readonly results: readonly HeldResult[];
}

function* readCalls(window: ByteWindow, list: Value, ids: TextIds): Generator<undefined, Calls> {
  const calls: number[] = [];
  const results: HeldResult[] = [];
  for (const element of pausing(window, list)) {
    if (element === undefined) yield;
    else {
      const text = yield* surveyCall(window, element);
      if (text === undefined) continue;
      const call = ids.ofText(text);
      calls.push(call);
      const content = yield* heldResult(window, element);
      if (content !== undefined) results.push({ call, content });
    }
  }
  return { calls, results };
}

function* resultsIn(window: ByteWindow, message: Value, ids: TextIds): Generator<undefined, readonly HeldResult[]> {
  const list = yield* findMember(window, message, "toolCalls");
  return list?.type === "array" ? (yield* readCalls(window, list, ids)).results : [];
}

/** The members that hold what came of a call. */
const resultNames = ["result", "error"] as const;

function* heldResult(window: ByteWindow, call: Value): Generator<undefined, Value | undefined> {
  const members = yield* findMembers(window, call, new Set(resultNames));
  return resultNames.map((name) => members.get(name)).find((value) => value !== undefined && value.type !== "null");
}

/** The id of a tool call in a whole message; undefined when it is none. */
export function* surveyCall(window: ByteWindow, value: Value): Generator<undefined, string | undefined> {
  const { fitness: fits, chosen } = yield* survey(window, value, toolCallShape);
  const id = chosen.get("id")?.member;
  return fits === "unfit" || id === undefined || id.length > longestText ? undefined : textOf(window, id);
}

// Messages that an event holds whole: those of a MESSAGES_SNAPSHOT, and those a run was given as input.

import type { ByteWindow } from "../../scanner/byteWindow.ts";
import { findMember, judgeValue } from "../judge.ts";
import type { ActivityScope, MessageRole, WholeMessage } from "../messageOperations.ts";
import { messageRoles } from "../messageOperations.ts";
import type { Value } from "../shape.ts";
import { pausing, textOf } from "../shape.ts";
import { survey } from "../survey.ts";
import type { TextIds } from "../textIds.ts";
import { longestText } from "../textIds.ts";
import { messageShape, toolCallShape } from "./shapes.ts";

/** Where the official client's convention for lists of activities stands. */
const clientKey = "@ag-ui/client";
const scopeKey = "authoritativeActivityTypes";
/** A longer declaration is not read. */
const longestScope = 48 * 1024;

export interface WholeMessages {
  readonly messages: readonly WholeMessage[];
  /** Elements that are no messages, and are left out. */
  readonly left: number;
}

/** The messages in an array, in order. `parsed` is the array, when it has been parsed and all of it fits. */
export function* readMessages(
  window: ByteWindow,
  list: Value,
  parsed: unknown,
  ids: TextIds,
): Generator<undefined, WholeMessages> {
  const messages: WholeMessage[] = [];
  let left = 0;
  for (const element of pausing(window, list)) {
    if (element === undefined) yield;
    else {
      const known: unknown = Array.isArray(parsed) ? parsed[element.index] : undefined;
      const message = yield* readMessage(window, element, known, ids);
      if (message === undefined) left++;
      else messages.push(message);
    }
  }
  return { messages, left };
}

function* readMessage(
  window: ByteWindow,
  value: Value,
  known: unknown,
  ids: TextIds,
): Generator<undefined, WholeMessage | undefined> {
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
  const calls = chosen.get("toolCalls");
  return {
    id: ids.ofText(textOf(window, id)),
    role,
    range: { offset: value.offset, length: value.length },
    mend: found === "mend",
    calls: calls === undefined || calls.fitness === "unfit" ? [] : yield* readCalls(window, calls.member, ids),
    activityType: chosen.get("activityType")?.member,
  };
}

/** A message that fits as it is, and has been parsed. */
function* fittingMessage(
  window: ByteWindow,
  value: Value,
  { id, role: name, toolCalls }: FittingMessage,
  ids: TextIds,
): Generator<undefined, WholeMessage | undefined> {
  const role = messageRoles.find((known) => known === name);
  if (role === undefined || id.length > longestText) return undefined;
  return {
    id: ids.ofText(id),
    role,
    range: { offset: value.offset, length: value.length },
    mend: false,
    calls: role === "assistant" ? (toolCalls ?? []).map((call) => ids.ofText(call.id)) : [],
    activityType: role === "activity" ? yield* findMember(window, value, "activityType") : undefined,
  };
}

interface FittingMessage {
  readonly id: string;
  readonly role: unknown;
  readonly toolCalls?: readonly { readonly id: string }[];
}

/** What fits the shape of messages has these, but for those of a role that nobody knows. */
function isFittingMessage(parsed: unknown): parsed is FittingMessage {
  return typeof parsed === "object" && parsed !== null && "id" in parsed && typeof parsed.id === "string";
}

function* roleOf(window: ByteWindow, message: Value): Generator<undefined, MessageRole | undefined> {
  let text: string | undefined;
  for (const member of pausing(window, message)) {
    if (member === undefined) yield;
    else if (member.key === messageShape.by) text = member.type === "string" ? textOf(window, member) : undefined;
  }
  return messageRoles.find((role) => role === text);
}

/** Ids of the tool calls that fit, in order: the writer leaves out the same ones. */
function* readCalls(window: ByteWindow, list: Value, ids: TextIds): Generator<undefined, readonly number[]> {
  const calls: number[] = [];
  for (const element of pausing(window, list)) {
    if (element === undefined) yield;
    else {
      const call = yield* surveyCall(window, element);
      if (call !== undefined) calls.push(ids.ofText(call));
    }
  }
  return calls;
}

/** The id of a tool call in a whole message; undefined when it is none. */
export function* surveyCall(window: ByteWindow, value: Value): Generator<undefined, string | undefined> {
  const { fitness: fits, chosen } = yield* survey(window, value, toolCallShape);
  const id = chosen.get("id")?.member;
  return fits === "unfit" || id === undefined || id.length > longestText ? undefined : textOf(window, id);
}

/** Which activities a snapshot speaks for, as the official client reads its metadata. */
export function* readScope(window: ByteWindow, metadata: Value | undefined): Generator<undefined, ActivityScope> {
  if (metadata?.type !== "object") return undefined;
  let own: Value | undefined;
  for (const member of pausing(window, metadata)) {
    if (member === undefined) yield;
    else if (member.key === clientKey) own = member;
  }
  if (own === undefined) return undefined;
  if (own.length > longestScope) return [];
  const value: unknown = JSON.parse(window.view(own.offset, own.length).toString("utf8"));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  if (!Object.hasOwn(value, scopeKey)) return undefined;
  const types: unknown = Object.getOwnPropertyDescriptor(value, scopeKey)?.value;
  if (types === null) return "all";
  return Array.isArray(types) && types.every((type) => typeof type === "string") ? types : [];
}

// Finds where a piece's value lies: the record is walked along the piece's path, so that its text can be copied as it stands.

import type { ValuePath } from "../formats/condensedValue.ts";
import type { Value } from "../formats/shape.ts";
import { pausing } from "../formats/shape.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { WalkCursor } from "../scanner/jsonWalk.ts";

/** Members in which programs keep the text of a block or a result, most telling first. */
export const textMembers: readonly string[] = ["text", "output", "content", "result", "error"];

/** A list of a record, and how far it was walked. */
interface WalkedList {
  readonly record: number;
  /** Where in the record it lies. */
  readonly path: ValuePath;
  readonly list: Value;
  /** In front of the item that was found last; undefined: of the first one. */
  readonly at: WalkCursor | undefined;
}

/**
 * The list that was walked last. A record may hold all messages of a conversation, and they are asked for one after the other: each
 * walk goes on where the one before it has ended.
 */
const lastLists = new WeakMap<ByteWindow, WalkedList>();

/** The value that was found last. One string may hold many messages as JSON text, which are asked for one after the other. */
const lastValues = new WeakMap<
  ByteWindow,
  { readonly record: number; readonly path: ValuePath; readonly value: Value }
>();

/** The value at a path of a record that is JSON; undefined when there is none. Of several members of one name, the last. */
export function* findValue(
  window: ByteWindow,
  record: ByteRange,
  path: ValuePath,
): Generator<undefined, Value | undefined> {
  const last = lastValues.get(window);
  if (last?.record === record.offset && isSamePath(last.path, path)) return last.value;
  const value = yield* walkTo(window, record, path);
  if (value !== undefined) lastValues.set(window, { record: record.offset, path, value });
  return value;
}

function* walkTo(window: ByteWindow, record: ByteRange, path: ValuePath): Generator<undefined, Value | undefined> {
  const inList = path.findIndex((step) => typeof step === "number");
  const known = walkedList(window, record, path.slice(0, Math.max(0, inList)));
  let value: Value = known?.list ?? { type: "object", offset: record.offset, length: record.length };
  for (const [depth, step] of path.entries()) {
    if (known !== undefined && depth < inList) continue;
    let found: Value | undefined;
    const from = depth === inList && Number(step) >= (known?.at?.index ?? 0) ? known?.at : undefined;
    let before = from;
    for (const member of pausing(window, value, from)) {
      if (member === undefined) {
        yield;
        continue;
      }
      if (typeof step === "string" ? member.key === step && !member.keyCut : member.index === step) {
        found = { type: member.type, offset: member.offset, length: member.length };
        if (typeof step === "number") break;
      }
      before = member.next;
    }
    if (found === undefined) return undefined;
    if (depth === inList) {
      lastLists.set(window, { record: record.offset, path: path.slice(0, inList), list: value, at: before });
    }
    value = found;
  }
  return value;
}

function walkedList(window: ByteWindow, record: ByteRange, path: ValuePath): WalkedList | undefined {
  const last = lastLists.get(window);
  return path.length > 0 && last?.record === record.offset && isSamePath(last.path, path) ? last : undefined;
}

function isSamePath(one: ValuePath, other: ValuePath): boolean {
  return one.length === other.length && one.every((step, depth) => step === other[depth]);
}

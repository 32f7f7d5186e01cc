// Finds where a piece's value lies: the record is walked along the piece's path, so that its text can be copied as it stands.

import type { ValuePath } from "../formats/condensedValue.ts";
import type { Value } from "../formats/shape.ts";
import { pausing } from "../formats/shape.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";

/** Members in which programs keep the text of a block or a result, most telling first. */
export const textMembers: readonly string[] = ["text", "output", "content", "result", "error"];

/** The value at a path of a record that is JSON; undefined when there is none. Of several members of one name, the last. */
export function* findValue(
  window: ByteWindow,
  record: ByteRange,
  path: ValuePath,
): Generator<undefined, Value | undefined> {
  let value: Value = { type: "object", offset: record.offset, length: record.length };
  for (const step of path) {
    let found: Value | undefined;
    for (const member of pausing(window, value)) {
      if (member === undefined) yield;
      else if (typeof step === "string" ? member.key === step && !member.keyCut : member.index === step) {
        found = { type: member.type, offset: member.offset, length: member.length };
        if (typeof step === "number") break;
      }
    }
    if (found === undefined) return undefined;
    value = found;
  }
  return value;
}

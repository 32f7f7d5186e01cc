// Where the nodes of a tree come from: a record, read by the engine, or JSON that one of its strings holds. Both answer
// the same two questions, so everything above does not know the difference.

import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { TextSlice, TreeCursor, TreeNode, TreePage } from "../../../shared/rows.ts";
import type { RecordReader } from "../recordReader.ts";
import { decodeString, embeddedMembers } from "./embeddedJson.ts";

/** Offsets are bytes or UTF-16 units, as the document says: they are passed back to it and to nobody else. */
export interface TreeDocument {
  /** What the ids of its nodes begin with. */
  readonly idPrefix: string;
  members(at: number, cursor: TreeCursor | undefined, count: number, signal: AbortSignal): Promise<Result<TreePage>>;
  /** A string's decoded text, any other value's own text; `from` is 0 for its start or an earlier slice's `next`. */
  valueText(node: TreeNode, from: number, length: number, signal: AbortSignal): Promise<Result<TextSlice>>;
}

/** The record itself. Offsets are bytes from its start, and a failure is the engine's. */
export function recordDocument(reader: RecordReader): TreeDocument {
  return {
    idPrefix: "",
    members: reader.members,
    async valueText(node, from, length, signal) {
      if (node.type === "string") return reader.decoded(node.offset, from, length, signal);
      const start = Math.max(from, node.offset);
      const end = node.offset + node.length;
      const slice = await reader.text(start, Math.min(length, end - start), signal);
      return slice.ok ? succeed({ ...slice.value, end }) : slice;
    },
  };
}

/** `text` must be one for which `holdsJson` is true. Offsets count UTF-16 units instead of bytes. */
export function embeddedDocument(idPrefix: string, text: string): TreeDocument {
  return {
    idPrefix,
    members: async (at, cursor, count) => succeed(embeddedMembers(text, at, cursor, count)),
    async valueText(node, from, length) {
      const literal = text.slice(node.offset, node.offset + node.length);
      const value = node.type === "string" ? decodeString(literal) : literal;
      const next = endOfSlice(value, from, length);
      return succeed({ text: value.slice(from, next), from, next, end: value.length });
    },
  };
}

/** Never between the two halves of a surrogate pair. */
function endOfSlice(text: string, from: number, length: number): number {
  const end = Math.min(text.length, from + length);
  const splitsPair = end < text.length && (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return splitsPair && end - 1 > from ? end - 1 : end;
}

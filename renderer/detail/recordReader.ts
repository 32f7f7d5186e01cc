// One record as the detail pane reads it: pieces of a bounded size, by way of the engine.

import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { ByteSlice, Cited, HitPage, Row, TextSlice, TreeCursor, TreePage } from "../../shared/rows.ts";
import type { EngineClient } from "../data/engineClient.ts";

/** All that a record needs of the engine. */
export type Engine = Pick<EngineClient, "request">;

/**
 * Every answer may be a failure: the engine stopped, or other bytes stand where the record was indexed. Places are
 * bytes from the record's start.
 */
export interface RecordReader {
  readonly row: Row;
  /** What makes this record this one: two readers of the same record have equal parts. */
  readonly identity: readonly unknown[];
  /** Members of the container at byte `at` (0 without a cursor: the record's own value); `count` of them at most. */
  members(at: number, cursor: TreeCursor | undefined, count: number, signal: AbortSignal): Promise<Result<TreePage>>;
  /** Raw bytes from byte `from`; fewer than `length` at the record's end. */
  bytes(from: number, length: number, signal: AbortSignal): Promise<Result<ByteSlice>>;
  /** Where it stands, and the sum of all its bytes. */
  cite(signal: AbortSignal): Promise<Result<Cited>>;
  /** Raw text from byte `from`; less than `length` bytes at the record's end. */
  text(from: number, length: number, signal: AbortSignal): Promise<Result<TextSlice>>;
  /** Decoded text of the string at byte `at`, from byte `from` on (0: its start). */
  decoded(at: number, from: number, length: number, signal: AbortSignal): Promise<Result<TextSlice>>;
  /** Where the texts of a filter stand that begin in these bytes. */
  hits(filter: string, from: number, length: number, signal: AbortSignal): Promise<Result<HitPage>>;
}

/** Holds nothing and keeps nothing open: it may be made anew at each drawing. */
export function createRecordReader(engine: Engine, transcript: string, row: Row): RecordReader {
  const record = row.record;
  return {
    row,
    identity: [engine, transcript, record, row.offset, row.length],
    members: (at, cursor, count, signal) =>
      engine.request("tree", { transcript, record, at, count, ...(cursor === undefined ? {} : { cursor }) }, signal),
    bytes: (from, length, signal) => engine.request("bytes", { transcript, record, from, length }, signal),
    cite: (signal) => engine.request("cite", { transcript, record }, signal),
    text: (from, length, signal) => engine.request("text", { transcript, record, from, length }, signal),
    decoded: (at, from, length, signal) =>
      engine.request("stringText", { transcript, record, at, from, length }, signal),
    hits: (filter, from, length, signal) =>
      engine.request("hits", { transcript, record, filter, from, length }, signal),
  };
}

/** More text than may be put together in the page. */
export interface TooLong {
  readonly code: "too-long";
}

/** Slice after slice, from 0 to the end; `too-long` when that would take more than `most` bytes. */
export async function readWhole(
  read: (from: number) => Promise<Result<TextSlice>>,
  most: number,
): Promise<Result<string> | { readonly ok: false; readonly failure: TooLong }> {
  const texts: string[] = [];
  let at = 0;
  let length = 0;
  for (;;) {
    const slice = await read(at);
    if (!slice.ok) return slice;
    const { text, from, next, end } = slice.value;
    length += next - from;
    if (length > most || length + (end - next) > most) return fail({ code: "too-long" });
    texts.push(text);
    if (next >= end) return succeed(texts.join(""));
    if (next <= at) throw new Error(`the slice at ${at} does not get on: the next one is at ${next}`);
    at = next;
  }
}

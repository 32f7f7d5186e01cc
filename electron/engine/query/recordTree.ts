// A record as a tree, read where it lies: a page of a container's members costs what lies between them, in time, and one
// window of 64 KiB, in memory, so a record of 500 MB opens like one of 500 bytes. Long values are skipped in slices, and
// other requests get their turn in between. Offsets here are bytes from the start of the record, as the page uses them;
// the walk below counts from the start of the source.

import type { Spoken } from "../../../shared/conversation.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { TextSlice, TreeCursor, TreeNode, TreePage } from "../../../shared/rows.ts";
import { spokenWords } from "../formats/spokenWords.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { closeArray, closeObject, quote } from "../scanner/jsonBytes.ts";
import type { Member, WalkProblem } from "../scanner/jsonWalk.ts";
import { skipBlank, skipString, typeOf, walkMembers } from "../scanner/jsonWalk.ts";
import { readStringText as readSourceString, sliceOfText } from "../scanner/stringText.ts";
import type { Source } from "../source/source.ts";
import type { RecordPlace } from "./recordBytes.ts";
import { previewValue } from "./valuePreview.ts";

/** Bytes of one value that are skipped at once: some milliseconds. */
const sliceBytes = 8 * 1024 * 1024;
/** A page ends early behind this many bytes, so that a container of long members shows the first ones soon. */
const mostPageBytes = 64 * 1024 * 1024;
const mostTrailingSpace = 1024;
/** Holds the longest slice of text that may be asked for. */
const textWindowBytes = 512 * 1024;

/**
 * The members of the container at byte `at`, from the cursor on, at most `count`. A record that is a bare value is one
 * node without a key. Throws the signal's reason as soon as nobody waits for it any more.
 */
export async function readTree(
  source: Source,
  record: RecordPlace,
  at: number,
  cursor: TreeCursor | undefined,
  count: number,
  signal?: AbortSignal,
): Promise<TreePage> {
  const window = new ByteWindow(source);
  const limit = record.offset + record.length;
  const start = skipBlank(window, record.offset + at, limit);
  const range = { offset: start, length: Math.max(0, limit - start) };
  const type = typeOf(window, start, range.length);
  if (type !== "object" && type !== "array") return bareValue(window, record, start, limit);

  const from = cursor === undefined ? undefined : { offset: record.offset + cursor.offset, index: cursor.index };
  const walk = walkMembers(window, range, from, { sliceBytes });
  const nodes: TreeNode[] = [];
  const firstByte = from?.offset ?? start;
  let last: Member | undefined;
  while (nodes.length < count) {
    const member = walk.next();
    if (walk.paused) await new Promise(setImmediate);
    signal?.throwIfAborted();
    if (walk.paused) continue;
    if (member === undefined) break;
    last = member;
    nodes.push(nodeOf(window, record, member));
    if (member.next.offset - firstByte > mostPageBytes) break;
  }
  // A closing bracket right behind the last member ends the walk, so that no empty page follows.
  if (last !== undefined && isClosing(window.byteAt(skipBlank(window, last.next.offset, limit), limit))) walk.next();
  const next = walk.end === undefined && walk.problem === undefined ? last?.next : undefined;
  return {
    nodes,
    next: next === undefined ? undefined : { offset: next.offset - record.offset, index: next.index },
    problem: sentence(record, walk.problem ?? (at === 0 ? remainder(window, walk.end, limit) : undefined)),
  };
}

/**
 * The decoded text of the string value at byte `at`, from byte `from` on (0: from its start), about `length` bytes of it.
 * Fails when there is no string: the place is what a page says. `spoken`: of these words in it, whose bytes then count.
 */
export function readStringText(
  source: Source,
  record: RecordPlace,
  at: number,
  from: number,
  length: number,
  spoken?: Spoken,
): Result<TextSlice> {
  const window = new ByteWindow(source, textWindowBytes);
  const offset = record.offset + at;
  const limit = record.offset + record.length;
  if (typeOf(window, offset, Math.max(0, limit - offset)) !== "string") {
    return fail({ code: "bad-request", detail: `no string at byte ${at}` });
  }
  const range = { offset, length: stringEnd(source, window, offset, limit) - offset };
  const words = spokenWords(window, range, spoken);
  if (words !== undefined) return succeed(sliceOfText(words, from, length));
  const slice = readSourceString(window, range, record.offset + from, length);
  return succeed({
    text: slice.text,
    from: slice.from - record.offset,
    next: slice.next - record.offset,
    end: slice.end - record.offset,
  });
}

/** The end found last for each source: slices of one long string are asked for one after the other. */
const lastStrings = new WeakMap<Source, { readonly offset: number; readonly end: number }>();

function stringEnd(source: Source, window: ByteWindow, offset: number, limit: number): number {
  const known = lastStrings.get(source);
  if (known?.offset === offset && known.end <= limit) return known.end;
  const behind = skipString(window, offset + 1, limit);
  const end = behind < 0 ? limit : behind;
  lastStrings.set(source, { offset, end });
  return end;
}

function isClosing(byte: number): boolean {
  return byte === closeArray || byte === closeObject;
}

function bareValue(window: ByteWindow, record: RecordPlace, start: number, limit: number): TreePage {
  if (start >= limit) return { nodes: [], next: undefined, problem: "There is nothing in this record." };
  const behind =
    window.byteAt(start, limit) === quote ? skipString(window, start + 1, limit) : wordEnd(window, start, limit);
  const end = behind < 0 ? limit : behind;
  const type = typeOf(window, start, end - start);
  const node: TreeNode = {
    key: undefined,
    type,
    offset: start - record.offset,
    length: end - start,
    ...previewValue(window, type, start, end - start),
  };
  const problem =
    type === "invalid"
      ? { offset: start, reason: "no value begins so" }
      : behind < 0
        ? { offset: limit, reason: "the text ends inside a value" }
        : remainder(window, end, limit);
  return { nodes: [node], next: undefined, problem: sentence(record, problem) };
}

/** A bare word or number is all that the record holds, but for white space behind it; or it is none. */
function wordEnd(window: ByteWindow, start: number, limit: number): number {
  const from = Math.max(start, limit - mostTrailingSpace);
  const tail = window.view(from, limit - from).toString("latin1");
  return limit - (tail.length - tail.trimEnd().length);
}

function nodeOf(window: ByteWindow, record: RecordPlace, member: Member): TreeNode {
  const { key, keyCut, index, type, offset, length } = member;
  return {
    key: key === undefined ? index : keyCut ? `${key}…` : key,
    type,
    offset: offset - record.offset,
    length,
    ...previewValue(window, type, offset, length),
  };
}

/** What is wrong when a record goes on behind its value. */
function remainder(window: ByteWindow, end: number | undefined, limit: number): WalkProblem | undefined {
  if (end === undefined) return undefined;
  const rest = skipBlank(window, end, limit);
  return rest < limit ? { offset: rest, reason: "the value has ended" } : undefined;
}

function sentence(record: RecordPlace, problem: WalkProblem | undefined): string | undefined {
  if (problem === undefined) return undefined;
  return `From byte ${problem.offset - record.offset} on this is not JSON: ${problem.reason}.`;
}

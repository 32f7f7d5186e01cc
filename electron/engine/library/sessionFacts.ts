// What a list shows of a session, from a bounded part of its head and its tail: a title, its project, when it ran, its
// prompts, its last error. What lies between is not read, so a count of prompts may be a least one.

import fs from "node:fs";
import path from "node:path";
import { askedWords } from "../../../shared/askedWords.ts";
import { beginningOf, shortenedTo } from "../../../shared/beginningOf.ts";
import { timeOf } from "../../../shared/time.ts";
import type { FormatName } from "../../../shared/transcript.ts";
import type { ConversationReader, Format, Head } from "../formats/format.ts";
import { formatNamed } from "../formats/formats.ts";
import { valueAt } from "../formats/members.ts";
import { recognise } from "../formats/recognition.ts";
import { eventIn } from "../formats/wrapping.ts";
import { withBriefColumns } from "../paging/pageOwners.ts";
import type { FieldPath } from "../scanner/fields.ts";
import { closeQuietly } from "../source/closeQuietly.ts";
import { readAllAt } from "../source/readAt.ts";
import { FirstWords } from "./firstWords.ts";
import type { LibraryProblems } from "./libraryProblems.ts";
import type { SessionFile } from "./sessionFiles.ts";

/**
 * Texts are cut to 200 characters and are the session's own words, so as hostile as it; `modified` is the file's, in ms
 * since 1970.
 */
export interface SessionFacts {
  readonly path: string;
  readonly format: FormatName;
  /** What the session is called, else the beginning of its first prompt. */
  readonly title: string | undefined;
  /** The folder that it worked in. */
  readonly project: string | undefined;
  /** In ms since 1970. */
  readonly started: number | undefined;
  readonly ended: number | undefined;
  readonly modified: number;
  readonly bytes: number;
  readonly prompts: number;
  /** Whether these are all: the session is so short that all of it was read. */
  readonly arePromptsExact: boolean;
  readonly lastError: string | undefined;
}

/** Bytes of the head that are looked at: first a few, then more where they hold no prompt. */
const headSizes = [8 * 1024, 32 * 1024, 128 * 1024] as const;
const tailBytes = 8 * 1024;
/** Read into and looked at before the next read: one serves all. */
const room = Buffer.allocUnsafeSlow(128 * 1024);
/** Characters of a title or an error. */
const mostCharacters = 200;

/** Undefined when the file cannot be read. */
export async function sessionFacts(
  { path: file, place, bytes, modifiedMs }: SessionFile,
  problems: LibraryProblems,
): Promise<SessionFacts | undefined> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  let handle: number;
  try {
    handle = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    problems.tell(file, error);
    return undefined;
  }
  try {
    const said = await readHead(handle, bytes, place.format, path.basename(file));
    const { head, words, format, times, events } = said;
    const tail = head.isAll ? [] : linesOf(read(handle, Math.max(head.bytes, bytes - tailBytes), tailBytes), false);
    const late = new FirstWords();
    await take(format, tail, late, path.basename(file));
    const prompts = words.prompts();
    const all = [...head.heads, ...tail];
    return {
      path: file,
      format: format.name,
      title: shown(firstOf(all.toReversed(), titleOf) ?? askedWords(prompts[0] ?? "")),
      project: firstOf(events, projectOf),
      started: firstOf(all, (one) => timeIn(one, times)),
      ended: firstOf(all.toReversed(), (one) => timeIn(one, times)),
      modified: modifiedMs,
      bytes,
      prompts: prompts.length + late.prompts().length,
      arePromptsExact: head.isAll,
      lastError: shown(late.lastError ?? (head.isAll ? words.lastError : undefined)),
    };
  } catch (error) {
    problems.tell(file, error);
    return undefined;
  } finally {
    closeQuietly(handle);
  }
}

/** What the first record that has it has. */
function firstOf<Value>(records: readonly Head[], read: (record: Head) => Value | undefined): Value | undefined {
  for (const record of records) {
    const value = read(record);
    if (value !== undefined) return value;
  }
  return undefined;
}

interface SampledHead {
  readonly heads: readonly Head[];
  readonly bytes: number;
  readonly isAll: boolean;
}

async function readHead(handle: number, bytes: number, name: FormatName | undefined, fileName: string) {
  for (const size of headSizes) {
    const isAll = size >= bytes;
    const head: SampledHead = { heads: linesOf(read(handle, 0, size), true), bytes: Math.min(size, bytes), isAll };
    const recognition = name === undefined ? recognise(head.heads, {}) : undefined;
    const format = recognition?.format ?? formatNamed(name ?? "generic");
    const prefix = recognition?.choice.prefix ?? [];
    const events = head.heads.flatMap((one) => (prefix.length === 0 ? one : (eventIn(one, prefix) ?? [])));
    const words = new FirstWords();
    await take(format, events, words, fileName);
    if (words.prompts().length > 0 || isAll || size === headSizes.at(-1)) {
      const times = recognition?.plan.time ?? format.plan(head.heads).time;
      return { head, words, format, events, times };
    }
  }
  throw new Error("there is a last size");
}

function read(handle: number, from: number, bytes: number): Buffer {
  return room.subarray(0, readAllAt(handle, room, 0, bytes, from));
}

/** The objects on whole lines. `isStart`: the bytes begin with a line; otherwise the first one may be cut. */
function linesOf(bytes: Buffer, isStart: boolean): readonly Head[] {
  const lines = bytes.toString("utf8").split("\n");
  return lines.slice(isStart ? 0 : 1).flatMap(objectOf);
}

function objectOf(line: string): readonly Head[] {
  try {
    const value: unknown = JSON.parse(line);
    return isHead(value) ? [value] : [];
  } catch {
    // Cut at the end of what was read, or damaged: a list shows what it can.
    return [];
  }
}

function isHead(value: unknown): value is Head {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function take(format: Format, records: readonly Head[], words: FirstWords, fileName: string): Promise<void> {
  const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
  const open = (): ConversationReader | Promise<ConversationReader> | undefined =>
    (format.messages ?? format.conversation)?.(words, { fileName, isWrapped: false, textOf });
  const read = (reader: ConversationReader | undefined): void => {
    records.forEach((value, number) => {
      words.at(value);
      reader?.take({ number, line: number + 1, offset: 0, length: 0, time: undefined, value });
    });
    reader?.end?.();
  };
  const loading = withBriefColumns(() => {
    const reader = open();
    if (reader instanceof Promise) return reader;
    read(reader);
    return undefined;
  });
  if (loading === undefined) return;
  // Its family is loaded by that. It was begun with columns that are no more.
  await loading;
  read(await open());
}

/** What programs call their sessions: a name that a person gave, or one that a model made. */
const titleMembers: readonly FieldPath[] = [["customTitle"], ["aiTitle"], ["payload", "thread_name"], ["title"]];

function titleOf(record: Head): string | undefined {
  const summary = valueAt(record, ["type"]) === "summary" ? valueAt(record, ["summary"]) : undefined;
  return firstText([...titleMembers.map((member) => valueAt(record, member)), summary]);
}

const projectMembers: readonly FieldPath[] = [["cwd"], ["payload", "cwd"], ["data", "context", "cwd"], ["data", "cwd"]];

function projectOf(record: Head): string | undefined {
  return firstText(projectMembers.map((member) => valueAt(record, member)));
}

function firstText(values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === "string" && value.trim() !== "");
}

function timeIn(record: Head, paths: readonly FieldPath[]): number | undefined {
  for (const at of paths) {
    const value = valueAt(record, at);
    const isSpelled = typeof value === "number" || typeof value === "string";
    const time = isSpelled ? timeOf(String(value)) : undefined;
    if (time !== undefined) return time;
  }
  return undefined;
}

/** One line, not longer than a row. */
function shown(text: string | undefined): string | undefined {
  const line = beginningOf(text ?? "", 4 * mostCharacters)
    .replace(/\s+/g, " ")
    .trim();
  return line === "" ? undefined : shortenedTo(line, mostCharacters);
}

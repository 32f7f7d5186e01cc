// Test support: transcripts as ugly as JSON Lines may be, together with what a reader must find in them. What is expected
// follows from how a line was put together and from JSON.parse of each record, never from the scanner.

import fc from "fast-check";
import { createMemorySource } from "../engine/source/memorySource.ts";
import type { Source } from "../engine/source/source.ts";

/** One record as it was put into the transcript. */
export interface ExpectedRecord {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly malformed: boolean;
  readonly glued: boolean;
  readonly torn: boolean;
  /** The parsed value; undefined when malformed. */
  readonly value: unknown;
}

export interface RandomTranscript {
  readonly bytes: Uint8Array;
  readonly records: readonly ExpectedRecord[];
  readonly lines: number;
  readonly blank: number;
}

/** Stands for a byte that is not UTF-8 while a transcript is still a string; see `encode`. */
const badByte = "\uE000";

const space = fc.string({ unit: fc.constantFrom(" ", "\t", "\r"), maxLength: 2 });
const sparseSpace = fc.oneof({ weight: 4, arbitrary: fc.constant("") }, space);

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(..."abcxyz{}[],: 0") },
  fc.constantFrom(
    "é",
    "漢",
    "😀",
    badByte,
    "\\n",
    '\\"',
    "\\\\",
    "\\/",
    "\\u0041",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ude00",
  ),
);
const shortString = fc.string({ unit: character, maxLength: 40 });
/** Long enough for whole blocks of 64 bytes, with runs of backslashes and quotes. */
const longString = fc
  .array(fc.oneof(fc.constantFrom("\\\\", '\\"', '\\\\\\"', "x".repeat(70), "{[", "]}"), shortString), { maxLength: 8 })
  .map((parts) => parts.join(""));
const plainString = fc.oneof({ weight: 6, arbitrary: shortString }, longString).map((text) => `"${text}"`);

/** A name in JSON, some of its letters escaped. */
function spelled(name: string): fc.Arbitrary<string> {
  return fc
    .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map((escapes) => `"${[...name].map((letter, at) => (escapes[at] ? unicodeEscape(letter) : letter)).join("")}"`);
}

function unicodeEscape(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const wantedNames = ["type", "payload", "message", "content", "role", "timestamp", "id", "tool", "typ", "types"];
const key = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...wantedNames).map((name) => `"${name}"`) },
  fc.constantFrom(...wantedNames).chain(spelled),
  plainString,
);
const scalar = fc.oneof(
  plainString,
  fc.constantFrom(
    '"A"',
    '"B"',
    '"RUN_STARTED"',
    '"2026-03-01T12:00:00.250Z"',
    "1772366400000",
    "17",
    "-1.5e3",
    "true",
    "false",
    "null",
  ),
);

/** A member that says whether a record belongs to a sidechain; only `true` does. */
const sidechain = fc.tuple(
  fc.oneof(fc.constant('"isSidechain"'), spelled("isSidechain")),
  fc.constantFrom("true", "true", "false", "null", '"true"', "1", "[true]"),
);

/** A JSON object as people and programs may spell it. */
export const { object } = fc.letrec<{ value: string; object: string; array: string; member: [string, string] }>(
  (tie) => ({
    value: fc.oneof({ maxDepth: 5, depthSize: "small" }, scalar, tie("object"), tie("array")),
    object: fc
      .tuple(
        fc.array(fc.tuple(sparseSpace, tie("member"), sparseSpace, sparseSpace, sparseSpace), { maxLength: 6 }),
        sparseSpace,
      )
      .map(([members, empty]) =>
        members.length === 0
          ? `{${empty}}`
          : `{${members.map(([a, [name, value], b, c, d]) => `${a}${name}${b}:${c}${value}${d}`).join(",")}}`,
      ),
    member: fc.oneof({ weight: 9, arbitrary: fc.tuple(key, tie("value")) }, sidechain),
    array: fc
      .array(fc.tuple(sparseSpace, tie("value"), sparseSpace), { maxLength: 4 })
      .map((elements) => `[${elements.map((parts) => parts.join("")).join(",")}]`),
  }),
);

/** A piece of a line: a value, or something that is none and so takes the rest of the line. */
type Piece = { readonly text: string; readonly malformed: boolean };

const whole = fc
  .oneof({ weight: 8, arbitrary: object }, fc.constantFrom("[1,2]", '"text"', "17", "null", "[]"))
  .map((text): Piece => ({ text, malformed: false }));
/**
 * A value without its end is open until the line ends. A lone `{` at least must be left, and no whole object at its end,
 * which might be a record behind a torn one.
 */
const cut = fc.tuple(object, fc.double({ min: 0, max: 0.999, noNaN: true })).map(([text, part]): Piece => {
  const characters = [...text];
  return {
    text: characters
      .slice(0, Math.max(1, Math.floor(characters.length * part)))
      .join("")
      .replace(/[},\s]+$/u, ""),
    malformed: true,
  };
});
const garbage = fc
  .constantFrom("garbage", "}", "\u0001\u0000", "nul", "01", "#!x", ":{}")
  .map((text): Piece => ({ text, malformed: true }));

interface Line {
  readonly lead: string;
  readonly pieces: readonly Piece[];
  readonly gaps: readonly string[];
}

const line: fc.Arbitrary<Line> = fc
  .tuple(
    space,
    fc.array(whole, { maxLength: 2 }),
    fc.option(fc.oneof(cut, garbage), { freq: 4, nil: undefined }),
    fc.array(space, { minLength: 4, maxLength: 4 }),
  )
  .map(([lead, pieces, bad, gaps]) => ({ lead, pieces: bad === undefined ? pieces : [...pieces, bad], gaps }));

/** Transcripts of up to a dozen lines. */
export const randomTranscript: fc.Arbitrary<RandomTranscript> = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean(), fc.boolean())
  .map(([lines, mark, lastNewline]) => build(lines, mark, lastNewline));

function build(lines: readonly Line[], mark: boolean, lastNewline: boolean): RandomTranscript {
  const chunks: Uint8Array[] = mark ? [Uint8Array.of(0xef, 0xbb, 0xbf)] : [];
  const records: ExpectedRecord[] = [];
  let offset = mark ? 3 : 0;
  let blank = 0;
  const start = offset;
  const add = (text: string): number => {
    const bytes = encode(text);
    chunks.push(bytes);
    offset += bytes.length;
    return bytes.length;
  };
  lines.forEach(({ lead, pieces, gaps }, index) => {
    const last = index === lines.length - 1;
    add(lead);
    pieces.forEach(({ text, malformed }, place) => {
      const at = offset;
      // Numbers and words must be kept apart from what follows.
      const gap = `${gaps[place] ?? ""}${/[\w"]$/.test(text) && !malformed ? " " : ""}`;
      let length = add(text);
      const torn = malformed && last && !lastNewline;
      // A malformed record goes on to the line's end; only the line's own carriage return is not part of it.
      if (malformed) length += add(gap);
      if (malformed && gap.endsWith("\r")) length -= 1;
      records.push({
        offset: at,
        length,
        line: index + 1,
        malformed,
        glued: place > 0,
        // A bare word at the very end is known to be none, and cannot go on to be one.
        torn,
        value: malformed ? undefined : JSON.parse(new TextDecoder().decode(encode(text))),
      });
      if (!malformed) add(gap);
    });
    if (pieces.length === 0 && !(last && !lastNewline && lead === "")) blank++;
    if (!last || lastNewline) add("\n");
  });
  const endsOpen = lines.length > 0 && !lastNewline && isEmptyLine(lines.at(-1));
  return { bytes: concat(chunks), records, lines: offset === start ? 0 : lines.length - (endsOpen ? 1 : 0), blank };
}

function isEmptyLine(last: Line | undefined): boolean {
  return last !== undefined && last.lead === "" && last.pieces.length === 0;
}

/** UTF-8, but for `badByte`, which becomes 0xFF. */
export function encode(text: string): Uint8Array {
  return concat(
    text
      .split(badByte)
      .flatMap((part, index) => [...(index > 0 ? [Uint8Array.of(0xff)] : []), new TextEncoder().encode(part)]),
  );
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(chunks));
}

/** A source in memory whose reads stop after `cuts` bytes, in turn: no reader may count on how many bytes it gets. */
export function cutSource(bytes: Uint8Array, cuts: readonly number[]): Source {
  const source = createMemorySource(bytes);
  let reads = 0;
  return {
    ...source,
    readInto: (target, at, length, position) => {
      const most = cuts[reads++ % cuts.length] ?? length;
      return source.readInto(target, at, Math.min(length, most), position);
    },
  };
}

// What a click on a facet finds is what the facet counted, whatever the names are: stars, quotes, dashes, line breaks, NUL,
// halves of surrogate pairs, bytes that are no UTF-8, texts that read like filters.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { kindChoice, toggleKind } from "../../shared/filter/kindChoice.ts";
import { exactly, printPattern } from "../../shared/filter/namePattern.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openTranscript } from "./session.ts";
import type { Transcript } from "./transcript.ts";

const newFolder = temporaryFolders();

/** Stands for a byte that is not UTF-8 while a record is still a string. */
const badByte = "\uE000";
const letters = ["a", "b", "*", '"', "\\", " ", "-", ",", "(", ")", "/", ":", "\n", "\0", "\ud800", "\udc00"];
const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.string({ unit: fc.constantFrom(...letters, "u0041", "é", "e\u0301", badByte), maxLength: 4 }),
  },
  fc.constantFrom(
    "tool.*",
    "tool.x",
    "*",
    "**",
    '"',
    '"a"',
    "\\",
    "C:\\new",
    "--a",
    "-a",
    "AND",
    "NOT",
    "kind:a",
    "/a/",
  ),
  fc.constantFrom("(none)", "(malformed)", "(other)", "", " ", "a,b", "two words", "a".repeat(1030), "a".repeat(999)),
);
const record = fc.record({ type: name, role: name, tool: name });

/** A record's bytes, and its names as a reader decodes them. */
function written(members: Readonly<Record<"type" | "role" | "tool", string>>) {
  const [before = "", ...parts] = JSON.stringify(members).split(badByte);
  const pieces = [Buffer.from(before), ...parts.flatMap((part) => [Buffer.of(0xff), Buffer.from(part)])];
  const read = (text: string): string => text.toWellFormed().replaceAll(badByte, "\uFFFD");
  const isLong = JSON.stringify(members.type).length - 2 > 1024;
  const kind = isLong ? "(other)" : members.type === "" ? "(none)" : read(members.type);
  return { bytes: Buffer.concat(pieces), kind, role: named(read(members.role)), tool: named(read(members.tool)) };
}

/** Without a name, and with one too long to keep, a record has no role and no tool. */
function named(text: string): string | undefined {
  return text === "" || text.length > 1024 ? undefined : text;
}

async function opened(bytes: Uint8Array): Promise<Transcript> {
  const file = path.join(newFolder(), "transcript.jsonl");
  fs.writeFileSync(file, bytes);
  // Named, so that no other member is guessed where it is empty.
  const transcript = await openTranscript(file, { kindPath: "type" });
  if (!transcript.ok) throw new Error(transcript.failure.code);
  await transcript.value.whenIndexed();
  return transcript.value;
}

/** The numbers of the records that a filter finds. */
async function found(transcript: Transcript, text: string): Promise<readonly number[]> {
  const filter = parseFilter(text);
  if (!filter.ok) throw new Error(`${text}: ${filter.failure.message}`);
  const view = transcript.query(filter.value);
  await view.whenComplete();
  const rows = transcript.rows(view, 0, 1000);
  view.close();
  return rows.map((row) => row.record);
}

it("finds by a click on a kind, role or tool exactly the records that have it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 25 }), async (members) => {
      const records = members.map(written);
      const numbersOf = (has: (one: ReturnType<typeof written>) => boolean): readonly number[] =>
        records.flatMap((one, number) => (has(one) ? [number] : []));
      const transcript = await opened(Buffer.concat(records.flatMap(({ bytes }) => [bytes, Buffer.of(0x0a)])));
      const kinds = transcript.kinds();
      expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(records.length);
      for (const { kind, count } of kinds) {
        const own = numbersOf((one) => one.kind === kind);
        const only = toggleKind("", kind, "only");
        expect([only, await found(transcript, only)]).toEqual([only, own]);
        expect(count).toBe(own.length);
        expect([kindChoice(only, kind), toggleKind(only, kind, "neutral")]).toEqual(["included", ""]);
        const without = toggleKind("", kind, "exclude");
        expect([without, await found(transcript, without)]).toEqual([without, numbersOf((one) => one.kind !== kind)]);
      }
      for (const of of ["role", "tool"] as const) {
        for (const one of new Set(records.map((each) => each[of]))) {
          if (one === undefined) continue;
          const text = `${of}:${printPattern(exactly(one))}`;
          expect([text, await found(transcript, text)]).toEqual([text, numbersOf((each) => each[of] === one)]);
        }
      }
      const both = kinds.slice(0, 2).reduce((text, { kind }) => toggleKind(text, kind, "include"), "");
      const two = kinds.slice(0, 2).map(({ kind }) => kind);
      expect([both, await found(transcript, both)]).toEqual([both, numbersOf(({ kind }) => two.includes(kind))]);
      transcript.close();
    }),
    { numRuns: 60 },
  );
});

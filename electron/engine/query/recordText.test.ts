import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openFile } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { readText } from "./recordText.ts";

const makeFolder = temporaryFolders();

function sourceOf(bytes: Uint8Array): Source {
  const file = path.join(makeFolder(), "log.jsonl");
  fs.writeFileSync(file, bytes);
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

/** Bytes that are hard to cut: long characters, and what looks like parts of them. */
const awkwardBytes = fc
  .array(
    fc.oneof(
      fc.constantFrom("a", "é", "漢", "🎉", "\u{10ffff}", "\uffff", "\0", "﻿").map((text) => Buffer.from(text)),
      fc
        .constantFrom(0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xe2, 0xed, 0xf0, 0xf4, 0xf5, 0xff, 0xa0, 0x90)
        .map((byte) => Buffer.of(byte)),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.concat(parts));

describe("the text of a record", () => {
  it("comes in slices that make up the whole, whatever the bytes and wherever they are cut", () => {
    fc.assert(
      fc.property(awkwardBytes, fc.integer({ min: 1, max: 9 }), (bytes, length) => {
        const source = sourceOf(Buffer.concat([Buffer.from("🎉"), bytes, Buffer.from("🎉")]));
        const record = { offset: 4, length: bytes.length };
        let text = "";
        for (let from = 0; from < bytes.length; ) {
          const slice = readText(source, record, from, length);
          expect(slice.from).toBe(from);
          expect(slice.end).toBe(bytes.length);
          expect(slice.next).toBeGreaterThan(from);
          expect(slice.next).toBeLessThanOrEqual(Math.max(from + length, from + 4));
          text += slice.text;
          from = slice.next;
        }
        source.close();
        expect(text).toBe(bytes.toString());
      }),
    );
  });

  it("begins with the whole character when it is asked for from within one", () => {
    const source = sourceOf(Buffer.from("aé漢🎉z"));
    const record = { offset: 0, length: source.size };
    expect(readText(source, record, 2, 100)).toEqual({ text: "é漢🎉z", from: 1, next: 11, end: 11 });
    expect(readText(source, record, 5, 1)).toEqual({ text: "漢", from: 3, next: 6, end: 11 });
    expect(readText(source, record, 9, 1)).toEqual({ text: "🎉", from: 6, next: 10, end: 11 });
    expect(readText(source, record, 8, 2)).toEqual({ text: "🎉", from: 6, next: 10, end: 11 });
  });

  it("is empty behind the end and for a length of nothing", () => {
    const source = sourceOf(Buffer.from("abc\n"));
    const record = { offset: 0, length: 3 };
    expect(readText(source, record, 3, 10)).toEqual({ text: "", from: 3, next: 3, end: 3 });
    expect(readText(source, record, 99, 10)).toEqual({ text: "", from: 3, next: 3, end: 3 });
    expect(readText(source, record, 1, 0)).toEqual({ text: "", from: 1, next: 1, end: 3 });
  });

  it("fails when the source has become shorter", () => {
    const source = sourceOf(Buffer.from("0123456789"));
    fs.truncateSync(source.path, 4);
    expect(() => readText(source, { offset: 2, length: 8 }, 0, 8)).toThrow("source-changed");
  });
});

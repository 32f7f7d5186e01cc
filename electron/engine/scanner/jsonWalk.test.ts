import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemorySource } from "../source/memorySource.ts";
import { ByteWindow } from "./byteWindow.ts";
import type { Member } from "./jsonWalk.ts";
import { walkMembers } from "./jsonWalk.ts";
import { readStringText } from "./stringText.ts";

function windowOn(text: string, size = 64 * 1024) {
  return new ByteWindow(createMemorySource(text), size);
}

function rangeOf(text: string) {
  return { offset: 0, length: Buffer.byteLength(text) };
}

function membersOf(text: string, windowBytes?: number) {
  const walk = walkMembers(windowOn(text, windowBytes), rangeOf(text));
  return { members: [...walk], problem: walk.problem, end: walk.end };
}

function textOf(text: string, member: Member): string {
  return Buffer.from(text)
    .subarray(member.offset, member.offset + member.length)
    .toString();
}

/** The value again, built only from what the walk gives. */
function rebuild(window: ByteWindow, text: string, member: Member): unknown {
  if (member.type !== "object" && member.type !== "array") return JSON.parse(textOf(text, member));
  const members = [...walkMembers(window, member)].map((inner) => [inner.key, rebuild(window, text, inner)] as const);
  return member.type === "array" ? members.map(([, value]) => value) : Object.fromEntries(members);
}

describe("walkMembers", () => {
  it("gives the members of an object with their keys, types and places", () => {
    const text = ' { "a" : "x\\"}" , "b\\u0063":[1,{"d":"]"}],"n":-1.5e3,"t":true,"z":null , "o":{}}';
    const { members, problem, end } = membersOf(text);
    expect(members.map(({ key, index, type }) => [key, index, type])).toEqual([
      ["a", 0, "string"],
      ["bc", 1, "array"],
      ["n", 2, "number"],
      ["t", 3, "boolean"],
      ["z", 4, "null"],
      ["o", 5, "object"],
    ]);
    expect(members.map((member) => textOf(text, member))).toEqual([
      '"x\\"}"',
      '[1,{"d":"]"}]',
      "-1.5e3",
      "true",
      "null",
      "{}",
    ]);
    expect([problem, end]).toEqual([undefined, text.length]);
  });

  it("finds what JSON.parse finds in any value, through a window smaller than the value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 32, max: 64 }), fc.boolean(), (value, size, spaced) => {
        const text = `[${JSON.stringify(value, undefined, spaced ? 1 : undefined)}]`;
        const window = windowOn(text, size);
        const [only] = [...walkMembers(window, rangeOf(text), undefined, { keyBytes: 16 })];
        if (only === undefined) throw new Error("nothing found");
        const parsed: unknown = JSON.parse(textOf(text, only));
        expect(parsed).toEqual(JSON.parse(text)[0]);
      }),
    );
  });

  it("rebuilds any value from nested walks that share one window", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1024, max: 2048 }), (value, size) => {
        const text = JSON.stringify([value]);
        const window = windowOn(text, size);
        const walk = walkMembers(window, rangeOf(text));
        const rebuilt = [...walk].map((member) => rebuild(window, text, member));
        // Through entries on both sides: a key `__proto__` is a key like any other.
        expect(JSON.stringify(rebuilt)).toBe(JSON.stringify(JSON.parse(text)));
        expect(walk.problem).toBeUndefined();
      }),
    );
  });

  it("resumes from the cursor behind any member", () => {
    const text = '[10, "a" ,[2], {"x":3},null]';
    const all = membersOf(text).members;
    for (const member of all) {
      const rest = [...walkMembers(windowOn(text), rangeOf(text), member.next)];
      expect(rest).toEqual(all.slice(member.index + 1));
    }
  });

  it("pauses inside long values when asked to, and finds the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 9 }), (value, sliceBytes) => {
        const text = JSON.stringify([value, { a: '\\"\\'.repeat(9), b: value }, 1]);
        const walk = walkMembers(windowOn(text, 32), rangeOf(text), undefined, { sliceBytes });
        const found: Member[] = [];
        while (walk.end === undefined && walk.problem === undefined) {
          const member = walk.next();
          if (member !== undefined) found.push(member);
        }
        expect(found).toEqual(membersOf(text).members);
      }),
    );
  });

  it.each([
    ['{"a":1 "b":2}', 1, 7, "a comma or the closing bracket is missing"],
    ['{"a" 1}', 0, 5, "a colon is missing"],
    ["{a:1}", 0, 1, "a key in quotes is missing"],
    ["[1,]", 1, 3, "a value is missing"],
    ['{"a":}', 0, 5, "a value is missing"],
    ['{"a":1,}', 1, 7, "a key in quotes is missing"],
    ['{"a":1', 1, 6, "the text ends too early"],
    ['{"a":"1', 0, 5, "the text ends inside a value"],
    ['{"a":[[1]', 0, 5, "the text ends inside a value"],
    ['{"a', 0, 1, "the text ends inside a key"],
    ["12", 0, 0, "this is no object and no array"],
    ["", 0, 0, "the text ends too early"],
  ])("stops at a problem in %j", (text, before, offset, reason) => {
    const { members, problem } = membersOf(text);
    expect([members.length, problem]).toEqual([before, { offset, reason }]);
  });

  it("gives a bare word that JSON does not know as an invalid value and goes on", () => {
    expect(membersOf("[nul,01,+1,1e5]").members.map(({ type }) => type)).toEqual([
      "invalid",
      "invalid",
      "invalid",
      "number",
    ]);
  });

  it("cuts a key at the bound and says so", () => {
    const text = `{"${"k".repeat(50)}":1}`;
    const [member] = [...walkMembers(windowOn(text), rangeOf(text), undefined, { keyBytes: 10 })];
    expect([member?.key, member?.keyCut]).toEqual(["kkkkkkkkkk", true]);
  });

  it("skips strings that are longer than the window, with escapes at its edge", () => {
    for (let length = 90; length < 160; length++) {
      const text = `["${"x".repeat(length)}\\"\\\\","y"]`;
      expect(membersOf(text, 16).members.map((member) => textOf(text, member).length)).toEqual([length + 6, 3]);
    }
  });
});

describe("readStringText", () => {
  const pieces = ["a", "é", "€", "😀", '\\"', "\\\\", "\\u0041", "\\ud83d\\ude00", "\\n", "u", "\\ud83d"];

  it("gives the whole text in slices of any size, and never half a character", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (parts, size) => {
          const text = `["${parts.join("")}"]`;
          const window = windowOn(text, 8192);
          const [member] = [...walkMembers(window, rangeOf(text))];
          if (member === undefined) throw new Error("nothing found");
          let read = "";
          for (let from = 0; ; ) {
            const slice = readStringText(window, member, from, size);
            expect(slice.text.isWellFormed() || text.includes("\\ud83d")).toBe(true);
            read += slice.text;
            if (slice.next >= slice.end) break;
            expect(slice.next).toBeGreaterThan(slice.from);
            from = slice.next;
          }
          expect(read).toBe(JSON.parse(text)[0]);
        },
      ),
    );
  });

  it("begins at the next character when asked to begin inside one", () => {
    const text = '"a\\u0041\\ud83d\\ude00€b"';
    const window = windowOn(text);
    const range = rangeOf(text);
    const texts = Array.from({ length: range.length }, (_, from) => readStringText(window, range, from, 1000).text);
    expect(texts).toEqual([
      ...Array.from({ length: 2 }, () => "aA😀€b"),
      "A😀€b",
      ...Array.from({ length: 6 }, () => "😀€b"),
      ...Array.from({ length: 12 }, () => "€b"),
      ...Array.from({ length: 3 }, () => "b"),
      "",
    ]);
  });

  it("keeps escapes that JSON does not know as they are", () => {
    const text = '"a\\qb\\u12\\n"';
    expect(readStringText(windowOn(text), rangeOf(text), 0, 100).text).toBe("a\\qb\\u12\n");
  });
});

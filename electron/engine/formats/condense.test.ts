import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodedRecordBytes, decodedRecordLevels } from "../../../shared/limits.ts";
import { createMemorySource } from "../source/memorySource.ts";
import wasm from "./assembly/condense.ts?wasm";
import { Condenser } from "./condense.ts";
import { cutText, isObject, listAt, textAt } from "./condensedValue.ts";

const condenser = new Condenser();

function read(text: string, bound?: number) {
  const bytes = Buffer.from(text);
  return condenser.read(createMemorySource(bytes), { offset: 0, length: bytes.length }, bound);
}

/** Puts what was cut back from where it lies. */
function restored(value: unknown, bytes: Buffer): unknown {
  const cut = cutText(value);
  if (cut !== undefined) {
    const { offset, length } = cut.range;
    const whole: unknown = JSON.parse(`"${bytes.subarray(offset, offset + length).toString()}"`);
    expect(typeof whole === "string" && whole.startsWith(cut.head)).toBe(true);
    return whole;
  }
  if (Array.isArray(value)) return value.map((one) => restored(one, bytes));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, restored(one, bytes)]));
}

describe("a condensed record", () => {
  it("ends where the documented limits say", () => {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(wasm, "base64")));
    const { capacityOfOutput, deepestLevel } = exports;
    if (typeof capacityOfOutput !== "function" || typeof deepestLevel !== "function") throw new Error("no limits");
    expect([capacityOfOutput(), deepestLevel()]).toEqual([decodedRecordBytes, decodedRecordLevels]);
  });

  it("is the record itself when nothing in it is long", () => {
    const text = ' { "a" : [1, -2.5e3, true, null, "\\u00e9\\n\\"x\\""] , "b":{} , "c":[] } ';
    expect(read(text)).toEqual({ value: JSON.parse(text), complete: true });
  });

  it("keeps the beginning of a long string and where the whole of it lies", () => {
    const text = JSON.stringify({ before: 1, long: "x".repeat(5000), after: 2 });
    const { value, complete } = read(text, 100);
    expect(textAt(value, "long")).toBe("x".repeat(100));
    expect(cutText(isObject(value) ? value.long : undefined)?.range).toEqual({
      offset: text.indexOf("xxx"),
      length: 5000,
    });
    expect(complete).toBe(true);
  });

  it("says that it is no JSON", () => {
    for (const text of ["", "{", '{"a":}', "[1 2", "nonsense", '{"a":"b'] as const)
      expect(read(text).value).toBeUndefined();
  });

  it("cuts neither escapes nor characters", () => {
    for (let bound = 1; bound < 40; bound++) {
      const value = JSON.parse(`"${"\\u00e9\\\\é😀\\\\\\n\\ud83d\\ude00".repeat(4)}"`);
      const bytes = Buffer.from(JSON.stringify([value]).replace("é", "\\u00e9"));
      const { value: found } = condenser.read(createMemorySource(bytes), { offset: 0, length: bytes.length }, bound);
      expect(restored(found, bytes)).toEqual([value]);
    }
  });

  it("reads strings that are longer than a chunk", () => {
    const long = 'a"\\é'.repeat(200_000);
    const bytes = Buffer.from(JSON.stringify({ long, [long.slice(0, 3000)]: 1, next: [long, "end"] }));
    const { value } = condenser.read(createMemorySource(bytes), { offset: 0, length: bytes.length }, 64);
    expect(textAt(value, "next", 1)).toBe("end");
    expect(restored(isObject(value) ? value.long : undefined, bytes)).toBe(long);
  });

  it("leaves out what is too deep or too much, says so, and stays JSON", () => {
    const deep = read(`${"[".repeat(5000)}1${"]".repeat(5000)}`);
    expect(deep.complete).toBe(false);
    expect(Array.isArray(deep.value)).toBe(true);
    const many = read(`{"list":[${Array.from({ length: 900_000 }, (_, n) => `"n${n}"`).join(",")}],"after":1}`);
    expect(many.complete).toBe(false);
    expect(listAt(many.value, "list").length).toBeGreaterThan(100_000);
    const wide = read(`${'{"k":'.repeat(3000)}1${"}".repeat(3000)}`);
    expect(wide.complete).toBe(false);
  });

  it("is what JSON.parse gives, for any value and any bound", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 50 }), fc.nat(3), (value, bound, indent) => {
        const bytes = Buffer.from(JSON.stringify(value, undefined, indent));
        const { value: found } = condenser.read(createMemorySource(bytes), { offset: 0, length: bytes.length }, bound);
        fc.pre(!hasLongKey(value, bound));
        expect(restored(found, bytes)).toEqual(JSON.parse(bytes.toString()));
      }),
    );
  });
});

function hasLongKey(value: unknown, bound: number): boolean {
  if (Array.isArray(value)) return value.some((one) => hasLongKey(one, bound));
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([key, one]) => JSON.stringify(key).length - 2 > bound || Buffer.byteLength(key) > bound || hasLongKey(one, bound),
  );
}

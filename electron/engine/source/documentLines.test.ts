import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDocument, linesOfDocuments } from "./documentLines.ts";
import { createMemorySource } from "./memorySource.ts";

async function linesOf(text: string): Promise<readonly string[]> {
  let lines = "";
  for await (const part of linesOfDocuments(createMemorySource(text))) lines += Buffer.from(part).toString("utf8");
  return lines.split("\n").filter((line) => line !== "");
}

function is(text: string): boolean {
  return isDocument(createMemorySource(text));
}

const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2);

describe("a JSON document over many lines", () => {
  it("is told from JSON Lines, torn lines and lists with a member a line", () => {
    const long = Array.from({ length: 9000 }, (_, n) => ({ n, text: "x, y\n" }));
    for (const document of [{ a: 1 }, { messages: [{ a: 1 }] }, [{ a: 1 }, { b: 2 }], long, { long }]) {
      expect(is(pretty(document))).toBe(true);
      expect(is(`\ufeff${pretty(document)}\n`)).toBe(true);
      expect(is(JSON.stringify(document))).toBe(false);
      expect(is(`${JSON.stringify(document)}\n${pretty(document)}`)).toBe(false);
    }
    const others = [
      "",
      "{}",
      "{\n}",
      "[",
      '{"a":1,\n{"b":2}\n',
      '{"a":\n{"b":2}\n',
      '{"a":"torn\n{"b":2}\n',
      '[\n{"a":1},\n{"b":2}\n]\n',
      "[1,\n2]",
      "hello\n{\n",
      '{\n"a": nope\n}',
    ];
    for (const other of others) expect(is(other), other).toBe(false);
  });

  it("is told also where it is torn, by its lines that are indented", () => {
    const session = [
      { a: 1, b: [1, 2] },
      { c: "x, y", d: { e: 1 } },
    ];
    for (const whole of [
      pretty(session),
      pretty({ events: session, n: 1 }),
      JSON.stringify(session, undefined, "\t"),
    ]) {
      const least = whole.indexOf(",", whole.indexOf("\n")) + 1;
      for (let length = least; length <= whole.length; length++)
        expect(is(whole.slice(0, length)), `${length}`).toBe(true);
    }
    for (const other of ['{"a":1,"b":\n{"type":"x","n":1}', '{"a":1,"b":[\n{"type":"x","n":1}\n{"type":"y"}\n']) {
      expect(is(other), other).toBe(false);
    }
  });

  it("becomes a line, or a line for each member of its list, with what stands around the list", async () => {
    expect(await linesOf('{ "a" : [ 1 , 2 ],\r\n\t"b": "x  y" }\n')).toEqual(['{"a":[1,2],"b":"x  y"}']);
    expect(await linesOf(pretty([{ a: 1 }, { b: [{ c: 2 }] }, 7]))).toEqual(['{"a":1}', '{"b":[{"c":2}]}', "7"]);
    const session = {
      info: { messages: [{ x: 1 }] },
      messages: [{ a: 1.1 }, { "b,": "}]" }],
      cost: 1,
      steps: [{ s: 1 }],
    };
    expect(await linesOf(pretty(session))).toEqual([
      '{"info":{"messages":[{"x":1}]},"messages":[]}',
      '{"a":1.1}',
      '{"b,":"}]"}',
      '{"cost":1,"steps":[]}',
      '{"s":1}',
    ]);
    expect(await linesOf(`\ufeff${pretty({ a: 1 })}`)).toEqual(['{"a":1}']);
    expect(await linesOf(pretty({ messages: [], events: [1, 2], z: 0 }))).toEqual([
      '{"messages":[],"events":[1,2],"z":0}',
    ]);
  });

  it("may be one of several, and is read as far as it goes", async () => {
    expect(await linesOf(`${pretty({ a: 1 })}\n${pretty({ b: { c: 2 } })}{"d":3} 4 5`)).toEqual([
      '{"a":1}',
      '{"b":{"c":2}}',
      '{"d":3}',
      "4",
      "5",
    ]);
    expect(await linesOf('{\n"messages": [\n{"a": 1},\n{"b": "to')).toEqual(['{"messages":[]}', '{"a":1}', '{"b":"to']);
  });

  it("loses no value, whatever it holds", async () => {
    const name = fc.oneof(fc.string(), fc.constantFrom("messages", "steps", "info"));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.jsonValue({ maxDepth: 0 }),
        fc.array(tie("value")),
        fc.dictionary(name, tie("value")),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value, { noNullPrototype: true }), fc.nat(4), async (document, indent) => {
        const parts = (await linesOf(JSON.stringify(document, undefined, indent))).map((line): unknown =>
          JSON.parse(line),
        );
        // Put together again: what follows a line with an empty list that had members are these.
        const text = JSON.stringify(document);
        const leaves = (one: unknown): readonly unknown[] =>
          typeof one === "object" && one !== null ? Object.values(one).flatMap(leaves) : [one];
        expect(parts.flatMap(leaves)).toEqual(leaves(JSON.parse(text)));
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventsOnOneLine, holdsJoinedEvents } from "./joinedEvents.ts";
import { createMemorySource } from "./memorySource.ts";

async function joined(text: string): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of eventsOnOneLine(createMemorySource(Buffer.from(text, "latin1")))) parts.push(part);
  return Buffer.concat(parts).toString("latin1");
}

/** The events of a stream as the standard reads them. */
function eventsOf(text: string): readonly unknown[] {
  return text.split(/\r?\n\r?\n/).flatMap((event) => {
    const data = event.split(/\r?\n/).flatMap((line) => (line.startsWith("data:") ? [line.slice(5).trim()] : []));
    return data.length === 0 ? [] : [JSON.parse(data.join("\n"))];
  });
}

describe("events whose JSON stands over several lines", () => {
  it.each([
    'data: {\ndata: "a": 1\ndata: }\n\n',
    'event: x\r\nid: 1\r\ndata:{"a":\r\ndata:1}\r\n\r\n',
    ': hello\n\ndata: {"a":1}\n\ndata: {"a":[\ndata: 1]}\n\n',
    `data: {\n${`data: "a": "${"x".repeat(70_000)}",\n`}data: "b":1}\n\n`,
  ])("are seen in %j", (text) => {
    expect(holdsJoinedEvents(createMemorySource(Buffer.from(text, "latin1")))).toBe(true);
  });

  it.each([
    'data: {"a":1}\ndata: {"a":2}\n',
    'data: {"a":1}\ndata: [DONE]\n',
    'data: {"a":\ndata: {"a":2}\n',
    "data: hello\ndata: world\n\n",
    '{"a":"\\ndata: x"}\n{"a":\ndata: 1}\n',
    "",
  ])("are not seen in %j", (text) => {
    expect(holdsJoinedEvents(createMemorySource(Buffer.from(text, "latin1")))).toBe(false);
  });

  it("come to stand on one line, and every other byte stays, wherever parts are cut", async () => {
    const event = 'event: x\ndata: {"a":\ndata: 1,\r\ndata:"b":2}\n\ndata: {"a":1}\ndata: [DONE]\n\n';
    const flat = 'event: x\ndata: {"a":       1,\r      "b":2}\n\ndata: {"a":1}\ndata: [DONE]\n\n';
    const part = 256 * 1024;
    for (let before = part - event.length - 2; before <= part + 2; before++) {
      const comment = `:${" ".repeat(before - 2)}\n`;
      expect((await joined(comment + event)).slice(before)).toBe(flat);
    }
    for (const mark of ["", "\u00ef\u00bb\u00bf"]) {
      expect(await joined(`${mark}data: {"a":\ndata: 1}\n\n`)).toBe(`${mark}data: {"a":       1}\n\n`);
    }
  });

  it("are the events that the standard tells of", async () => {
    const value = fc.record({ type: fc.constantFrom("A", "B"), n: fc.integer(), text: fc.string() });
    const events = fc.array(fc.tuple(value, fc.constantFrom(undefined, 1)), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(events, fc.constantFrom("\n", "\r\n"), async (list, end) => {
        const text = list
          .map(
            ([one, indent]) =>
              `id: 1${end}data: ${JSON.stringify(one, null, indent).replaceAll("\n", `${end}data: `)}${end}${end}`,
          )
          .join("");
        const flat = await joined(text);
        expect(flat).toHaveLength(text.length);
        expect(eventsOf(flat)).toEqual(list.map(([one]) => one));
        expect(flat.split("\n").filter((line) => line.startsWith("data:"))).toHaveLength(list.length);
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { endsLinesWithReturns, returnsAsNewlines } from "./carriageReturns.ts";
import { createMemorySource } from "./memorySource.ts";

async function mended(text: string): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of returnsAsNewlines(createMemorySource(Buffer.from(text, "latin1")))) parts.push(part);
  return Buffer.concat(parts).toString("latin1");
}

describe("captures whose lines end in carriage returns", () => {
  it.each([
    'data: {"a":1}\r\rdata: {"a":2}\r\r',
    'event: x\rdata:{"a":1}\r\r',
    ': hello\r\rdata: {"a":1}\r\r',
    '\u00ef\u00bb\u00bfid: 7\rdata: {"a":1}\r\r',
    'data: {"a":1}\r\ndata: {"a":2}\r\r',
  ])("are seen in %j", (text) => {
    expect(endsLinesWithReturns(createMemorySource(Buffer.from(text, "latin1")))).toBe(true);
  });

  it.each([
    'data: {"a":1}\n\ndata: {"a":2}\n\n',
    'data: {"a":1}\r\n\r\ndata: {"a":2}\r\n\r\n',
    '{"a":1}\r{"a":2}\r',
    '{"a":"data: x"}\r\n',
    "note: x\r\r",
    "",
  ])("are not seen in %j", (text) => {
    expect(endsLinesWithReturns(createMemorySource(Buffer.from(text)))).toBe(false);
  });

  it("get newlines, and every other byte stays, wherever parts are cut", async () => {
    expect(await mended("a\rb\r\nc\n\r\rd\r")).toBe("a\nb\r\nc\n\n\nd\n");
    const part = 256 * 1024;
    for (const at of [part - 2, part - 1, part]) {
      const before = "x".repeat(at);
      expect(await mended(`${before}\r\ny\r`)).toBe(`${before}\r\ny\n`);
      expect(await mended(`${before}\ry\r`)).toBe(`${before}\ny\n`);
    }
  });
});

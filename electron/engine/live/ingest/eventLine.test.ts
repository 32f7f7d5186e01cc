import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastLineLength, readEventLine, writeEventLine } from "./eventLine.ts";

describe("the line of an event", () => {
  it("brings any bytes back as they were", () => {
    const bytes = fc.oneof(
      fc.uint8Array().map((all) => all.filter((byte) => byte !== 0x0a)),
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
    );
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (event, seq) => {
        let isJson = true;
        try {
          JSON.parse(Buffer.from(event).toString());
        } catch {
          isJson = false;
        }
        const line = writeEventLine({ seq, bytes: event }, isJson, 2 ** 24) ?? new Uint8Array();
        expect(line.length).toBeGreaterThanOrEqual(leastLineLength(seq, event.length));
        expect(line.indexOf(0x0a)).toBe(line.length - 1);
        const read = readEventLine(line.subarray(0, -1));
        expect(read?.seq).toBe(seq);
        expect(Buffer.compare(read?.bytes ?? Buffer.from("none"), event)).toBe(0);
      }),
    );
  });

  it("is made up to the bound, its number and newline included", () => {
    const event = { seq: 10, bytes: Buffer.from("{}") };
    const line = '{"seq":10,"event":{}}\n';
    expect(Buffer.from(writeEventLine(event, true, line.length) ?? "").toString()).toBe(line);
    expect(writeEventLine(event, true, line.length - 1)).toBeUndefined();
    expect(writeEventLine({ ...event, seq: 9 }, true, line.length - 1)).toBeDefined();
  });

  it.each([
    "",
    "{}",
    '{"seq":0,"event":{}}',
    '{"seq":01,"event":{}}',
    '{"seq":99999999999999999,"event":{}}',
    '{ "seq":1,"event":{}}',
    '{"event":{},"seq":1}',
    '{"seq":1,"event":}',
    '{"seq":1,"event":{"a":}}',
    '{"seq":1,"event":{}',
    '{"seq":1,"event":{}}}',
    '{"seq":1,"event":{},"more":1}',
    '{"seq":1,"base64":"e30"}',
    '{"seq":1,"base64":"e30=" }',
    '{"seq":1,"base64":"Cg=="}',
  ])("is refused where it is spelled in another way: %s", (line) => {
    expect(readEventLine(Buffer.from(line))).toBeUndefined();
  });
});

import { decode, encode } from "@ag-ui/proto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemorySource } from "./memorySource.ts";
import type { FramesEnd } from "./protoFrames.ts";
import { areProtoFrames, jsonOfFrames } from "./protoFrames.ts";

type Event = Parameters<typeof encode>[0];

const run = { threadId: "t1", runId: "r1" };
// The encoder takes events of the protocol by their type's name.
const events: readonly unknown[] = [
  { type: "RUN_STARTED", ...run },
  { type: "TEXT_MESSAGE_START", messageId: "m1", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "Rosen für 3 €".repeat(3000), timestamp: 1772359200000 },
  { type: "TEXT_MESSAGE_END", messageId: "m1" },
  { type: "STATE_SNAPSHOT", snapshot: { beds: [1, null, "x"] } },
  { type: "RUN_FINISHED", ...run },
];

function isEvent(value: unknown): value is Event {
  return typeof value === "object" && value !== null && "type" in value;
}

function framed(message: Uint8Array): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(message.length);
  return Buffer.concat([header, message]);
}

const frames = events.filter(isEvent).map((event) => framed(encode(event)));
const log = Buffer.concat(frames);

async function read(bytes: Uint8Array): Promise<{ readonly text: string; readonly end: FramesEnd | undefined }> {
  const parts = jsonOfFrames(createMemorySource(bytes));
  let text = "";
  for (;;) {
    const { value, done } = await parts.next();
    if (done === true) return { text, end: value };
    text += Buffer.from(value).toString("utf8");
  }
}

describe("binary frames of AG-UI", () => {
  it("are known by their first bytes, whatever else a file begins with", () => {
    expect(areProtoFrames(log.subarray(0, 4096))).toBe(true);
    expect(areProtoFrames(log.subarray(0, 30))).toBe(true);
    for (const other of ["", "{}", '{"type":"RUN_STARTED"}\n', "\u0000\u0000\u0000\u0005hello", "data: {}\n\n"]) {
      expect(areProtoFrames(Buffer.from(other))).toBe(false);
    }
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const encoding of ["utf8", "utf16le"] as const) {
          expect(areProtoFrames(Buffer.from(JSON.stringify({ value }), encoding))).toBe(false);
        }
      }),
    );
  });

  it("become the events that the official decoder makes of them, a line each", async () => {
    const { text, end } = await read(log);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(frames.map((frame) => JSON.parse(JSON.stringify(decode(frame.subarray(4))))));
    expect(JSON.parse(text.split("\n")[2] ?? "")).toMatchObject(Object(events[2]));
    expect(end).toEqual({ unread: 0, firstUnread: undefined, rest: undefined });
  });

  it("are counted where the decoder cannot take them, and told where there is no whole one", async () => {
    const [first = Buffer.alloc(0), ...others] = frames;
    const odd = framed(Buffer.from([0x0a, 0x7f, 0x01]));
    const { text, end } = await read(Buffer.concat([first, odd, ...others, Buffer.from([0, 0, 1, 0, 7])]));
    expect(text.trimEnd().split("\n")).toHaveLength(frames.length);
    expect(end).toEqual({ unread: 1, firstUnread: first.length, rest: log.length + odd.length });
  });
});

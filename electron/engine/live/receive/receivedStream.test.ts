import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import type { NumberedEvent } from "../ingest/eventLine.ts";
import { digestAfter, noEvents } from "../ingest/runningDigest.ts";
import type { TakenOrNot } from "./receivedStream.ts";
import { ReceivedStream } from "./receivedStream.ts";

const makeFolder = temporaryFolders();

/** Events whose bytes are their numbers. */
function events(from: number, to: number): readonly NumberedEvent[] {
  return Array.from({ length: to - from + 1 }, (_, at) => ({ seq: from + at, bytes: Buffer.from(String(from + at)) }));
}

function digestOf(upTo: number): string {
  return events(1, upTo).reduce((digest, { bytes }) => digestAfter(digest, bytes), noEvents);
}

async function inStream<Value>(folder: string, use: (stream: ReceivedStream) => Promise<Value>): Promise<Value> {
  const stream = await ReceivedStream.open(folder, "one");
  try {
    return await use(stream);
  } finally {
    await stream.close();
  }
}

const take = (folder: string, from: number, to: number, digest?: string): Promise<TakenOrNot> =>
  inStream(folder, (stream) => stream.take(events(from, to), digest));

const textIn = (folder: string): string => fs.readFileSync(path.join(folder, "one.jsonl"), "utf8");

describe("a received stream", () => {
  it("takes what is new of a window, and nothing behind a gap", async () => {
    const folder = makeFolder();
    expect(await take(folder, 1, 2, noEvents)).toMatchObject({ type: "taken", position: { accepted: 2 } });
    expect(await take(folder, 2, 3, digestOf(1))).toMatchObject({ type: "taken", position: { accepted: 3 } });
    expect(await take(folder, 1, 1, noEvents)).toMatchObject({ type: "taken", position: { accepted: 3 } });
    expect(await take(folder, 5, 6)).toMatchObject({ type: "gap", position: { accepted: 3 } });
    expect(textIn(folder)).toBe("1\n2\n3\n");
  });

  it("takes nothing from a sender that holds other events under its numbers", async () => {
    const folder = makeFolder();
    await take(folder, 1, 3, noEvents);
    expect(await take(folder, 4, 4, digestOf(2))).toMatchObject({ type: "differs" });
    expect(await take(folder, 2, 4, noEvents)).toMatchObject({ type: "differs" });
    const finish = (last: number, digest: string) => inStream(folder, (stream) => stream.finish(last, digest));
    expect(await finish(3, noEvents)).toMatchObject({ type: "differs" });
    expect(await finish(4, digestOf(4))).toMatchObject({ type: "gap" });
    expect(await finish(3, digestOf(3))).toMatchObject({ type: "taken", position: { complete: true } });
    expect(await take(folder, 4, 4, digestOf(3))).toMatchObject({ type: "taken", position: { complete: false } });
    expect(textIn(folder)).toBe("1\n2\n3\n4\n");
  });

  it("cuts off what was appended without its position, and goes on from the older slot when the younger one is torn", async () => {
    const folder = makeFolder();
    await take(folder, 1, 2);
    await take(folder, 3, 4);
    fs.appendFileSync(path.join(folder, "one.jsonl"), "5\n6");
    expect(await take(folder, 5, 5)).toMatchObject({ type: "taken", position: { accepted: 5 } });
    expect(textIn(folder)).toBe("1\n2\n3\n4\n5\n");
    // The third turn stands in the second slot.
    const position = fs.openSync(path.join(folder, "one.position"), "r+");
    fs.writeSync(position, "torn", 512 + 20);
    fs.closeSync(position);
    expect((await ReceivedStream.positionOf(folder, "one")).accepted).toBe(4);
    expect(textIn(folder)).toBe("1\n2\n3\n4\n");
  });

  it("leaves files alone that are not as it left them", async () => {
    const folder = makeFolder();
    await take(folder, 1, 2);
    fs.truncateSync(path.join(folder, "one.jsonl"), 2);
    await expect(take(folder, 3, 3)).rejects.toThrow("shorter than it was");
    fs.writeFileSync(path.join(folder, "one.position"), "x".repeat(1024));
    await expect(take(folder, 3, 3)).rejects.toThrow("is damaged");
    fs.rmSync(path.join(folder, "one.position"));
    for (const _ of [1, 2]) await expect(take(folder, 1, 1)).rejects.toThrow("is not ours");
    expect(textIn(folder)).toBe("1\n");
  });

  it("leaves a file alone that was there before, whatever failed when the stream was begun", async () => {
    const folder = makeFolder();
    fs.writeFileSync(path.join(folder, "one.position"), "");
    fs.writeFileSync(path.join(folder, "one.jsonl"), "of somebody else\n");
    for (const _ of [1, 2]) await expect(take(folder, 1, 1)).rejects.toThrow("is not ours");
    await expect(ReceivedStream.positionOf(folder, "one")).rejects.toThrow("is not ours");
    expect(textIn(folder)).toBe("of somebody else\n");
  });

  it.skipIf(process.platform === "win32")("begins behind an opening that failed half-way", async () => {
    const folder = makeFolder();
    const events = path.join(folder, "one.jsonl");
    fs.symlinkSync(path.join(folder, "elsewhere"), events);
    await expect(take(folder, 1, 1)).rejects.toThrow("ELOOP");
    fs.rmSync(events);
    fs.writeFileSync(events, "of somebody else\n");
    await expect(take(folder, 1, 1)).rejects.toThrow("is not ours");
    expect(textIn(folder)).toBe("of somebody else\n");
    fs.rmSync(events);
    expect(await take(folder, 1, 1)).toMatchObject({ type: "taken", position: { accepted: 1 } });
  });
});

import { describe, expect, it } from "vitest";
import { withEarlySync } from "./earlySync.ts";
import type { WritableFile } from "./fileOperations.ts";

/** A file that writes down what is done to it. Its flushes end when the test says so. */
function recordingFile() {
  const done: string[] = [];
  const flushes: { end(): void; fail(error: Error): void }[] = [];
  const file: WritableFile = {
    write: async (bytes) => {
      done.push(`write ${bytes.length}`);
      return bytes.length;
    },
    chmod: async () => {},
    sync: () =>
      new Promise((resolve, reject) => {
        done.push("flush");
        flushes.push({
          end: () => {
            done.push("flushed");
            resolve();
          },
          fail: reject,
        });
      }),
    close: async () => void done.push("close"),
  };
  return { file, done, flushes };
}

const four = new Uint8Array(4);

describe("a file that is flushed early", () => {
  it("is flushed while more is written, once at a time", async () => {
    const { file, done, flushes } = recordingFile();
    const early = withEarlySync(file, 8);
    for (let n = 0; n < 5; n++) expect(await early.write(four)).toBe(4);
    expect(done).toEqual(["write 4", "write 4", "flush", "write 4", "write 4", "write 4"]);
    flushes[0]?.end();
    await new Promise(setImmediate);
    await early.write(four);
    expect(done.at(-1)).toBe("flush");
  });

  it("is flushed once more at the end, behind the early flush", async () => {
    const { file, done, flushes } = recordingFile();
    const early = withEarlySync(file, 4);
    await early.write(four);
    const synced = early.sync();
    await new Promise(setImmediate);
    expect(done).toEqual(["write 4", "flush"]);
    flushes[0]?.end();
    await new Promise(setImmediate);
    flushes[1]?.end();
    await synced;
    expect(done).toEqual(["write 4", "flush", "flushed", "flush", "flushed"]);
  });

  it("tells of a flush that failed on the way with the next call, since the system tells it only once", async () => {
    const { file, flushes } = recordingFile();
    const early = withEarlySync(file, 4);
    await early.write(four);
    flushes[0]?.fail(new Error("EIO"));
    await new Promise(setImmediate);
    await expect(early.write(four)).rejects.toThrow("EIO");
    await expect(early.sync()).rejects.toThrow("EIO");
    expect(flushes).toHaveLength(1);
  });

  it("is closed only when no flush is under way", async () => {
    const { file, done, flushes } = recordingFile();
    const early = withEarlySync(file, 4);
    await early.write(four);
    const closed = early.close();
    await new Promise(setImmediate);
    expect(done).not.toContain("close");
    flushes[0]?.end();
    await closed;
    expect(done).toEqual(["write 4", "flush", "flushed", "close"]);
  });
});

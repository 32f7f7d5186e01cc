import fs from "node:fs";
import path from "node:path";
import { PassThrough } from "node:stream";
import zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { fail } from "../../../shared/result.ts";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import { compressedOutput, createZstandard } from "./compressedOutput.ts";
import { ExportFailed } from "./exportFailed.ts";
import type { ExportOutput } from "./exportOutput.ts";
import { runExport } from "./runExport.ts";

const { makeFolder, transcriptOf } = openedTranscripts();
const options = { as: "records", filter: "", pretty: false, dropRaw: false } as const;
/** Some 6 MB that do not repeat much. */
const text = Array.from(
  { length: 60_000 },
  (_, line) =>
    `{"type":"T","n":${(line * 7919) % 65_537},"x":"${(line ** 3).toString(36)} ${"word ".repeat(line % 30)}"}\n`,
).join("");

function collector(write: (bytes: Uint8Array) => void | Promise<void>): ExportOutput & { readonly said: string[] } {
  const said: string[] = [];
  return {
    said,
    bytesWritten: 0,
    write,
    finish: async () => {},
    commit: async () => void said.push("committed"),
    abort: async () => void said.push("aborted"),
  };
}

describe("compressed records", () => {
  it.each([
    ["gz", (bytes: Buffer) => zlib.gunzipSync(bytes)],
    ["zst", (bytes: Buffer) => zlib.zstdDecompressSync(bytes)],
  ])("are the records again, and the same bytes every time: .%s", async (ending, decompress) => {
    const source = await transcriptOf(text);
    const [one, two] = ["a", "b"].map((name) => path.join(makeFolder(), `${name}.jsonl.${ending}`));
    if (one === undefined || two === undefined) throw new Error("no names");
    const exported = await runExport(source, options, one);
    expect(exported).toMatchObject({ ok: true, value: { recordsOut: 60_000, bytesOut: fs.statSync(one).size } });
    await runExport(source, options, two);
    expect(decompress(fs.readFileSync(one)).toString() === text).toBe(true);
    expect(fs.statSync(one).size).toBeLessThan(text.length / 2);
    expect(fs.readFileSync(one).equals(fs.readFileSync(two))).toBe(true);
  });

  it("leave nothing when they are cancelled", async () => {
    const folder = makeFolder();
    const controller = new AbortController();
    const result = await runExport(await transcriptOf(text), options, path.join(folder, "out.gz"), {
      signal: controller.signal,
      onProgress: ({ stage }) => {
        if (stage === "copying") controller.abort();
      },
    });
    expect(result).toEqual(fail({ code: "cancelled" }));
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it.each([true, false])("are made by the runtime or by WebAssembly: %s", async (inRuntime) => {
    for (let time = 0; time < 2; time++) {
      const parts: Buffer[] = [];
      const inner = collector((bytes) => void parts.push(Buffer.from(bytes)));
      const output = compressedOutput(inner, await createZstandard(inRuntime));
      for (let at = 0; at < text.length; at += 300_000) await output.write(Buffer.from(text.slice(at, at + 300_000)));
      await output.commit();
      expect(inner.said).toEqual(["committed"]);
      expect(zlib.zstdDecompressSync(Buffer.concat(parts)).toString() === text).toBe(true);
    }
  });

  it("end with the reason when their file takes no more", async () => {
    const inner = collector(async () => Promise.reject(new ExportFailed({ code: "disk-full", name: "out" })));
    const output = compressedOutput(inner, zlib.createGzip());
    const writing = async () => {
      for (let at = 0; at < text.length; at += 300_000) await output.write(Buffer.from(text.slice(at, at + 300_000)));
      await output.commit();
    };
    await expect(writing()).rejects.toMatchObject({ failure: { code: "disk-full" } });
    await output.abort();
    expect(inner.said).toEqual(["aborted"]);
  });

  it("give the stream its bytes in one room, and leave those of the caller free for the next", async () => {
    const rooms = new Set<ArrayBufferLike>();
    const parts: Buffer[] = [];
    const compressor = new PassThrough({
      transform: (chunk: Buffer, _encoding, done) => {
        rooms.add(chunk.buffer);
        done(null, Buffer.from(chunk));
      },
    });
    const output = compressedOutput(
      collector((bytes) => void parts.push(Buffer.from(bytes))),
      compressor,
    );
    const bytes = Buffer.alloc(100_000);
    for (let n = 0; n < 20; n++) {
      const written = output.write(bytes.fill(n));
      bytes.fill(0xff);
      await written;
    }
    await output.commit();
    expect(rooms.size).toBe(1);
    expect(
      Buffer.concat(parts).equals(Buffer.concat(Array.from({ length: 20 }, (_, n) => Buffer.alloc(100_000, n)))),
    ).toBe(true);
  });
});

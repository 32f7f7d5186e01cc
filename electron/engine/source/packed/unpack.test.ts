import zlib from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemorySource } from "../memorySource.ts";
import { type Packing, packingOf } from "./packing.ts";
import type { UnpackEnd } from "./unpack.ts";
import { unpack } from "./unpack.ts";
import { zstdDecoder } from "./zstdDecoder.ts";

async function unpacked(
  bytes: Uint8Array,
  packing: Packing,
  taking: () => Promise<void> = async () => {},
): Promise<{ text: string; end: UnpackEnd }> {
  const parts: Buffer[] = [];
  const all = unpack(createMemorySource(bytes), packing);
  for (;;) {
    const { value, done } = await all.next();
    if (done === true) return { text: Buffer.concat(parts).toString(), end: value };
    parts.push(Buffer.from(value));
    await taking();
  }
}

/** For one who takes so long over each part that the decoder has to wait, and is through meanwhile. */
const slowly = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

const checked = { params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } };
const quick = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } };
const pack: Readonly<Record<Packing, (text: string) => Buffer>> = {
  gzip: (text) => zlib.gzipSync(text),
  zstd: (text) => zlib.zstdCompressSync(text, checked),
  brotli: (text) => zlib.brotliCompressSync(text, quick),
};
const packings = ["gzip", "zstd", "brotli"] as const;
/** What does not pack well, so that it has several blocks. */
const long = Array.from({ length: 60_000 }, (_, n) => `{"n":${n},"r":${(n * 7919) % 1_000_003}}\n`).join("");
const skippable = Buffer.from([0x52, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5]);

describe.each(packings)("a file packed with %s", (packing) => {
  it("is unpacked, long, short and empty", async () => {
    for (const text of [long, "{}\n", ""]) {
      expect(await unpacked(pack[packing](text), packing)).toEqual({ text, end: { is: "whole" } });
    }
  });

  it("is unpacked over all its members, with zeros between and behind them", async () => {
    const zeros = Buffer.alloc(70_000);
    const file = Buffer.concat([pack[packing]("one\n"), pack[packing](long), zeros, pack[packing]("two\n"), zeros]);
    const { text, end } = await unpacked(file, packing);
    expect(end).toEqual({ is: "whole" });
    expect(text === `one\n${long}two\n`).toBe(true);
  });

  it("is unpacked to its last byte, however little stands behind what is held at once", async () => {
    for (const over of [-1, 0, 1, 7_000, 70_000, 1024 * 1024 + 1]) {
      const text = "x".repeat(1024 * 1024 + over);
      const result = await unpacked(pack[packing](text), packing, slowly);
      expect(result.end).toEqual({ is: "whole" });
      expect(result.text === text, `${over} bytes over: ${result.text.length} of ${text.length}`).toBe(true);
    }
  });

  it("names the member inside of which it ends, and gives what came before", async () => {
    const [first, second] = [pack[packing]("one\n"), pack[packing](long)];
    const file = Buffer.concat([first, second.subarray(0, second.length * 0.9)]);
    const { text, end } = await unpacked(file, packing);
    expect(end).toEqual({ is: "cut", at: first.length, member: 2 });
    expect(text.length).toBeGreaterThan(long.length / 2);
    expect(`one\n${long}`.startsWith(text)).toBe(true);
  });

  it("says that something else follows, and where", async () => {
    const file = pack[packing](long);
    const { text, end } = await unpacked(Buffer.concat([file, Buffer.from("\n{}")]), packing);
    expect(text === long).toBe(true);
    // To Brotli, which has no mark of its own, a few bytes may be the beginning of a stream.
    expect(end).toMatchObject({ is: packing === "brotli" ? "cut" : "foreign", at: file.length });
  });

  it("gives, cut anywhere, a beginning of what it holds, and never takes that for all", async () => {
    const text = long.slice(0, 3_000);
    const file = Buffer.concat([pack[packing](text), pack[packing](text)]);
    const whole = pack[packing](text).length;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: file.length - 1 }), async (cut) => {
        const result = await unpacked(file.subarray(0, cut), packing);
        expect(`${text}${text}`.startsWith(result.text)).toBe(true);
        expect(result.end.is === "whole").toBe(cut === whole);
        if (cut >= whole) expect(result.text.length).toBeGreaterThanOrEqual(text.length);
      }),
      { numRuns: 40 },
    );
  });
});

/** A file that grows: `cuts` are the sizes that it has, one after the other. Tells how it would have ended at each of them. */
async function unpackedGrowing(bytes: Uint8Array, packing: Packing, cuts: readonly number[]) {
  let size = cuts[0] ?? 0;
  const source = {
    ...createMemorySource(bytes),
    get size() {
      return size;
    },
    readInto: (target: Uint8Array, at: number, length: number, position: number) => {
      const part = bytes.subarray(position, Math.min(size, position + length));
      target.set(part, at);
      return part.length;
    },
  };
  const left = cuts.slice(1);
  const ends: UnpackEnd[] = [];
  const parts: Buffer[] = [];
  const all = unpack(source, packing, async (end) => {
    ends.push(end);
    const next = left.shift();
    size = next ?? size;
    return next !== undefined;
  });
  for (;;) {
    const { value, done } = await all.next();
    if (done === true) return { text: Buffer.concat(parts).toString(), end: value, ends };
    parts.push(Buffer.from(value));
  }
}

describe.each(packings)("a file packed with %s that grows", (packing) => {
  it("is unpacked on, wherever it ended between", async () => {
    const text = long.slice(0, 3_000);
    const members = [pack[packing](text), pack[packing]("x\n"), pack[packing](text)];
    const file = Buffer.concat([...members, Buffer.alloc(9)]);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: file.length - 1 }), { maxLength: 30 }),
        async (some) => {
          const cuts = [...some.sort((a, b) => a - b), file.length];
          const { text: all, end } = await unpackedGrowing(file, packing, cuts);
          expect(all).toBe(`${text}x\n${text}`);
          expect(end).toEqual({ is: "whole" });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("tells how it would have ended", async () => {
    const [first, second] = [pack[packing]("one\n"), pack[packing](long)];
    const file = Buffer.concat([first, second]);
    const { ends } = await unpackedGrowing(file, packing, [first.length, first.length + 9, file.length]);
    const cut = { is: "cut", at: first.length, member: 2 };
    expect(ends[0]).toEqual({ is: "whole" });
    expect(ends.slice(1, -1)).toEqual(ends.slice(1, -1).map(() => cut));
    expect(ends.at(-1)).toEqual({ is: "whole" });
  });
});

describe("damage", () => {
  it.each(["gzip", "zstd"] as const)("of a %s checksum is told behind the bytes", async (packing) => {
    const file = pack[packing]("one\n");
    const last = file.length - (packing === "gzip" ? 5 : 1);
    file[last] = (file[last] ?? 0) ^ 1;
    const { text, end } = await unpacked(file, packing);
    expect(text).toBe("one\n");
    expect(end).toMatchObject({ is: "damaged" });
  });

  it("inside a member keeps what was unpacked before", async () => {
    const file = pack.gzip(long);
    file.fill(0xff, 200_000, 200_200);
    const { text, end } = await unpacked(file, "gzip");
    expect(end.is).toBe("damaged");
    expect(text.length).toBeGreaterThan(500_000);
  });

  it("keeps what was unpacked before also where that is more than is held at once", async () => {
    const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    const noBlock = Buffer.from([0x07]);
    for (const over of [0, 1, 7_000, 17_000, 70_000, 200_000]) {
      const text = "x".repeat(1024 * 1024 + over);
      const flushed = zlib.deflateRawSync(text, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
      const result = await unpacked(Buffer.concat([head, flushed, noBlock]), "gzip", slowly);
      expect(result.end.is).toBe("damaged");
      // The runtime keeps the part to itself that it was filling.
      expect(text.length - result.text.length).toBeLessThanOrEqual(zlib.constants.Z_DEFAULT_CHUNK);
    }
  });

  it("is what a file is that only has the name", async () => {
    expect(await unpacked(Buffer.from("plain text"), "brotli")).toMatchObject({ text: "", end: { at: 0 } });
  });
});

describe("zstd", () => {
  it("passes over skippable frames, in front, between and behind", async () => {
    const file = Buffer.concat([skippable, pack.zstd("one\n"), skippable, skippable, pack.zstd("two\n"), skippable]);
    expect(await unpacked(file, "zstd")).toEqual({ text: "one\ntwo\n", end: { is: "whole" } });
    expect(await unpacked(skippable, "zstd")).toEqual({ text: "", end: { is: "whole" } });
    expect((await unpacked(skippable.subarray(0, 9), "zstd")).end).toEqual({ is: "cut", at: 0, member: 1 });
  });

  it("refuses a window above 128 MiB", async () => {
    // Descriptor without a single segment, window of 256 MiB, one empty block.
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 18 << 3, 1, 0, 0]);
    expect((await unpacked(frame, "zstd")).end).toMatchObject({ is: "damaged", at: 0 });
    frame[5] = 17 << 3;
    expect((await unpacked(frame, "zstd")).end).toEqual({ is: "whole" });
  });

  it("is decoded without the runtime's help, its checksum too", async () => {
    const frame = zlib.zstdCompressSync(long.slice(0, 5_000), checked);
    const decode = async (bytes: Buffer): Promise<string> => {
      const decoder = await zstdDecoder(true, false);
      const parts: Buffer[] = [];
      decoder.on("data", (part: Buffer) => parts.push(part));
      const ended = new Promise<string>((resolve) => {
        decoder.once("end", () => resolve(Buffer.concat(parts).toString()));
        decoder.once("error", (error) => resolve(error.message));
      });
      decoder.write(bytes.subarray(0, -4));
      decoder.end(bytes.subarray(-4));
      return ended;
    };
    expect(await decode(frame)).toBe(long.slice(0, 5_000));
    frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 1;
    expect(await decode(frame)).toBe("its checksum is wrong");
  });
});

it("knows how a file is packed", () => {
  for (const packing of packings) expect(packingOf(pack[packing]("{}\n"), "log.jsonl.br")).toBe(packing);
  expect(packingOf(skippable, "log")).toBe("zstd");
  expect(packingOf(Buffer.from('{"a":1}\n'), "log.br")).toBe(undefined);
  expect(packingOf(pack.brotli("{}\n"), "log.jsonl")).toBe(undefined);
});

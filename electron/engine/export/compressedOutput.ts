// An output that is compressed on its way, as its name says: .gz or .zst. What the runtime can do, it does; Node 20 has no
// Zstandard, which then comes as WebAssembly.

import type { Transform } from "node:stream";
import { Transform as TransformStream, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";
import type { ExportOutput } from "./exportOutput.ts";

/** Undefined when the name asks for no compression. */
export async function compressorFor(name: string): Promise<Transform | undefined> {
  if (/\.gz$/i.test(name)) return zlib.createGzip();
  if (/\.zst$/i.test(name)) return createZstandard();
  return undefined;
}

export async function createZstandard(inRuntime = "createZstdCompress" in zlib): Promise<Transform> {
  if (inRuntime) return zlib.createZstdCompress();
  const { Zstd } = await import("@hpcc-js/wasm-zstd");
  const zstd = await Zstd.load();
  zstd.reset();
  return new TransformStream({
    transform: (chunk, _encoding, done) => done(null, zstd.compressChunk(chunk)),
    flush: (done) => done(null, zstd.compressEnd()),
  });
}

/** `bytesWritten` is what the file holds. */
export function compressedOutput(output: ExportOutput, compressor: Transform): ExportOutput {
  const target = new Writable({
    write: (bytes: Buffer, _encoding, done) => {
      void (async () => output.write(bytes))().then(() => done(), done);
    },
  });
  const finished = pipeline(compressor, target);
  // Whoever writes next, or ends, is told.
  finished.catch(() => undefined);
  let isFinished = false;
  /** What the stream is given: one room for all, since copies would be given back long after it has taken them. */
  let room = Buffer.alloc(0);
  const finish = async (): Promise<void> => {
    isFinished = true;
    compressor.end();
    await finished;
    await output.finish();
  };
  return {
    get bytesWritten() {
      return output.bytesWritten;
    },
    write: async (bytes) => {
      // The caller may use its bytes again now.
      if (room.length < bytes.length) room = Buffer.allocUnsafeSlow(bytes.length);
      room.set(bytes);
      const given = room.subarray(0, bytes.length);
      const taken = new Promise((resolve) => compressor.write(given, resolve));
      await Promise.race([taken, finished]);
    },
    finish,
    commit: async () => {
      if (!isFinished) await finish();
      await output.commit();
    },
    abort: async () => {
      compressor.destroy();
      await finished.catch(() => undefined);
      await output.abort();
    },
  };
}

// Decodes one zstd frame. The runtime's decoder where there is one; Node 20 has none, and gets one in JavaScript, which leaves
// the checksum to us.

import { Transform } from "node:stream";
import zlib from "node:zlib";
import type { Decoder } from "./throughStream.ts";

/** It is to be given a frame block by block, the checksum last. */
export async function zstdDecoder(hasChecksum: boolean, inRuntime = "createZstdDecompress" in zlib): Promise<Decoder> {
  if (inRuntime) return zlib.createZstdDecompress();
  const [{ Decompress }, { default: xxhash }] = await Promise.all([import("fzstd"), import("xxhash-wasm")]);
  const sum = (await xxhash()).create64();
  let last: Uint8Array = new Uint8Array();
  const decompress = new Decompress((bytes) => {
    sum.update(bytes);
    // It may write over them for the next block.
    decoder.push(Buffer.from(bytes));
  });
  const decoder = Object.assign(
    new Transform({
      transform(piece: Uint8Array, _encoding, done) {
        last = piece;
        done(unlessThrown(() => decompress.push(piece)));
      },
      flush(done) {
        const stated = Buffer.from(last);
        const isWrong =
          hasChecksum && stated.length === 4 && BigInt(stated.readUInt32LE(0)) !== (sum.digest() & 0xffffffffn);
        done(isWrong ? new Error("its checksum is wrong") : null);
      },
    }),
    { bytesWritten: 0 },
  );
  return decoder;
}

function unlessThrown(act: () => void): Error | null {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

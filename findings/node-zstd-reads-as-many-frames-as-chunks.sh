#!/usr/bin/env bash
# Node 24.21.0 (and 24.15.0, which Electron 42 has): of a .zst file with two frames, how much is read depends on how it is cut into chunks.
#
# A good guess says: frames that follow one another are one stream, as `cat a.zst b.zst` and zstd itself have it, and as Node reads the members
# of a gzip file; and a stream's output does not depend on the sizes of its chunks.
#
# True is: what follows a frame in the same chunk is dropped without an error; in a chunk of its own it is read. So the first of two short
# frames is all of the file when it comes whole, and both are there when it comes byte by byte. zstdDecompressSync gives the first one.
# Of a file that was cut off 24.15.0 gives half a line, without an error; 24.21.0 says Z_BUF_ERROR.
#
# Why it matters: programs that write logs end a frame when they flush, and append a frame at each start. Such a transcript has some of its
# records, which depends on the disk and on nothing one can see, and no reader is told. Frames have to be found by their own
# headers and read one by one.
#
# Valid input: frames that Node wrote, one behind the other, as RFC 8878 allows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for version in 24.15.0 24.21.0; do
  mkdir "$version"
  (cd "$version" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund "node@$version")
done

cat >run.mjs <<'JS'
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createGunzip, createZstdDecompress, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
const lines = ['{"n":1}\n', '{"n":2}\n'];
const packed = (pack) => Buffer.concat(lines.map((line) => pack(line)));
const read = (chunks, unpack) => text(Readable.from(chunks).pipe(unpack())).catch((error) => error.code);
const frames = packed(zstdCompressSync);
const count = (unpacked) => unpacked.split("\n").length - 1;
const whole = count(await read([frames], createZstdDecompress));
const bytes = count(await read([...frames].map((byte) => Buffer.of(byte)), createZstdDecompress));
const sync = count(zstdDecompressSync(frames).toString());
const gzip = count(await read([packed(gzipSync)], createGunzip));
const cut = await read([frames.subarray(0, frames.length / 2 - 3)], createZstdDecompress);
console.log(`${process.version}: one chunk ${whole}, byte by byte ${bytes}, sync ${sync}, gzip ${gzip} lines; cut ${JSON.stringify(cut)}`);
JS

seen=$(for version in 24.15.0 24.21.0; do "$version/node_modules/.bin/node" run.mjs; done)
echo "$seen"
expected='v24.15.0: one chunk 1, byte by byte 2, sync 1, gzip 2 lines; cut "{\"n\":"
v24.21.0: one chunk 1, byte by byte 2, sync 1, gzip 2 lines; cut "Z_BUF_ERROR"'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

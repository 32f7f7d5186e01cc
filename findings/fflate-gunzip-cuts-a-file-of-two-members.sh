#!/usr/bin/env bash
# fflate 0.8.3: of a .gz file with two members gunzipSync gives the first one, cut to the size of the last.
#
# A good guess says: members that follow one another are one file, as gzip, zlib and the other libraries have it; a reader that does not
# know that gives the first member, or an error; and functions of one library agree.
#
# True is: gunzipSync and decompressSync take the last four bytes of the file for the size of what they unpack. When the last member is
# short (14 bytes), 14 bytes are all that is given of a first member of 440, in the middle of a line; when it is long, the first member
# is given whole and the second one not. No error in either case. Gunzip, the streaming form of the same library, gives all, and so
# do pako 3.0.3 and Node.
#
# Why it matters: programs that add to a packed log append a member at each start or flush (`gzip >> log.gz`). What is left of a
# megabyte of transcript is as long as its last flush, and it ends in the middle of a record, which looks as if
# the program had been killed.
#
# Valid input: two members that Node wrote, as RFC 1952 allows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund fflate@0.8.3 pako@3.0.3

cat >run.mjs <<'JS'
import { gunzipSync as nodeGunzipSync, gzipSync } from "node:zlib";
import { decompressSync, Gunzip, gunzipSync } from "fflate";
import { ungzip } from "pako";
const long = Array.from({ length: 50 }, (_, n) => `${JSON.stringify({ n })}\n`).join("");
const short = '{"last":true}\n';
const streamed = (bytes) => {
  let length = 0;
  const gunzip = new Gunzip((part) => {
    length += part.length;
  });
  gunzip.push(bytes, true);
  return { length };
};
for (const [name, members] of [["long, short", [long, short]], ["short, long", [short, long]]]) {
  const bytes = Buffer.concat(members.map((member) => gzipSync(member)));
  const lengths = [gunzipSync, decompressSync, streamed, ungzip, nodeGunzipSync].map((unpack) => unpack(bytes).length);
  console.log(`${name} (${long.length + short.length} bytes): gunzipSync, decompressSync, Gunzip, pako, Node: ${lengths.join(", ")}`);
}
JS

seen=$(node run.mjs)
echo "$seen"
expected='long, short (454 bytes): gunzipSync, decompressSync, Gunzip, pako, Node: 14, 14, 454, 454, 454
short, long (454 bytes): gunzipSync, decompressSync, Gunzip, pako, Node: 14, 14, 454, 454, 454'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

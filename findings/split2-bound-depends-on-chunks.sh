#!/usr/bin/env bash
# split2 4.2.0: whether a line that is longer than maxLength is dropped depends on where the chunks were cut.
#
# A good guess says: with maxLength no line is longer than that, and with skipOverflow the longer ones are left out, all of them; what a
# stream of lines gives does not depend on the sizes of its chunks.
#
# True is: the length is looked at only for what is left over at the end of a chunk. A line of 20 KB that lies whole in one chunk is given, against
# a limit of 10 KB; one that reaches from one chunk into the next is dropped, and with skipOverflow nothing says so. Read from a file
# (64 KiB a chunk) some of equal lines are there and some are not; from a pipe others.
#
# Why it matters: the limit is set to be safe against giant tool outputs, and it is not one; and of records that are somewhat too long a
# changing part is missing in silence, so two imports of one transcript differ. ndjson and pino's readers are made of it. Lines
# have to be counted as they are cut, and what is left out has to be said.
#
# Valid input: twenty records of 20 KB as JSON Lines, in chunks of several sizes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund split2@4.2.0

cat >run.mjs <<'JS'
import { writeFileSync, createReadStream } from "node:fs";
import split2 from "split2";
const lines = Array.from({ length: 20 }, (_, n) => `${JSON.stringify({ n, text: "x".repeat(20_000) })}\n`);
writeFileSync("log.jsonl", lines.join(""));
for (const kilobytes of [8, 64, 256, 1024]) {
  let given = 0;
  let longest = 0;
  const source = createReadStream("log.jsonl", { highWaterMark: kilobytes * 1024 });
  for await (const line of source.pipe(split2({ maxLength: 10_000, skipOverflow: true }))) {
    given += 1;
    longest = Math.max(longest, line.length);
  }
  console.log(`chunks of ${kilobytes} KiB: ${given} of ${lines.length} lines, the longest ${longest > 10_000 ? "longer" : "not longer"} than allowed`);
}
JS

seen=$(node run.mjs)
echo "$seen"
expected='chunks of 8 KiB: 0 of 20 lines, the longest not longer than allowed
chunks of 64 KiB: 17 of 20 lines, the longest longer than allowed
chunks of 256 KiB: 20 of 20 lines, the longest longer than allowed
chunks of 1024 KiB: 20 of 20 lines, the longest longer than allowed'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 4.2.0: the finding no longer holds."
  exit 1
fi

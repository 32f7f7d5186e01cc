#!/usr/bin/env bash
# tail 2.2.6: of a log that is cut and written anew the first records are not told, and the first line that is may be the rest of one; a
# character whose bytes come in two writes is destroyed.
#
# A good guess says: a library for tailing knows what `tail -F` knows. A file that became shorter is read from its begin, a file that took
# the place of another one, too; lines are told when they are whole, and their bytes are what was written.
#
# True is: it compares sizes when an event comes. When the file was cut and new records were written before that, and they are longer than what
# was there, reading goes on where it had ended: in the middle of a record. When they are shorter, they are not told at all. Of a
# file that took the place of a renamed one nothing is told any more, nor what was written right before. Each part that is read is decoded by itself, so the two bytes of "é" become two signs
# for what cannot be read, in a line that is whole JSON all the same. "error" is never said.
#
# Why it matters: copytruncate of logrotate, and programs that write a session file anew (compaction, migration), do just this. Records are
# missing, and what is there looks whole. Who follows a file has to know it by more than its size, and must cut lines as bytes.
#
# Valid input: whole lines of JSON in the end; half a second between what is done.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund tail@2.2.6

cat >run.mjs <<'JS'
import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import { Tail } from "tail";
const pause = (ms = 500) => new Promise((resolve) => setTimeout(resolve, ms));
async function told(name, first, ...steps) {
  writeFileSync(name, first);
  const lines = [];
  const tail = new Tail(name);
  tail.on("line", (line) => lines.push(line)).on("error", () => lines.push("error"));
  for (const step of steps) {
    await step(name);
    await pause();
  }
  await pause(1_500);
  tail.unwatch();
  console.log(`${name}: ${lines.join("  ")}`);
}
const append = (text) => (name) => appendFileSync(name, text);
const rewrite = (text) => (name) => writeFileSync(name, text);
await told("longer", '{"n":1}\n', append('{"n":2}\n'), rewrite('{"n":"three"}\n{"n":4}\n'), append('{"n":5}\n'));
await told("shorter", '{"n":1}\n', append('{"n":2}\n'), rewrite('{"n":3}\n'), append('{"n":4}\n'));
await told("rotated", '{"n":1}\n', append('{"n":2}\n'), (name) => {
  appendFileSync(name, '{"n":3}\n');
  renameSync(name, `${name}.1`);
  writeFileSync(name, '{"n":4}\n');
}, () => pause(2_500), ...[5, 6, 7, 8, 9].map((n) => append(`{"n":${n}}\n`)));
const bytes = Buffer.from('{"word":"café"}\n');
const middle = bytes.indexOf(0xc3) + 1;
await told("characters", '{"n":1}\n', append(bytes.subarray(0, middle)), append(bytes.subarray(middle)));
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
expected='longer: {"n":2}  n":4}  {"n":5}
shorter: {"n":2}  {"n":4}
rotated: {"n":2}
characters: {"word":"caf��"}'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 2.2.6: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# Node 24.21.0: the same loop over readline that reads a JSON Lines file right with Node 20 cuts its lines inside of strings.
#
# A good guess says: `for await (const line of createInterface({ input }))` is the way to read a file line by line, a line ends
# at a newline, and JSON Lines may be read so, since JSON escapes newlines in its strings.
#
# True is: with Node 24 the line separator U+2028 and the paragraph separator U+2029 end a line, too, and so does filehandle.readLines().
# Both may stand in JSON strings as they are, JSON.stringify writes them so, and agents do (Codex in what commands print,
# Claude Code in session files). Node 20.20.2 leaves them alone.
#
# Why it matters: text that was copied from a web page or a document is enough. A transcript that every other program reads
# has a record fewer and two that are no JSON, after nothing but an update of Node; readers that pass over bad lines lose
# just those records without a word. Lines have to be cut at the byte 0x0A.
#
# Valid input: two records, each one line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir old new
for one in old:20.20.2 new:24.21.0; do
  (cd "${one%%:*}" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund "node@${one##*:}")
done

cat >run.mjs <<'JS'
import { createReadStream } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
const records = [{ type: "result", text: "one\u2028two\u2029three" }, { type: "end" }];
await writeFile("log.jsonl", records.map((record) => `${JSON.stringify(record)}\n`).join(""));
async function read(lines) {
  const counts = { lines: 0, bad: 0 };
  for await (const line of lines) {
    counts.lines++;
    try {
      JSON.parse(line);
    } catch {
      counts.bad++;
    }
  }
  return `${counts.lines} lines, ${counts.bad} no JSON`;
}
const one = await read(createInterface({ input: createReadStream("log.jsonl"), crlfDelay: Number.POSITIVE_INFINITY }));
const other = await read((await open("log.jsonl")).readLines());
console.log(`${process.version}: readline ${one}; readLines ${other}`);
JS

seen=$(for one in old new; do "$one/node_modules/.bin/node" run.mjs; done)
echo "$seen"
expected='v20.20.2: readline 2 lines, 0 no JSON; readLines 2 lines, 0 no JSON
v24.21.0: readline 4 lines, 3 no JSON; readLines 4 lines, 3 no JSON'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

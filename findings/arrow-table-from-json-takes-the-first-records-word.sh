#!/usr/bin/env bash
# apache-arrow 21.2.0: tableFromJSON settles what a member is by the first record that has one, and what does not fit is changed or nulled
# without an error.
#
# A good guess says: the function looks at all records (it is given all of them), as it does for the columns: a column that only a later
# record has is there. Where types do not go together it throws, or makes texts.
#
# True is: columns are collected over all records, their types are those of the first value that is not null. A list that is empty
# there is a list of nothing for good: later names in it are null. An object has the members of the first one, and others are
# gone. A text where a flag was is false. A number column makes null of a text, and a text column "[object Object]" of an
# object. Nothing is said, and the table's schema looks reasonable.
#
# Why it matters: this is the way from records to Arrow and on to Parquet, DuckDB and viewers. In transcripts the first record has no calls,
# the arguments of each tool are objects of their own, and content is a text here and a list of parts there: nearly all of
# it is lost. A schema has to be given, with such members as JSON text.
#
# Valid input: two records each, as JSON.parse gives them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund apache-arrow@21.2.0

cat >run.mjs <<'JS'
import { tableFromJSON } from "apache-arrow";
const cases = {
  "a later column": [{ id: 1 }, { id: 2, tool: "dig" }],
  "a list that is empty first": [{ tools: [] }, { tools: ["read", "edit"] }],
  "another tool's arguments": [{ args: { path: "a" } }, { args: { path: "b", command: "ls" } }],
  "a text where a flag was": [{ ok: true }, { ok: "skipped" }],
  "a text where a number was": [{ id: 1 }, { id: "call_1" }],
  "parts where a text was": [{ content: "hi" }, { content: [{ type: "text", text: "ho" }] }],
};
for (const [name, records] of Object.entries(cases)) {
  const table = tableFromJSON(records);
  const last = table.get(1).toJSON();
  console.log(`${name}: ${JSON.stringify(records[1])} is ${JSON.stringify(last)}`);
}
JS

seen=$(node run.mjs)
echo "$seen"
expected='a later column: {"id":2,"tool":"dig"} is {"id":2,"tool":"dig"}
a list that is empty first: {"tools":["read","edit"]} is {"tools":[null,null]}
another tool'"'"'s arguments: {"args":{"path":"b","command":"ls"}} is {"args":{"path":"b"}}
a text where a flag was: {"ok":"skipped"} is {"ok":false}
a text where a number was: {"id":"call_1"} is {"id":null}
parts where a text was: {"content":[{"type":"text","text":"ho"}]} is {"content":"[object Object]"}'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 21.2.0: the finding no longer holds."
  exit 1
fi

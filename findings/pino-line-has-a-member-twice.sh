#!/usr/bin/env bash
# pino 10.4.0: an event that has a time, a level or a msg of its own is logged with each of them twice, and readers disagree on which counts.
#
# A good guess says: members of what is logged come beside the logger's own; where both have one, the logger's stays (it is the log's time and
# level), or the event's takes its place. One line is one object either way.
#
# True is: the line is put together from texts, and has both. JSON.parse takes the last one, so the record's time and level are the event's, and a
# filter by level loses it; what is read as the beginning of the line (by a regular expression, or by a reader that stops at
# the first) has the logger's. DuckDB refuses the file, and with ignore_errors takes the first one. A child's binding that is given
# again is there twice, too.
#
# Why it matters: agents log the events of their providers as they come, which have "type", "time" and "level" members. Order and counts of one
# transcript are different ones in two tools, and neither says so. A reader has to say which one it takes, and writers have to put
# events under a member of their own.
#
# Valid input: one event; RFC 8259 lets a member stand twice and says that readers differ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pino@10.4.0 @duckdb/node-api@1.5.6-r.1

cat >run.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import pino from "pino";
let line = "";
const logger = pino({ base: undefined, timestamp: () => ',"time":1000' }, { write: (text) => (line = text) });
logger.child({ run: "r1" }).info({ run: "r2", time: 5, level: "debug", msg: "of the event" }, "of the logger");
const twice = ["run", "time", "level", "msg"].filter((name) => line.split(`"${name}":`).length === 3);
const { time, level, run, msg } = JSON.parse(line);
console.log(`twice: ${twice.join(", ")}`);
console.log(`JSON.parse: ${time}, ${level}, ${run}, ${msg}`);
writeFileSync("log.jsonl", line);
const connection = await (await DuckDBInstance.create(":memory:")).connect();
for (const options of ["", ", ignore_errors = true"]) {
  const query = `select * from read_json('log.jsonl'${options}, columns = {time: 'JSON', level: 'JSON', run: 'JSON', msg: 'JSON'})`;
  const said = await connection.runAndReadAll(query).then(
    (result) => Object.values(result.getRowObjectsJson()[0]).join(", "),
    () => "error",
  );
  console.log(`DuckDB${options}: ${said}`);
}
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
expected='twice: run, time, level, msg
JSON.parse: 5, debug, r2, of the logger
DuckDB: error
DuckDB, ignore_errors = true: 1000, 30, "r1", "of the event"'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

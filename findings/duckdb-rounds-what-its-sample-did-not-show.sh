#!/usr/bin/env bash
# DuckDB 1.5.6 (@duckdb/node-api 1.5.6-r.1), read_json: fractions that come late are rounded to whole numbers without a word, and the option
# that an error about a late member recommends drops that member.
#
# A good guess says: types are told by a sample, and what does not fit into them later is an error, as a text in a column of numbers is; with
# union_by_name members are collected by name, so a late one gets its column.
#
# True is: 20,480 records are looked at. A cost that was 0 in these makes a column of whole numbers, and 0.4 behind them is read as
# 0, 1.5 as 2. A member that no record of the sample has is an error, in whose text union_by_name and ignore_errors are recommended:
# with either the query runs, and the member is in no column. The sum of what a session cost is 0, and a search for errors finds none.
#
# Why it matters: in transcripts what matters comes late: the error at the end, the first request that is not cached, the price of
# the first paid model. Columns have to be named with their types, or sample_size has to be -1.
#
# Valid input: 30,000 lines of JSON; the member is another one in the last hundred.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1

cat >run.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const write = (name, late) =>
  writeFileSync(name, Array.from({ length: 30_000 }, (_, n) => `${JSON.stringify({ n, cost: 0, ...(n < 29_900 ? {} : late) })}\n`).join(""));
async function say(name, query) {
  const said = await connection.runAndReadAll(query).then(
    (result) => JSON.stringify(result.getRowObjectsJson()[0]),
    (error) => `error${/union_by_name/.test(error.message) && /ignore_errors/.test(error.message) ? ", recommends ignore_errors and union_by_name" : ""}`,
  );
  console.log(`${name}: ${said}`);
}
write("cost.jsonl", { cost: 0.4 });
write("error.jsonl", { error: "overloaded" });
await say("cost", "select sum(cost) as sum, typeof(sum(cost)) as type from 'cost.jsonl'");
await say("cost, all looked at", "select round(sum(cost)) as sum from read_json('cost.jsonl', sample_size = -1)");
await say("error", "select * from 'error.jsonl' where n = 29950");
for (const option of ["union_by_name", "ignore_errors"]) {
  const from = `(from read_json('error.jsonl', ${option} = true))`;
  await say(option, `select count(*) as count, (select string_agg(column_name) from (describe ${from})) as columns from ${from}`);
}
await say("error, all looked at", "select count(error) as errors from read_json('error.jsonl', sample_size = -1)");
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
expected='cost: {"sum":"0","type":"HUGEINT"}
cost, all looked at: {"sum":40}
error: error, recommends ignore_errors and union_by_name
union_by_name: {"count":"30000","columns":"n,cost"}
ignore_errors: {"count":"30000","columns":"n,cost"}
error, all looked at: {"errors":"100"}'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 1.5.6: the finding no longer holds."
  exit 1
fi

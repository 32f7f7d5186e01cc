// DuckDB, asked as well as we know how: only the wanted column, no guessing of types or shapes, broken lines passed over.

import { createRequire } from "node:module";
import { noKind } from "../kindCounts.ts";
import type { Task } from "./task.ts";
import { NotPossible } from "./task.ts";

/** DuckDB's own limit for a record, unless it is told a greater one. */
const usualObjectBytes = 16 * 1024 * 1024;

export const countWithDuckdb: Task = async ({ file, longestRecord }) => {
  const { DuckDBInstance } = load();
  const started = performance.now();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const objectBytes = Math.max(usualObjectBytes, 2 * longestRecord);
  const sql = `SELECT type, count(*)::DOUBLE AS records
    FROM read_json($file, format = 'newline_delimited', columns = {type: 'VARCHAR'}, records = true,
      ignore_errors = true, maximum_object_size = ${objectBytes})
    GROUP BY type`;
  try {
    const answer = await connection.runAndReadAll(sql, { file });
    const counts = answer.getRows().map(([type, records]) => [String(type ?? noKind), Number(records)] as const);
    return { milliseconds: performance.now() - started, counts };
  } catch (error) {
    throw new NotPossible(error instanceof Error ? error.message : String(error));
  }
};

/** From the packages beside this program, not bundled: it brings a library of 70 MB, which serves the benchmark only. */
function load(): typeof import("@duckdb/node-api") {
  try {
    return createRequire(import.meta.url)("@duckdb/node-api");
  } catch {
    throw new NotPossible("not installed");
  }
}

import { DuckDBInstance } from "@duckdb/node-api";

/** The rows that DuckDB answers; whole numbers of 64 bits come as texts. */
export async function askDuckDb(query: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(query)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

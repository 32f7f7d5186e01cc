// How much of a table is held at once: its row groups stay small, whatever its length.

import { parquetMetadata } from "hyparquet";
import { expect, it } from "vitest";
import { allWritten } from "../exportJob.ts";
import { writeParquetTable } from "./writeParquet.ts";

it("ends a row group behind some thousand rows", async () => {
  const rows = 1_000;
  const batches = 20;
  const chunks: Buffer[] = [];
  const table = {
    columns: [{ name: "record", type: "whole" }] as const,
    async *batches() {
      for (let batch = 0; batch < batches; batch++) {
        yield { columns: [Array.from({ length: rows }, (_, row) => batch * rows + row)], rows };
      }
    },
    written: () => allWritten(rows * batches, 0),
  };
  const output = { write: (bytes: Uint8Array) => void chunks.push(Buffer.from(bytes)) };
  await writeParquetTable(table, output, new AbortController().signal);
  const bytes = new Uint8Array(Buffer.concat(chunks));
  const { row_groups: groups, num_rows: all } = parquetMetadata(bytes.buffer);
  expect(all).toBe(BigInt(rows * batches));
  expect(groups.map(({ num_rows: number }) => number)).toEqual([5_000n, 5_000n, 5_000n, 5_000n]);
});

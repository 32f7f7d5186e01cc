import { parseArgs } from "node:util";
import { fail, succeed } from "../../../shared/result.ts";
import type { Input, ReadRequest } from "./argumentValues.ts";
import { readInput, readingOptions, readWhole, text } from "./argumentValues.ts";

/** `--offset` and `--length` are bytes of the record, not of the file. */
export const recordOptions = { ...readingOptions, offset: text, length: text } as const;

/**
 * `record` counts from 0, in the whole file. Whether there is such a record, and such a byte in it, is known when it is
 * indexed.
 */
export interface RecordRequest extends Input {
  readonly command: "record";
  readonly record: number;
  readonly offset: number;
  /** Undefined: to the record's end. */
  readonly length: number | undefined;
}

export function readRecordArguments(args: readonly string[]): ReadRequest<RecordRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: recordOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const [file, number, ...more] = positionals;
  const input = readInput(
    [file, ...more].filter((one) => one !== undefined),
    values,
  );
  const record = readWhole("NUMBER", number);
  const offset = readWhole("--offset", values.offset);
  const length = readWhole("--length", values.length);
  if (!input.ok) return input;
  if (!record.ok) return record;
  if (record.value === undefined) return fail("the record's NUMBER is missing");
  if (!offset.ok) return offset;
  if (!length.ok) return length;
  const part = { offset: offset.value ?? 0, length: length.value };
  return succeed({ command: "record", ...input.value, record: record.value, ...part });
}

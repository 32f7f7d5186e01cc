// All that the scanner gives of some fields, for tests that hold its ways of reading them to each other.

import { createFieldScan } from "../engine/scanner/fieldScan.ts";
import type { FieldSpec } from "../engine/scanner/fields.ts";
import type { ScannerInstance } from "../engine/scanner/scannerModule.ts";
import { cutSource } from "./randomTranscript.ts";

export interface ScannedFields {
  readonly scanner: ScannerInstance;
  readonly specs: readonly FieldSpec[];
  readonly shortcuts: boolean;
}

/** A line for each record, with places, types, numbers and bytes of its fields. */
export async function scannedFields(
  bytes: Uint8Array,
  cuts: readonly number[],
  { specs, ...options }: ScannedFields,
): Promise<readonly string[]> {
  const source = cutSource(bytes, cuts);
  const scan = createFieldScan(specs, options);
  const records: string[] = [];
  await scan.read(source, 0, source.size, (record) => {
    const fields = specs.map((_, field) => [
      record.type(field),
      record.start(field),
      record.byteLength(field),
      record.escaped(field),
      record.id(field),
      Buffer.from(record.bytes(field) ?? []).toString("latin1"),
      record.address(field) > 0,
    ]);
    const { offset, length, line, malformed, torn } = record;
    records.push(JSON.stringify([offset, length, line, malformed, torn, fields]));
    return undefined;
  });
  return records;
}

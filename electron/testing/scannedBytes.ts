// All that the scanner says of some bytes, for tests that hold its ways of reading them to each other.

import type { CapturePlan, Columns, FurtherCalls } from "../engine/scanner/indexScan.ts";
import { createIndexScan } from "../engine/scanner/indexScan.ts";
import type { ScannerInstance } from "../engine/scanner/scannerModule.ts";
import { cutSource } from "./randomTranscript.ts";

export interface ScannedBytes {
  readonly scanner: ScannerInstance;
  readonly plan: CapturePlan;
  readonly shortcuts: boolean;
}

/** Counts, names and sums, with the bytes of all columns. */
export function scannedBytes(bytes: Uint8Array, cuts: readonly number[], how: ScannedBytes): unknown {
  const source = cutSource(bytes, cuts);
  const { plan, ...options } = how;
  const scan = createIndexScan(source, plan, options);
  const segments: unknown[] = [];
  const take = (columns: Columns): void => {
    segments.push(rowsOf(columns));
  };
  while (scan.step(source.size, take));
  scan.finish(take);
  take(scan.open());
  return { segments, state: scan.state(), names: [scan.kinds(), scan.roles(), scan.tools()], sums: scan.takeSums() };
}

/** A copy: the scanner writes over its own. */
function callsOf(further: FurtherCalls | undefined): unknown {
  return further && [[...further.rows], [...further.tools], [...further.pairs]];
}

function rowsOf({ count, wholeTimes, origins: _, further, ...columns }: Columns): unknown {
  const kept = Object.entries(columns).map(([name, column]) => [name, column.slice(0, count)] as const);
  return { count, wholeTimes, columns: Object.fromEntries(kept), further: callsOf(further) };
}

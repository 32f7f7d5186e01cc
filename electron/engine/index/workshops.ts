// Memories to scan and encode in. Who has indexed a transcript gives his back, so that one that is only looked at holds none:
// Electron's runtime has room for some 120 memories of WebAssembly, however small, since it reserves 8 GiB of addresses for each
// in a cage of 1 TiB (findings/electron-few-wasm-memories.sh), and many transcripts may be open at once.

import type { ScannerInstance } from "../scanner/scannerModule.ts";
import { createScanner } from "../scanner/scannerModule.ts";
import type { SegmentCodec } from "./segmentCodec.ts";
import { createSegmentCodec } from "./segmentCodec.ts";

/** Working memory, used for one range after the other; about 4 MB. Both work in one, so that a segment is encoded where it was scanned. */
export interface Workshop {
  readonly scanner: ScannerInstance;
  readonly codec: SegmentCodec;
}

/** More than that are left to the garbage collector. */
const mostIdle = 2;
const idle: Workshop[] = [];

export function takeWorkshop(): Workshop {
  const workshop = idle.pop();
  if (workshop !== undefined) return workshop;
  const scanner = createScanner();
  return { scanner, codec: createSegmentCodec(scanner.memory) };
}

/** Only by who is sure that no scan of his goes on in it. */
export function giveBack(workshop: Workshop): void {
  if (idle.length < mostIdle) idle.push(workshop);
}

/** What `work` gives, done in a workshop that is given back. */
export function inWorkshop<T>(work: (workshop: Workshop) => T): T {
  const workshop = takeWorkshop();
  try {
    return work(workshop);
  } finally {
    giveBack(workshop);
  }
}

// The compiled scanner as the rest of the engine sees it: one instance per scan, each with its own memory.

import { moduleOf } from "../environment/webAssembly.ts";
import wasm from "./assembly/scanner.ts?wasm";
import type { SumInstance } from "./blockSums.ts";

/** The exports of assembly/scanner.ts. Addresses are bytes in `memory`; numbers of bytes in a chunk fit 32 bits. */
export interface ScannerInstance extends SumInstance {
  readonly reset: (fields: boolean, slots: number, interned: number, values: boolean) => void;
  readonly restart: (offset: number, firstLine: number) => void;
  readonly resumeCounts: (blank: number, glued: number, malformed: number, commas: number, padding: number) => void;
  readonly resumeColumns: (longest: number, first: number, last: number, backwards: number, previous: number) => void;
  readonly seedName: (table: number, at: number, length: number) => void;
  readonly addKey: (parent: number, key: number, length: number) => number;
  readonly addFirstElement: (parent: number) => number;
  readonly addLaterElement: (parent: number) => number;
  readonly setSlot: (node: number, slot: number) => void;
  readonly setUse: (node: number, use: number) => void;
  readonly finishPaths: () => void;
  readonly assignSlot: (slot: number, purpose: number) => void;
  readonly addErrorWord: (at: number, length: number) => void;
  readonly addProseWords: (at: number, count: number) => void;
  readonly addErrorRange: (slot: number, first: number, last: number) => void;
  readonly inputAddress: () => number;
  readonly scratchAddress: () => number;
  readonly columnAddress: (column: number) => number;
  readonly internedDirectory: (which: number) => number;
  readonly internedCount: (which: number) => number;
  readonly takeShortcuts: (on: boolean) => void;
  readonly nextChunk: (end: number, next: number) => void;
  readonly scan: (from: number, to: number) => number;
  readonly finish: (to: number) => void;
  readonly joinRuns: (text: number, time: number, kind: number, others: number) => void;
  readonly joinNothing: () => void;
  readonly allowRuns: (kind: number, length: number) => void;
  readonly takeOutput: () => void;
  readonly rows: WebAssembly.Global;
  readonly furtherCount: WebAssembly.Global;
  readonly batched: WebAssembly.Global;
  readonly line: WebAssembly.Global;
  readonly lineStart: WebAssembly.Global;
  readonly blank: WebAssembly.Global;
  readonly glued: WebAssembly.Global;
  readonly malformed: WebAssembly.Global;
  readonly commas: WebAssembly.Global;
  readonly padding: WebAssembly.Global;
  /** Records that matched a known shape. */
  readonly hits: WebAssembly.Global;
  /** Lines that were taken whole. */
  readonly taken: WebAssembly.Global;
  readonly seek: WebAssembly.Global;
  readonly longest: WebAssembly.Global;
  readonly earliest: WebAssembly.Global;
  readonly latest: WebAssembly.Global;
  readonly backwards: WebAssembly.Global;
  readonly fractions: WebAssembly.Global;
  readonly kindsOverflowed: WebAssembly.Global;
  readonly namesOverflowed: WebAssembly.Global;
  readonly onLine: WebAssembly.Global;
  readonly previousTime: WebAssembly.Global;
}

/** Interned tables by number. */
export const internedTable = { kinds: 0, roles: 1, tools: 2, ids: 3 } as const;

/** The most bytes a chunk may have: `inputCapacity` in assembly/layout.ts. */
export const chunkBytes = 256 * 1024;

let compiled: WebAssembly.Module | undefined;

// The module is ours and compiled with this code, so its shape is checked once here and trusted from then on.
function isScanner(exports: object): exports is ScannerInstance {
  return "scan" in exports && "columnAddress" in exports && "memory" in exports;
}

/** Compiled when it is first asked for. */
export function scannerModule(): WebAssembly.Module {
  compiled ??= moduleOf(wasm);
  return compiled;
}

/** A fresh scanner; about 3 MB of memory. Call `reset` before anything else. */
export function createScanner(): ScannerInstance {
  const { exports } = new WebAssembly.Instance(scannerModule());
  if (!isScanner(exports)) throw new Error("the compiled scanner lacks an export");
  return exports;
}

/** More than that are left to the garbage collector, and so is one that has grown by what it interned. */
const mostIdle = 2;
const mostIdleBytes = 8 * 1024 * 1024;
const idle: ScannerInstance[] = [];

/** A scanner, perhaps one that was used before. Call `reset` before anything else. */
export function takeScanner(): ScannerInstance {
  return idle.pop() ?? createScanner();
}

/** Only by who is sure that no scan of his goes on in it. */
export function giveBackScanner(scanner: ScannerInstance): void {
  if (idle.length < mostIdle && scanner.memory.buffer.byteLength <= mostIdleBytes) idle.push(scanner);
}

/** A global's current number. */
export function numberOf(global: WebAssembly.Global): number {
  return Number(global.value);
}

const utf8 = new TextDecoder("utf-8");

/** The text behind an interned number. Copied out first: a decoder keeps hold of memory that later grows. */
export function internedText(scanner: ScannerInstance, table: number, number: number): string {
  const view = new DataView(scanner.memory.buffer);
  const entry = scanner.internedDirectory(table) + number * 8;
  const at = view.getUint32(entry, true);
  return utf8.decode(new Uint8Array(scanner.memory.buffer, at, view.getUint32(entry + 4, true)));
}

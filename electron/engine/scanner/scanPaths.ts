// Hands the wanted paths to a scanner as a trie, one slot per path, in the order given. Paths may share a slot: then the value
// of the last of them that a record has is in it.

import type { FieldPath } from "./fields.ts";
import type { ScannerInstance } from "./scannerModule.ts";

/** The most paths the index may want (slots are bits of a 32-bit mask), and the most that a reader of fields may. */
export const maxPaths = 32;
const maxFields = 64;

const utf8 = new TextEncoder();

/** Gives the paths number i the slot i. Call between `reset` and the first chunk. */
export function setPaths(scanner: ScannerInstance, slots: readonly (readonly FieldPath[])[]): void {
  if (slots.length > maxFields) throw new RangeError(`at most ${maxFields} paths can be wanted, not ${slots.length}`);
  slots.forEach((paths, slot) => {
    for (const path of paths) {
      let node = 0;
      for (const step of path) node = step === 0 ? scanner.addFirstElement(node) : addKey(scanner, node, step);
      scanner.setSlot(node, slot);
    }
  });
  scanner.finishPaths();
}

/** What a value in a list's later elements tells of a call, as in assembly/calls.ts. */
export const callUse = { tool: 1, pair: 2, error: 3 } as const;

/** What a path through a list's first element leads to is wanted of its other elements, too. Call behind `setPaths`. */
export function setCallPaths(scanner: ScannerInstance, paths: readonly FieldPath[], use: number): void {
  for (const path of paths) {
    const list = path.indexOf(0);
    if (list < 0) continue;
    let node = 0;
    path.forEach((step, at) => {
      if (step !== 0) node = addKey(scanner, node, step);
      else node = at === list ? scanner.addLaterElement(node) : scanner.addFirstElement(node);
    });
    scanner.setUse(node, use);
  }
}

function addKey(scanner: ScannerInstance, parent: number, key: string): number {
  const bytes = utf8.encode(key);
  const scratch = scanner.scratchAddress();
  new Uint8Array(scanner.memory.buffer).set(bytes, scratch);
  return scanner.addKey(parent, scratch, bytes.length);
}

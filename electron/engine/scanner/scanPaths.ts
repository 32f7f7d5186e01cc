// Hands the wanted paths to a scanner as a trie, one slot per path, in the order given.

import type { FieldPath } from "./fields.ts";
import type { ScannerInstance } from "./scannerModule.ts";

/** The most paths one scan may want (slots are bits of a 32-bit mask). */
export const maxPaths = 32;

const utf8 = new TextEncoder();

/** Gives path number i the slot i. Call between `reset` and the first chunk. */
export function setPaths(scanner: ScannerInstance, paths: readonly FieldPath[]): void {
  if (paths.length > maxPaths) throw new RangeError(`at most ${maxPaths} paths can be wanted, not ${paths.length}`);
  paths.forEach((path, slot) => {
    let node = 0;
    for (const step of path) node = step === 0 ? scanner.addFirstElement(node) : addKey(scanner, node, step);
    scanner.setSlot(node, slot);
  });
  scanner.finishPaths();
}

function addKey(scanner: ScannerInstance, parent: number, key: string): number {
  const bytes = utf8.encode(key);
  const scratch = scanner.scratchAddress();
  new Uint8Array(scanner.memory.buffer).set(bytes, scratch);
  return scanner.addKey(parent, scratch, bytes.length);
}

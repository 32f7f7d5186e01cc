// Where the TypeScript side finds the input, the output and the interned strings.

import { ids } from "./batch";
import { kinds, roles, tools } from "./columns";
import {
  flagColumn, furtherPairs, furtherRows, furtherTools, input, kindColumn, lengthColumn, lineColumn, offsetColumn, pairColumn, roleColumn, scratch, timeColumn, toolColumn,
} from "./layout";

export function inputAddress(): usize {
  return input;
}

export function scratchAddress(): usize {
  return scratch;
}

/** Addresses of an interner's directory: 0 kinds, 1 roles, 2 tools, 3 ids. */
export function internedDirectory(which: u32): usize {
  return (which == 0 ? kinds : which == 1 ? roles : which == 2 ? tools : ids).directory;
}

export function internedCount(which: u32): u32 {
  return (which == 0 ? kinds : which == 1 ? roles : which == 2 ? tools : ids).count;
}

/**
 * Addresses of the output: 0 offsets (or the batch), 1 lengths, 2 lines, 3 times, 4 pair hashes, 5 kinds, 6 tools, 7 roles, 8 flags;
 * of further calls 9 rows, 10 tools, 11 pair hashes.
 */
export function columnAddress(column: u32): usize {
  if (column == 0) return offsetColumn;
  if (column == 1) return lengthColumn;
  if (column == 2) return lineColumn;
  if (column == 3) return timeColumn;
  if (column == 4) return pairColumn;
  if (column == 5) return kindColumn;
  if (column == 6) return toolColumn;
  if (column == 7) return roleColumn;
  if (column == 8) return flagColumn;
  if (column == 9) return furtherRows;
  return column == 10 ? furtherTools : furtherPairs;
}

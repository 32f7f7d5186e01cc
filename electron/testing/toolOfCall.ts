// Test support: which tool each record belongs to, looked for in the records before it one by one.

import type { Columns } from "../engine/scanner/indexScan.ts";

/** By record; 0: none. */
export function toolsOfCalls({ count, pairs, tools }: Columns, reach = Number.POSITIVE_INFINITY): readonly number[] {
  const before: { readonly pair: number; readonly tool: number }[] = [];
  for (let row = 0; row < count; row++) before.push({ pair: pairs[row] ?? 0, tool: tools[row] ?? 0 });
  return before.map(({ pair, tool }, row) => {
    if (tool !== 0 || pair === 0) return tool;
    const at = before.findLastIndex((other, place) => place < row && other.pair === pair && other.tool !== 0);
    return at < 0 || row - at > reach ? 0 : (before[at]?.tool ?? 0);
  });
}

// Test support: which tools each record belongs to, looked for in the records before it one by one.

import type { Columns } from "../engine/scanner/indexScan.ts";

/** By record, each once, in order. */
export function toolsOfCalls(
  { count, pairs, tools, further }: Columns,
  reach = Number.POSITIVE_INFINITY,
): readonly (readonly number[])[] {
  const calls = Array.from({ length: count }, (_, row) => [{ row, pair: pairs[row] ?? 0, tool: tools[row] ?? 0 }]);
  for (let at = 0; at < (further?.count ?? 0); at++) {
    const row = further?.rows[at] ?? 0;
    calls[row]?.push({ row, pair: further?.pairs[at] ?? 0, tool: further?.tools[at] ?? 0 });
  }
  const all = calls.flat();
  return calls.map((own) => {
    const found = own.map((call) => {
      if (call.tool !== 0 || call.pair === 0) return call.tool;
      const naming = all.slice(0, all.indexOf(call)).findLast((other) => other.pair === call.pair && other.tool !== 0);
      return naming === undefined || call.row - naming.row > reach ? 0 : naming.tool;
    });
    return [...new Set(found)].filter((tool) => tool !== 0);
  });
}

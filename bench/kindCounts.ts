// The question that every tool is asked: how many records of each kind? Reads the tools' answers, and says how far two of
// them agree.

/** Records by kind. */
export type KindCounts = readonly (readonly [kind: string, records: number])[];

/** Records without a kind, malformed ones included: not every tool can tell them apart. */
export const noKind = "(none)";

const namesForNone: ReadonlySet<string> = new Set([noKind, "(malformed)", "null", ""]);

/** Reads what `sort | uniq -c` prints: a count and the rest of the line, which `kindIn` makes a kind of. */
export function readUniqueCounts(text: string, kindIn: (line: string) => string = (line) => line): KindCounts {
  return text.split("\n").flatMap((line) => {
    const [, count, rest] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
    return count === undefined || rest === undefined ? [] : [[kindIn(rest), Number(count)] as const];
  });
}

/** Reads the answer of `stats --json`. */
export function readStats(text: string): KindCounts {
  const { kinds }: { readonly kinds: readonly { readonly kind: string; readonly count: number }[] } = JSON.parse(text);
  return kinds.map(({ kind, count }) => [kind, count]);
}

/**
 * From 0, nothing in common, to 1, the same: records counted alike of all that either counted. Only the first part of a kind
 * counts: our kinds of some families are finer (`assistant/tool_use`) than the `type` that others are asked for.
 */
export function agreement(ours: KindCounts, theirs: KindCounts): number {
  const a = summedUp(ours);
  const b = summedUp(theirs);
  let alike = 0;
  for (const [kind, count] of a) alike += Math.min(count, b.get(kind) ?? 0);
  const most = Math.max(total(a), total(b));
  return most === 0 ? 1 : alike / most;
}

function summedUp(counts: KindCounts): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [kind, count] of counts) {
    const name = namesForNone.has(kind) ? noKind : (kind.split("/")[0] ?? kind);
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return sums;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** A record of a group as a row of numbers: the first four say where it goes. */
export const fact = {
  ...{ time: 0, line: 1, source: 2, record: 3 },
  ...{ offset: 4, length: 5, pair: 6, kind: 7, tool: 8, role: 9, flags: 10, calls: 11, called: 12 },
} as const;
export const sortedFacts = 4;
export const factCount = 13;

/** Stands for no time where records are sorted: they come last. */
export const noTime = Number.POSITIVE_INFINITY;

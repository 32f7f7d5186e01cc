// A filter made ready for one transcript: names as numbers, texts as searches, and for a whole segment an answer from its
// summary where that is possible, so that most segments need not be decoded.

import { assertNever } from "../../../shared/assertNever.ts";
import type {
  Filter,
  NameField,
  RecordState,
  RegexCondition,
  TextCondition,
} from "../../../shared/filter/filterTree.ts";
import { matchesPattern } from "../../../shared/filter/namePattern.ts";
import { kindLimit } from "../index/kindTotals.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import type { NumberCounts, SegmentSummary } from "../index/segmentSummary.ts";
import type { Columns, RecordFlag } from "../scanner/indexScan.ts";
import { flagBit } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import type { Bits } from "./bits.ts";
import { createBits, setBit, wordsOfBits } from "./bits.ts";
import type { ErrorRule } from "./queryContext.ts";

/** A record longer than this is `large`. */
export const largeBytes = 1024 * 1024;

/** A segment as a predicate sees it. */
export interface JudgedSegment {
  readonly summary: SegmentSummary;
  readonly firstRecord: number;
  /** Decodes them when they are first asked for. */
  readonly columns: () => Columns;
}

/** Which records of a segment pass. Bits belong to the receiver. */
export type Match = "all" | "none" | Bits;

export interface Predicate {
  /** From the summary (and what was found of the texts) alone; undefined when that does not decide it. */
  decide(segment: JudgedSegment): "all" | "none" | undefined;
  match(segment: JudgedSegment): Match;
}

export interface PredicateContext {
  readonly index: Pick<ReadIndex, "kinds" | "roles" | "tools" | "sources"> & { readonly source: Pick<Source, "name"> };
  readonly errors: ErrorRule;
  /** The bits of the segment that is being judged; undefined for none. */
  bitsOf(condition: TextCondition | RegexCondition): () => Bits | undefined;
}

export function createPredicate(filter: Filter, context: PredicateContext): Predicate {
  switch (filter.type) {
    case "all":
      return { decide: () => "all", match: () => "all" };
    case "kind":
    case "role":
    case "tool":
      return namePredicate(filter.type, context.index, (name) =>
        filter.patterns.some((pattern) => matchesPattern(pattern, name)),
      );
    case "source":
      return sourcePredicate(context.index, (name) => filter.patterns.some((pattern) => matchesPattern(pattern, name)));
    case "bytes": {
      const { from, to = Number.POSITIVE_INFINITY } = filter;
      return rowPredicate(
        ({ summary: { shortest, longest } }) => within(shortest, longest, from, to),
        ({ lengths }) =>
          (row) =>
            (lengths[row] ?? 0) >= from && (lengths[row] ?? 0) <= to,
      );
    }
    case "record": {
      const { from, to = Number.POSITIVE_INFINITY } = filter;
      return rowPredicate(
        // In a group each transcript has numbers of its own.
        ({ firstRecord, summary }) =>
          context.index.sources === undefined
            ? within(firstRecord, firstRecord + summary.count - 1, from, to)
            : undefined,
        ({ origins }, first) =>
          (row) => {
            const record = origins?.records[row] ?? first + row;
            return record >= from && record <= to;
          },
      );
    }
    case "line": {
      const { from, to = Number.POSITIVE_INFINITY } = filter;
      return rowPredicate(
        ({ summary: { firstLine, lastLine } }) => within(firstLine, lastLine, from, to),
        ({ lines }) =>
          (row) =>
            (lines[row] ?? 0) >= from && (lines[row] ?? 0) <= to,
      );
    }
    case "time": {
      const { from = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY } = filter;
      return rowPredicate(
        ({ summary: { firstTime, lastTime, timeless } }) => {
          // Without any time, both are NaN and agree with nothing.
          if (!(lastTime >= from && firstTime < before)) return "none";
          return timeless === 0 && firstTime >= from && lastTime < before ? "all" : undefined;
        },
        ({ times }) =>
          (row) =>
            (times[row] ?? Number.NaN) >= from && (times[row] ?? Number.NaN) < before,
      );
    }
    case "is":
      return anyOf(filter.states.map((state) => statePredicate(state, context)));
    case "text":
    case "regex": {
      const bits = context.bitsOf(filter);
      return { decide: () => (bits() === undefined ? "none" : undefined), match: () => bits()?.slice() ?? "none" };
    }
    case "not":
      return not(createPredicate(filter.of, context));
    case "and":
      // No record passes both where one fails, so it is none of none.
      return not(anyOf(filter.of.map((part) => not(createPredicate(part, context)))));
    case "or":
      return anyOf(filter.of.map((part) => createPredicate(part, context)));
    default:
      return assertNever(filter);
  }
}

function within(least: number, greatest: number, from: number, to: number): "all" | "none" | undefined {
  if (greatest < from || least > to) return "none";
  return least >= from && greatest <= to ? "all" : undefined;
}

function rowPredicate(
  decide: Predicate["decide"],
  passes: (columns: Columns, firstRecord: number) => (row: number) => boolean,
): Predicate {
  return {
    decide,
    match: (segment) => decide(segment) ?? bitsWhere(segment.columns(), passes(segment.columns(), segment.firstRecord)),
  };
}

function bitsWhere({ count }: Columns, passes: (row: number) => boolean): Bits {
  const bits = createBits();
  for (let row = 0; row < count; row++) if (passes(row)) setBit(bits, row);
  return bits;
}

/** All records of one transcript are of that one. */
function sourcePredicate(
  { source, sources }: PredicateContext["index"],
  accepts: (name: string) => boolean,
): Predicate {
  if (sources === undefined) {
    const decided = accepts(source.name) ? "all" : "none";
    return { decide: () => decided, match: () => decided };
  }
  const accepted = sources.map(accepts);
  const decided = accepted.every((is) => is) ? "all" : accepted.some((is) => is) ? undefined : "none";
  return rowPredicate(
    () => decided,
    ({ origins }) =>
      (row) =>
        accepted[origins?.sources[row] ?? -1] === true,
  );
}

const nameColumns = { kind: "kinds", role: "roles", tool: "tools" } as const;

/** Names are numbered as they turn up, so a wildcard must be asked again for new ones. */
function namePredicate(
  type: Exclude<NameField, "source">,
  index: PredicateContext["index"],
  accepts: (name: string) => boolean,
): Predicate {
  const accepted = new Uint8Array(kindLimit);
  const column = nameColumns[type];
  let known = 0;
  let some = false;
  const learn = (): void => {
    const names = index[column]();
    for (; known < names.length; known++) {
      // Number 0 stands for no role and no tool, which no pattern means.
      const isName = type === "kind" || known > 0;
      if (!isName || !accepts(names[known] ?? "")) continue;
      accepted[known] = 1;
      some = true;
    }
  };
  return rowPredicate(
    ({ summary }) => {
      learn();
      if (!some) return "none";
      const occurring: NumberCounts | undefined = summary[column];
      if (occurring === undefined) return undefined;
      const passing = occurring.numbers.reduce((count, number) => count + (accepted[number] ?? 0), 0);
      return passing === 0 ? "none" : passing === occurring.numbers.length ? "all" : undefined;
    },
    (columns) => {
      const numbers = columns[column];
      return (row) => accepted[numbers[row] ?? 0] === 1;
    },
  );
}

function statePredicate(state: RecordState, { index, errors }: PredicateContext): Predicate {
  switch (state) {
    case "error":
      return anyOf([namePredicate("kind", index, errors.isErrorKind), flagPredicate("error")]);
    case "malformed":
    case "glued":
    case "torn":
    case "sidechain":
      return flagPredicate(state);
    case "large":
      return rowPredicate(
        ({ summary: { shortest, longest } }) => within(shortest, longest, largeBytes + 1, Number.POSITIVE_INFINITY),
        ({ lengths }) =>
          (row) =>
            (lengths[row] ?? 0) > largeBytes,
      );
    default:
      return assertNever(state);
  }
}

function flagPredicate(flag: RecordFlag): Predicate {
  const bit = flagBit[flag];
  return rowPredicate(
    ({ summary: { count, flagged } }) => (flagged[flag] === 0 ? "none" : flagged[flag] === count ? "all" : undefined),
    ({ flags }) =>
      (row) =>
        ((flags[row] ?? 0) & bit) !== 0,
  );
}

function not(predicate: Predicate): Predicate {
  const opposite = { all: "none", none: "all" } as const;
  return {
    decide: (segment) => {
      const decided = predicate.decide(segment);
      return decided === undefined ? undefined : opposite[decided];
    },
    match: (segment) => {
      const match = predicate.match(segment);
      if (match === "all" || match === "none") return opposite[match];
      // Bits behind the last record are set too; whoever counts stops at the last record.
      for (let word = 0; word < wordsOfBits; word++) match[word] = ~(match[word] ?? 0);
      return match;
    },
  };
}

/** What the summary decides is asked first: the columns are decoded only when no part says `all`. */
function anyOf(parts: readonly Predicate[]): Predicate {
  const decide = (segment: JudgedSegment): "all" | "none" | undefined => {
    let result: "none" | undefined = "none";
    for (const part of parts) {
      const decided = part.decide(segment);
      if (decided === "all") return "all";
      if (decided === undefined) result = undefined;
    }
    return result;
  };
  return {
    decide,
    match: (segment) => {
      const decided = decide(segment);
      if (decided !== undefined) return decided;
      let joined: Bits | undefined;
      for (const part of parts) {
        const match = part.match(segment);
        if (match === "all") return "all";
        if (match === "none") continue;
        if (joined === undefined) joined = match;
        else for (let word = 0; word < wordsOfBits; word++) joined[word] = (joined[word] ?? 0) | (match[word] ?? 0);
      }
      return joined ?? "none";
    },
  };
}

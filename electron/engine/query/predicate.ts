// A filter made ready for one transcript: names as numbers, texts as searches, and for a whole segment an answer from its
// summary where that is possible, so that most segments need not be decoded.

import { assertNever } from "../../../shared/assertNever.ts";
import type {
  Filter,
  NameCondition,
  RecordState,
  RegexCondition,
  TextCondition,
} from "../../../shared/filter/filterTree.ts";
import { matchesPattern } from "../../../shared/filter/namePattern.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import type { RecordFlag } from "../scanner/indexScan.ts";
import { flagBit } from "../scanner/indexScan.ts";
import type { Bits } from "./bits.ts";
import { wordsOfBits } from "./bits.ts";
import type { CallTools } from "./callTools.ts";
import type { NamedIndex } from "./namePredicate.ts";
import { namePredicate, sourcePredicate, toolPredicate } from "./namePredicate.ts";
import type { ErrorRule } from "./queryContext.ts";
import type { JudgedSegment, Predicate } from "./rowPredicate.ts";
import { rowPredicate } from "./rowPredicate.ts";
import { unorderedPredicate } from "./unordered.ts";

/** A record longer than this is `large`. */
export const largeBytes = 1024 * 1024;

export interface PredicateContext {
  readonly index: NamedIndex & Pick<ReadIndex, "columns" | "summary">;
  readonly callTools: CallTools;
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
      return namePredicate(filter.type, context.index, accepting(filter));
    case "tool":
      return toolPredicate(context.index, context.callTools, accepting(filter));
    case "source":
      return sourcePredicate(context.index, accepting(filter));
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

function accepting({ patterns }: NameCondition): (name: string) => boolean {
  return (name) => patterns.some((pattern) => matchesPattern(pattern, name));
}

function within(least: number, greatest: number, from: number, to: number): "all" | "none" | undefined {
  if (greatest < from || least > to) return "none";
  return least >= from && greatest <= to ? "all" : undefined;
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
    case "unordered":
      return unorderedPredicate(index);
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

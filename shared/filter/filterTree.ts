// A filter as a tree: what `filter.ts` reads from text, `filterPrint.ts` writes as text, and the engine evaluates.

import type { NamePattern } from "./namePattern.ts";

/** Conditions on a name: any of the patterns. A record's source is the transcript that it stands in. */
export const nameFields = ["kind", "role", "tool", "source"] as const;
/** Fields whose conditions are patterns; `source` is told apart in groups only. */
export type NameField = (typeof nameFields)[number];

/** Conditions on a whole number. */
export const numberFields = ["bytes", "record", "line"] as const;
/** The lengths of records are `bytes`; records count from 0 and lines from 1, of a group in each of its transcripts. */
export type NumberField = (typeof numberFields)[number];

/** What a record may be, beside its values: the flags of a row (rows.ts). */
export const recordStates = ["error", "malformed", "glued", "torn", "large", "sidechain", "unordered"] as const;
/** As `is:` takes them. */
export type RecordState = (typeof recordStates)[number];

/** `patterns` is never empty. */
export interface NameCondition {
  readonly type: NameField;
  readonly patterns: readonly NamePattern[];
}

/** Both ends belong to it; `to` is undefined for no end. */
export interface NumberCondition {
  readonly type: NumberField;
  readonly from: number;
  readonly to: number | undefined;
}

/** Milliseconds since 1970; `from` belongs to it, `before` does not. A record without a time never passes. */
export interface TimeCondition {
  readonly type: "time";
  readonly from: number | undefined;
  readonly before: number | undefined;
  /** As it was typed, which is how it is printed: `2026-03-01` stays what it is, in the zone of times. */
  readonly written?: string;
}

/** Any of the states; never empty. */
export interface StateCondition {
  readonly type: "is";
  readonly states: readonly RecordState[];
}

/** Characters that stand in the record's bytes, in any of the spellings that JSON has for them. */
export interface TextCondition {
  readonly type: "text";
  readonly text: string;
  readonly exactCase: boolean;
}

/** A regular expression in ripgrep's syntax, tried on the record's bytes. */
export interface RegexCondition {
  readonly type: "regex";
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

/**
 * What is judged of one record by itself. Numbers, names and states are known from the index; texts and expressions are
 * searched for in the file.
 */
export type Condition =
  | NameCondition
  | NumberCondition
  | TimeCondition
  | StateCondition
  | TextCondition
  | RegexCondition;

/**
 * A filter that can be evaluated. `and` and `or` have at least two parts as `parseFilter` makes them; `all` is the
 * empty text.
 */
export type Filter =
  | { readonly type: "all" }
  | Condition
  | { readonly type: "not"; readonly of: Filter }
  | { readonly type: "and"; readonly of: readonly Filter[] }
  | { readonly type: "or"; readonly of: readonly Filter[] };

/** Where and why a filter text cannot be read. `at` counts characters from 0. */
export interface FilterProblem {
  readonly at: number;
  readonly message: string;
  readonly suggestion?: string;
}

/** The filter of an empty text. */
export const everything: Filter = { type: "all" };

/** The most texts and regular expressions of one filter: each is a search through the whole transcript. */
export const maxSearches = 10;
/** The most characters of one text or regular expression. */
export const maxSearchLength = 1_000;

/** All conditions of a filter, left to right. */
export function conditionsOf(filter: Filter): readonly Condition[] {
  switch (filter.type) {
    case "all":
      return [];
    case "not":
      return conditionsOf(filter.of);
    case "and":
    case "or":
      return filter.of.flatMap(conditionsOf);
    default:
      return [filter];
  }
}

// What is said of a session as a whole, as it comes back from a file.

import type { ConversationEnd, NamedSource } from "../formats/conversationOperations.ts";
import { has, isBoolean, isNumber, isText, listOf, oneOf, orNone } from "../formats/keptValue.ts";

export interface ConversationError {
  readonly record: number;
  readonly message: string;
}

export interface KeptTotals {
  readonly models: readonly string[];
  readonly sources: readonly NamedSource[];
  readonly errors: readonly ConversationError[];
  readonly errorCount: number;
  readonly costInUsd?: number | undefined;
  readonly ended: ConversationEnd;
  readonly isTurnOpen: boolean;
  readonly subagents: number;
}

/** Whether a value out of a file is a `ConversationEnd`. */
export const isEnd = oneOf("completed", "failed", "interrupted", "open");

/** The same for a `NamedSource`: one of a build that knew other relations is refused. */
export const isNamedSource = has<NamedSource>({
  relation: oneOf("base", "origin", "later", "sub-agent", "output", "packed"),
  name: isText,
  by: oneOf(undefined, "id", "folder"),
  call: orNone(isText),
  isAbove: orNone(isBoolean),
  isOptional: orNone(isBoolean),
  end: orNone(isNumber),
  isSameSession: orNone(isBoolean),
});

const test = has<KeptTotals>({
  models: listOf(isText),
  sources: listOf(isNamedSource),
  errors: listOf(has<ConversationError>({ record: isNumber, message: isText })),
  errorCount: isNumber,
  costInUsd: orNone(isNumber),
  ended: isEnd,
  isTurnOpen: isBoolean,
  subagents: isNumber,
});

const isTotals = (value: unknown): value is KeptTotals => test(value);

/** Throws when they are none. */
export function totalsIn(kept: unknown): KeptTotals {
  if (!isTotals(kept)) throw new Error("no totals");
  return kept;
}

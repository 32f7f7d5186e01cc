// What the bytes of one file tell, and how it is known again behind a sound sum: whoever wrote a kept file, nothing is taken for a
// summary that is none.

import type { Summary, SummaryError } from "../../../shared/summary.ts";
import { formatNames } from "../../../shared/transcript.ts";
import { isEnd, isNamedSource } from "../conversation/keptTotals.ts";
import { tokenSorts } from "../conversation/usages.ts";
import { isObject } from "../formats/condensedValue.ts";
import type { NamedSource } from "../formats/conversationOperations.ts";
import type { Test } from "../formats/keptValue.ts";
import { has, isBoolean, isNumber, isText, listOf, oneOf, orNone, orNull } from "../formats/keptValue.ts";

/** `named`: the files that belong to it, wherever they are. */
export interface SummaryFacts {
  readonly summary: Omit<Summary, "sources">;
  readonly named: readonly NamedSource[];
}

const isErrorList = listOf(has<SummaryError>({ record: isNumber, message: isText, source: orNone(isText) }));
const isTokens: Test = (value) => isObject(value) && tokenSorts.every((sort) => orNone(isNumber)(value[sort]));

const isSummary = has<SummaryFacts["summary"]>({
  format: oneOf(...formatNames),
  started: orNull(isNumber),
  ended: orNull(isNumber),
  models: listOf(isText),
  prompts: isNumber,
  answers: isNumber,
  toolCalls: isNumber,
  toolErrors: isNumber,
  openCalls: isNumber,
  cutResults: isNumber,
  subagents: isNumber,
  compactions: isNumber,
  undone: isNumber,
  inherited: isNumber,
  tokens: orNull(isTokens),
  cost: orNull(has<{ usd: number }>({ usd: isNumber })),
  result: orNull(has<NonNullable<Summary["result"]>>({ text: isText, bytes: isNumber, cut: isBoolean })),
  errors: isErrorList,
  errorCount: isNumber,
  lost: isErrorList,
  lostCount: isNumber,
  malformed: isNumber,
  end: isEnd,
  awaits: oneOf(null, "answer", "result"),
});

const isFacts = (value: unknown): value is SummaryFacts =>
  has<SummaryFacts>({ summary: isSummary, named: listOf(isNamedSource) })(value);

/** Throws when it is none. */
export function factsIn(kept: unknown): SummaryFacts {
  if (!isFacts(kept)) throw new Error("no summary");
  return kept;
}

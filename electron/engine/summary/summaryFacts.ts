// What the bytes of one file tell, and how it is known again behind a sound sum: whoever wrote a kept file, nothing is taken for a
// summary that is none.

import type { Summary, SummaryError } from "../../../shared/summary.ts";
import { formatNames } from "../../../shared/transcript.ts";
import { tokenSorts } from "../conversation/usages.ts";
import { isObject } from "../formats/condensedValue.ts";
import type { NamedSource } from "../formats/conversationOperations.ts";

/** `named`: the files that belong to it, wherever they are. */
export interface SummaryFacts {
  readonly summary: Omit<Summary, "sources">;
  readonly named: readonly NamedSource[];
}

type Test = (value: unknown) => boolean;
/** A test for each member. */
type Shape<Value> = Readonly<Record<keyof Value, Test>>;

const isNumber: Test = (value) => typeof value === "number";
const isText: Test = (value) => typeof value === "string";
const isBoolean: Test = (value) => typeof value === "boolean";
const oneOf =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const orNone =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);

function has<Value>(shape: Shape<Value>): Test {
  const tests = Object.entries<Test>(shape);
  return (value) => isObject(value) && tests.every(([name, test]) => test(value[name]));
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
  end: oneOf("completed", "failed", "interrupted", "open"),
  awaits: oneOf(null, "answer", "result"),
});

const isNamed = has<NamedSource>({
  relation: oneOf("base", "origin", "later", "sub-agent", "output", "packed"),
  name: isText,
  by: oneOf(undefined, "id", "folder"),
  call: orNone(isText),
  isAbove: orNone(isBoolean),
  isOptional: orNone(isBoolean),
  end: orNone(isNumber),
  isSameSession: orNone(isBoolean),
});

const isFacts = (value: unknown): value is SummaryFacts =>
  has<SummaryFacts>({ summary: isSummary, named: listOf(isNamed) })(value);

/** Throws when it is none. */
export function factsIn(kept: unknown): SummaryFacts {
  if (!isFacts(kept)) throw new Error("no summary");
  return kept;
}

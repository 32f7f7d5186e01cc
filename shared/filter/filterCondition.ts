// Reads one condition: a word such as `kind:TOOL_*`, `bytes>1mb`, `exit`, `"exit code 1"`, or `/time.?out/i`.

import { assertNever } from "../assertNever.ts";
import type { Result } from "../result.ts";
import { fail, succeed } from "../result.ts";
import { parseFilterNumber } from "./filterNumber.ts";
import type { FieldName } from "./filterSuggestion.ts";
import { fieldNames, nearest, nearestField } from "./filterSuggestion.ts";
import { parseFilterTime } from "./filterTime.ts";
import type { Token } from "./filterTokens.ts";
import { quoted, unquoted } from "./filterTokens.ts";
import type { Condition, FilterProblem, NumberField, RecordState } from "./filterTree.ts";
import { maxSearchLength, recordStates } from "./filterTree.ts";
import { isExactly, readPatterns } from "./namePattern.ts";

type Read = Result<Condition, FilterProblem>;

/** A condition in its parts: where its value stands, the operator, the value as written. */
interface Field {
  readonly name: FieldName;
  readonly operator: string;
  readonly value: string;
  readonly at: number;
  readonly valueAt: number;
}

/**
 * `token` is a word or an expression; keywords (`AND`, `OR`, `NOT`) are the parser's. A suggestion is of this token
 * alone.
 */
export function readCondition(token: Token): Read {
  if (token.is === "regex") return readRegex(token);
  const match = /^([A-Za-z]+)(:|[<>]=?)(.*)$/s.exec(token.text);
  if (match === null) return readText(token, unquoted(token.text), false);
  const [, word = "", operator = "", value = ""] = match;
  const name = fieldNames.find((field) => field === word);
  if (name !== undefined) {
    return readField({ name, operator, value, at: token.at, valueAt: token.at + word.length + operator.length });
  }
  // `a>b` is an ordinary word, but `a:b` looks like a field.
  if (operator !== ":") return readText(token, unquoted(token.text), false);
  const meant = nearestField(word);
  const suggestion = meant === undefined ? quoted(unquoted(token.text)) : `${meant}:${value}`;
  return fail({ at: token.at, message: `there is no field “${word}”`, suggestion });
}

function readField(field: Field): Read {
  const { name, operator, value, at, valueAt } = field;
  if (name === "bytes" || name === "record" || name === "line") return readNumber(name, field);
  if (operator !== ":") {
    return fail({ at, message: `“${name}” is followed by “:”, not by “${operator}”`, suggestion: `${name}:${value}` });
  }
  switch (name) {
    case "kind":
    case "role":
    case "tool":
    case "source": {
      const patterns = readPatterns(value);
      return patterns.some((pattern) => isExactly(pattern, ""))
        ? fail({ at: valueAt, message: `a ${name} is missing`, suggestion: `${name}:*` })
        : succeed({ type: name, patterns });
    }
    case "after":
    case "before":
    case "between":
      return readTime(name, field);
    case "is":
      return readStates(field);
    case "text":
    case "case":
      return readText({ at: valueAt, text: value }, unquoted(value), name === "case");
    default:
      return assertNever(name);
  }
}

function readText({ at, text: written }: Pick<Token, "at" | "text">, text: string, exactCase: boolean): Read {
  if (text === "")
    return fail({ at, message: written === "" ? "a text is missing" : "there is nothing in the quotes" });
  return isTooLong(text) ? tooLong(at) : succeed({ type: "text", text, exactCase });
}

function readRegex({ at, text }: Token): Read {
  const end = text.lastIndexOf("/");
  const flags = text.slice(end + 1);
  const closing = /^\/(?:[^\\/]|\\.)*\//s.exec(text)?.[0].length ?? text.length;
  if (closing !== end + 1 || (flags !== "" && flags !== "i")) {
    const message = `behind “${text.slice(0, closing)}” only “i” may stand, for any case`;
    return fail({ at: at + closing, message, suggestion: quoted(text) });
  }
  const pattern = text.slice(1, end).replace(/\\(.)/gs, (pair, character) => (character === "/" ? "/" : pair));
  if (pattern === "") return fail({ at, message: "there is nothing between the slashes" });
  return isTooLong(pattern) ? tooLong(at) : succeed({ type: "regex", pattern, ignoreCase: flags === "i" });
}

function isTooLong(text: string): boolean {
  return text.length > maxSearchLength;
}

function tooLong(at: number): Read {
  return fail({ at, message: `a text of more than ${maxSearchLength} characters cannot be searched for` });
}

function readStates({ value, valueAt }: Field): Read {
  const states: RecordState[] = [];
  let at = valueAt;
  for (const word of value.split(",")) {
    const state = recordStates.find((known) => known === word);
    if (state === undefined) {
      const message =
        word === "" ? `one of ${recordStates.join(", ")} is missing` : `a record cannot be “${word}”, only ${list()}`;
      const meant = nearest(word, recordStates);
      return fail(meant === undefined ? { at, message } : { at, message, suggestion: `is:${meant}` });
    }
    states.push(state);
    at += word.length + 1;
  }
  return succeed({ type: "is", states });
}

function list(): string {
  return `${recordStates.slice(0, -1).join(", ")} or ${recordStates.at(-1)}`;
}

function readTime(name: "after" | "before" | "between", { value, valueAt }: Field): Read {
  const written = unquoted(value);
  const parts = name === "between" ? written.split("..") : [written];
  const times: number[] = [];
  let at = valueAt + (value.startsWith('"') ? 1 : 0);
  for (const part of parts) {
    const time = parseFilterTime(part);
    if (time === undefined) {
      const message =
        part === "" ? "a time is missing" : `“${part}” is not a time such as 2026-03-01 or 2026-03-01T12:30`;
      return fail({ at, message });
    }
    times.push(time);
    at += part.length + 2;
  }
  const [first, second] = times;
  if (name === "after") return succeed({ type: "time", from: first, before: undefined, written });
  if (name === "before") return succeed({ type: "time", from: undefined, before: first, written });
  if (first === undefined || second === undefined || times.length !== 2) {
    const message = "between takes two times with “..” between them";
    return fail({ at: valueAt, message, suggestion: `after:${value}` });
  }
  if (second < first) return fail({ at: valueAt, message: "the second time is before the first", ...swapped(parts) });
  return succeed({ type: "time", from: first, before: second, written });
}

function swapped([first = "", second = ""]: readonly string[]): Pick<FilterProblem, "suggestion"> {
  const text = `${second}..${first}`;
  return { suggestion: `between:${/\s/.test(text) ? quoted(text) : text}` };
}

function readNumber(name: NumberField, field: Field): Read {
  const { operator, value, valueAt } = field;
  const range = operator === ":" ? /^(.+?)(?:\.\.|-)(.*)$/.exec(value) : null;
  const [, low = value, high] = range ?? [];
  const from = parseFilterNumber(name, low);
  const to = high === undefined || high === "" ? undefined : parseFilterNumber(name, high);
  if (from === undefined || (to === undefined && high !== undefined && high !== "")) {
    const wrong = from === undefined ? low : high;
    const example = name === "bytes" ? "200 or 10kb" : "200";
    const message = wrong === "" ? "a number is missing" : `“${wrong}” is not a number such as ${example}`;
    return fail({ at: valueAt, message });
  }
  switch (operator) {
    case ":":
      if (to !== undefined && to < from) {
        const suggestion = `${name}:${high}-${low}`;
        return fail({ at: valueAt, message: "the second number is less than the first", suggestion });
      }
      return succeed({ type: name, from, to: range === null ? from : to });
    case ">":
      return succeed({ type: name, from: from + 1, to: undefined });
    case ">=":
      return succeed({ type: name, from, to: undefined });
    case "<":
      if (from === 0) return fail({ at: valueAt, message: "nothing is less than 0", suggestion: `${name}:0` });
      return succeed({ type: name, from: 0, to: from - 1 });
    default:
      return succeed({ type: name, from: 0, to: from });
  }
}

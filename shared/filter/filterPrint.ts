import { assertNever } from "../assertNever.ts";
import { printNumberCondition } from "./filterNumber.ts";
import { fieldNames } from "./filterSuggestion.ts";
import { printFilterTime } from "./filterTime.ts";
import { needsQuotes, quoted } from "./filterTokens.ts";
import type { Filter, TimeCondition } from "./filterTree.ts";
import { nameFields } from "./filterTree.ts";
import { printPattern } from "./namePattern.ts";

/** The text of a filter; parsing it gives an equal filter. */
export function printFilter(filter: Filter): string {
  switch (filter.type) {
    case "all":
      return "";
    case "kind":
    case "role":
    case "tool":
    case "source":
      return `${filter.type}:${filter.patterns.map(printPattern).join(",")}`;
    case "bytes":
    case "record":
    case "line":
      return printNumberCondition(filter);
    case "time":
      return printTimeCondition(filter);
    case "is":
      return `is:${filter.states.join(",")}`;
    case "text":
      if (filter.exactCase) return `case:${needsQuotes(filter.text) ? quoted(filter.text) : filter.text}`;
      return isPlainWord(filter.text) ? filter.text : quoted(filter.text);
    case "regex":
      return `/${printPatternOfRegex(filter.pattern)}/${filter.ignoreCase ? "i" : ""}`;
    case "not":
      return `-${printNegated(filter.of)}`;
    case "and":
      return filter.of.map(printInside).join(standApart(filter.of) ? " AND " : " ");
    case "or":
      return filter.of.map((part) => (part.type === "or" ? `(${printFilter(part)})` : printFilter(part))).join(" OR ");
    default:
      return assertNever(filter);
  }
}

/** Behind a dash, a second one would make a word of both. */
function printNegated(filter: Filter): string {
  if (filter.type === "not") return `(${printFilter(filter)})`;
  if (filter.type === "text" && !filter.exactCase && filter.text.startsWith("-")) return quoted(filter.text);
  return printInside(filter);
}

function printInside(filter: Filter): string {
  return filter.type === "and" || filter.type === "or" ? `(${printFilter(filter)})` : printFilter(filter);
}

/** Two conditions on one name side by side would mean any of both. */
function standApart(parts: readonly Filter[]): boolean {
  return nameFields.some((field) => parts.filter((part) => part.type === field).length > 1);
}

function printTimeCondition({ from, before, written }: TimeCondition): string {
  const times = [from, before].filter((time) => time !== undefined);
  const name = from === undefined ? "before" : before === undefined ? "after" : "between";
  const text = written ?? times.map(printFilterTime).join("..");
  return `${name}:${needsQuotes(text) ? quoted(text) : text}`;
}

/** A word that is not read as a keyword, a sign, a regular expression or a condition. */
function isPlainWord(text: string): boolean {
  if (needsQuotes(text) || !/^(?:[^/-]|-(?:-|$))/.test(text) || ["AND", "OR", "NOT"].includes(text)) return false;
  const field = /^([A-Za-z]+)([:<>])/.exec(text);
  return field === null || (field[2] !== ":" && !fieldNames.some((name) => name === field[1]));
}

/** A slash would end it. */
function printPatternOfRegex(pattern: string): string {
  return pattern.replace(/\\.|\//gs, (piece) => (piece === "/" ? "\\/" : piece));
}

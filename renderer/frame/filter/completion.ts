// What could be meant where the caret stands in the filter text: a name behind `kind:`, `role:`, `tool:` or `source:`, a state behind
// `is:`, or the name of a field at the start of a word.

import type { FieldName } from "../../../shared/filter/filterSuggestion.ts";
import { fieldNames } from "../../../shared/filter/filterSuggestion.ts";
import { readTokens } from "../../../shared/filter/filterTokens.ts";
import type { NameField, RecordState } from "../../../shared/filter/filterTree.ts";
import { nameFields, recordStates } from "../../../shared/filter/filterTree.ts";
import { exactly, printPattern } from "../../../shared/filter/namePattern.ts";
import { formatCount } from "../../data/format.ts";

/** What a transcript holds, most records first. */
export type KnownNames = Readonly<Record<NameField, readonly { readonly name: string; readonly count: number }[]>>;

/** One of the things that may be meant. */
export interface Option {
  /** The name as it is. */
  readonly label: string;
  /** What of it is to be known: how many records have it, or what it means. */
  readonly detail: string;
  /** What is written into the filter. */
  readonly text: string;
}

/** What is offered at the caret, at least one; places count UTF-16 units. */
export interface Completion {
  /** The part of the text that a choice replaces. */
  readonly from: number;
  readonly to: number;
  readonly of: NameField | "is" | "field";
  readonly options: readonly Option[];
}

const mostOffered = 8;

const stateDetails: Readonly<Record<RecordState, string>> = {
  error: "its kind or level is an error",
  malformed: "is not JSON",
  glued: "begins on a line that already holds a record",
  torn: "the file ends inside it",
  large: "is longer than 1 MiB",
  sidechain: "belongs to a sub-agent",
  unordered: "has an earlier time than the record before it",
};

const fieldDetails: Readonly<Record<FieldName, string>> = {
  kind: "event type, with * for anything",
  role: "user, assistant, …",
  tool: "name of the tool",
  source: "transcript of a group",
  bytes: "size, such as bytes>1mb",
  record: "numbers, such as record:100-200",
  line: "line numbers, such as line:1-50",
  after: "from this time on",
  before: "earlier than this time",
  between: "two times with .. between them",
  is: recordStates.join(", "),
  text: "text in any case",
  case: "text in this case only",
};

/** Undefined where there is nothing to complete, or it is complete. */
export function completionAt(text: string, caret: number, names: KnownNames): Completion | undefined {
  const before = text.slice(0, caret);
  const rest = /^[^\s"(),]*/.exec(text.slice(caret))?.[0] ?? "";
  const named = /(?:^|[\s(-])(kind|role|tool|source|is):(?:[^\s"(),]*,)*([^\s"(),]*)$/.exec(before);
  const word = named === null ? /(?:^|[\s(-])([A-Za-z]+)$/.exec(before)?.[1] : undefined;
  const begun = named?.[2] ?? word;
  if (begun === undefined || begun.includes("*")) return undefined;
  if (!readTokens(before).ok) return undefined; // inside quotes or slashes
  // A word that goes on behind the caret, such as a field with its value, is not at its end.
  if (word !== undefined && rest !== "") return undefined;
  const of = fieldOf(named?.[1]);
  const options = matching(optionsOf(of, names), begun, of !== "field").slice(0, mostOffered);
  if (options.length === 0 || options.some(({ label }) => label === begun + rest)) return undefined;
  return { from: caret - begun.length, to: caret + rest.length, of, options };
}

function fieldOf(written: string | undefined): Completion["of"] {
  return [...nameFields, "is" as const].find((field) => field === written) ?? "field";
}

function optionsOf(of: Completion["of"], names: KnownNames): readonly Option[] {
  switch (of) {
    case "field":
      return fieldNames.map((name) => ({
        label: name,
        detail: fieldDetails[name],
        text: name === "bytes" ? "bytes>" : `${name}:`,
      }));
    case "is":
      return recordStates.map((state) => ({ label: state, detail: stateDetails[state], text: state }));
    default:
      return names[of].map(({ name, count }) => ({
        label: name,
        detail: formatCount(count),
        text: printPattern(exactly(name)),
      }));
  }
}

/** First what begins alike, then what has it inside. */
function matching(options: readonly Option[], begun: string, inside: boolean): readonly Option[] {
  const wanted = begun.toLowerCase();
  const starting = options.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  const containing = options.filter(({ label }) => label.toLowerCase().indexOf(wanted) > 0);
  return inside ? [...starting, ...containing] : starting;
}

/** The text behind a choice, and where the caret stands in it. */
export interface Completed {
  readonly text: string;
  readonly caret: number;
}

/** Only what the completion names is replaced: what stands around it stays as it was written. */
export function complete(text: string, { from, to }: Completion, option: Option): Completed {
  return { text: text.slice(0, from) + option.text + text.slice(to), caret: from + option.text.length };
}

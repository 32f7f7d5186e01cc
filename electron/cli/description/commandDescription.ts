// How a command is described, for help texts, the manual page, docs/command-line.md and completions. What its options are called
// and whether they take a value is said where the arguments are read; here stands what they mean. The types hold both to each
// other: an option without its sentence does not compile, and neither does a sentence without its option.

import type { readingOptions } from "../arguments/argumentValues.ts";
import type { CommandName } from "../arguments/readArguments.ts";

/** Options as Node's `parseArgs` takes them. */
type Specs = Readonly<Record<string, Spec>>;
interface Spec {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly default?: string | boolean;
}

/** What is written behind an option, or by itself. */
export type Value =
  | { readonly type: "file" | "folder" | "place" | "program" | "text"; readonly name: string }
  | {
      readonly type: "words";
      readonly name: string;
      /** Each with what it means; "" where it says so itself. */
      readonly words: Readonly<Record<string, string>>;
      /** Several may stand there, joined by commas. */
      readonly isList?: true;
    };

/** What is written by itself. */
export interface Operand {
  readonly value: Value;
  /** The command goes without it. */
  readonly isOptional?: true;
  /** Any number of them may follow each other; at least one, unless it is optional. */
  readonly isRepeated?: true;
  /** Stands before it, such as `--`. */
  readonly behind?: string;
}

/** A flag has a sentence only. */
type Words<Kind extends Spec["type"]> = Kind extends "string" ? ValuedWords : string;
interface ValuedWords {
  readonly value: Value;
  readonly says: string;
  readonly isRequired?: true;
}

/** The options of a command that not every command has. */
type OwnWords<All extends Specs> = {
  readonly [Name in Exclude<keyof All, keyof typeof readingOptions>]: Words<All[Name]["type"]>;
};

/**
 * An option as help, the manual page and completions tell it. Those of reading are not in a command's list: they are
 * the same for all and stand in `commonOptions.ts`.
 */
export interface DescribedOption {
  /** Without dashes. */
  readonly name: string;
  readonly short: string | undefined;
  /** Undefined: it is a flag. */
  readonly value: Value | undefined;
  readonly isRequired: boolean;
  readonly says: string;
}

/** All that is said of a command, in English, without markup and not wrapped: who prints it does that. */
export interface CommandDescription {
  readonly name: CommandName;
  readonly operands: readonly Operand[];
  /** A sentence that says it all. */
  readonly summary: string;
  /** Sentences behind it. */
  readonly more: string;
  readonly options: readonly DescribedOption[];
  /** Whether it takes the options that say how a transcript is read. */
  readonly isReading: boolean;
}

interface CommandWords<All extends Specs> {
  readonly name: CommandName;
  readonly operands: readonly Operand[];
  readonly summary: string;
  readonly more?: string;
  /** What its arguments are read with. */
  readonly specs: All;
  /** In the order in which they are told. */
  readonly options: OwnWords<All> & Readonly<Record<string, string | ValuedWords>>;
}

/**
 * Options keep the order in which `options` tells them. An option that is read and not told, or told and not read, does
 * not compile.
 */
export function describeCommand<const All extends Specs>(words: CommandWords<All>): CommandDescription {
  const { name, operands, summary, more = "", specs, options } = words;
  const isReading = "format" in specs;
  return { name, operands, summary, more, options: describeOptions(specs, options), isReading };
}

export function describeOptions(
  specs: Specs,
  words: Readonly<Record<string, string | ValuedWords>>,
): readonly DescribedOption[] {
  return Object.entries(words).map(([name, said]) => {
    const short = specs[name]?.short;
    if (typeof said === "string") return { name, short, value: undefined, isRequired: false, says: said };
    return { name, short, value: said.value, isRequired: said.isRequired === true, says: said.says };
  });
}

/** The transcript of a command. */
export const transcript: Operand = { value: { type: "file", name: "FILE" } };

/** Several transcripts, or folders of them, that are taken as one. */
export const transcripts: Operand = { value: { type: "place", name: "FILE" }, isRepeated: true };

/** A value that completions offer nothing for; `name` is how it is shown, such as `N`. */
export function text(name: string): Value {
  return { type: "text", name };
}

/** A value that completions offer files for. */
export function file(name = "FILE"): Value {
  return { type: "file", name };
}

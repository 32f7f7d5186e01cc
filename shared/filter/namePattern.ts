// What a filter says of a name: `read_*` is a pattern, and a name that holds a star itself is written "read_*" or read_\*.

import { needsQuotes, quoted, readWord } from "./filterTokens.ts";

/** The pieces between the wildcards: one piece is the name itself, `["read_", ""]` every name that begins so. Never empty. */
export type NamePattern = readonly string[];

/** The pattern that a name matches because it is the name. */
export function exactly(name: string): NamePattern {
  return [name];
}

/** True when the pattern is that of `exactly(name)`. */
export function isExactly(pattern: NamePattern, name: string): boolean {
  return pattern.length === 1 && pattern[0] === name;
}

/** A wildcard stands for any characters, none included. Linear in the name's length for each of them, whatever the pattern. */
export function matchesPattern([first = "", ...others]: NamePattern, name: string): boolean {
  const last = others.pop();
  if (last === undefined) return first === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

/** Patterns as formats write them for their kinds: * stands for any characters, and nothing for itself. */
export function kindPatterns(kinds: readonly string[]): readonly NamePattern[] {
  return kinds.map((kind) => kind.split("*"));
}

/** Whether any of them matches; they are read once for all names. */
export function kindMatcher(kinds: readonly string[]): (kind: string) => boolean {
  const patterns = kindPatterns(kinds);
  return (kind) => patterns.some((pattern) => matchesPattern(pattern, kind));
}

/** Reads a list such as `read_*,"two words",say\*`: commas and stars count outside quotes, where `\*` is a star. */
export function readPatterns(list: string): readonly NamePattern[] {
  const patterns: string[][] = [];
  let pattern = [""];
  const append = (text: string): void => {
    pattern.push(`${pattern.pop() ?? ""}${text}`);
  };
  const characters = readWord(list);
  for (let at = 0; at < characters.length; at++) {
    const { text = "", quoted: isLiteral = false } = characters[at] ?? {};
    const next = characters[at + 1];
    if (isLiteral) append(text);
    else if (text === "\\" && next?.text === "*" && !next.quoted) {
      append("*");
      at++;
    } else if (text === "*") pattern.push("");
    else if (text === ",") {
      patterns.push(pattern);
      pattern = [""];
    } else append(text);
  }
  return [...patterns, pattern];
}

/** The text that `readPatterns` reads as this pattern. */
export function printPattern(pattern: NamePattern): string {
  if (isExactly(pattern, "")) return quoted("");
  return pattern.map((piece) => (needsQuotes(piece) || /[*,]/.test(piece) ? quoted(piece) : piece)).join("*");
}

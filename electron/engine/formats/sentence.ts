// Rows that read like sentences: who says or does what. The parts stand two blanks apart, which the list draws as a gap.

import { isObject, listAt, textAt } from "./condensedValue.ts";
import { compact, othersOf } from "./head.ts";

const gap = "  ";

/** Parts that are there, in order. */
export function sentence(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(gap);
}

/** `user  “Fix the parser”` */
export function said(who: string, text: string | undefined): string {
  return sentence(who, text === undefined || text === "" ? undefined : `“${text}”`);
}

/** What the parts of a message say, one behind the other. */
export function textOfParts(parts: unknown): string {
  return listAt(parts)
    .map((part) => textAt(part, "text") ?? "")
    .join("");
}

/** `Bash  npm test` */
export function called(tool: string | undefined, input: unknown): string {
  return sentence(tool, argumentOf(input));
}

/** `→ exit 1`, `→ failed  No such file`, `→ 3 files` */
export function resulted(text: string | undefined, failed = false): string {
  return `→ ${sentence(failed ? "failed" : undefined, text === "" || text === undefined ? "(nothing)" : text)}`;
}

/** Members that say most of what a tool is asked to do, most telling first. */
const tellingNames = [
  ...["command", "commands", "cmd", "script", "file_path", "filePath", "absolute_path", "notebook_path"],
  // What is sought tells more than where.
  ...["pattern", "query", "path", "url", "prompt", "question", "subject", "title", "description", "text", "message"],
  ...["name", "input", "code", "old_string", "content"],
];

/** Members that say what a step of a plan, a task or a question is about, most telling first. */
const stepNames = ["content", "step", "question", "subject", "title", "text", "description"];

/**
 * The argument that matters: of an object its most telling member, else the steps that it lists, else all by name; of a command in
 * words the words, of a patch its files.
 */
export function argumentOf(input: unknown): string {
  if (typeof input === "string") return patchedFiles(input) ?? compact(input);
  const words = wordsOf(input);
  if (words !== undefined) return words;
  if (Array.isArray(input) && input.length > 0 && input.every((part) => isObject(part) && textAt(part, "path")))
    return input.map((part) => textAt(part, "path")).join(", ");
  if (!isObject(input)) return compact(input);
  for (const name of tellingNames) {
    const text = textAt(input, name) ?? wordsOf(input[name]);
    if (text !== undefined && text !== "") return patchedFiles(text) ?? text;
  }
  for (const value of Object.values(input)) {
    const steps = stepsOf(value);
    if (steps !== undefined) return steps;
  }
  return othersOf(input);
}

/** Of a list of objects what each is about, such as the tasks of a plan. */
function stepsOf(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const told = value.map((part) =>
    isObject(part)
      ? stepNames.map((name) => textAt(part, name)).find((text) => text !== undefined && text !== "")
      : undefined,
  );
  return told.every((text) => text !== undefined) ? told.join("; ") : undefined;
}

function wordsOf(value: unknown): string | undefined {
  const areWords = Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === "string");
  return areWords ? value.join(" ") : undefined;
}

/** Of the patches that Codex's models write. */
function patchedFiles(text: string): string | undefined {
  if (!text.startsWith("*** Begin Patch")) return undefined;
  const files = [...text.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map(([, file]) => file);
  return files.length === 0 ? undefined : files.join(", ");
}

// Small files that main keeps in the user data folder. They are a comfort, never a reason to fail: a missing, damaged or
// foreign file counts as none, and one that cannot be written is left as it was, with a warning. One that is there and
// cannot be read at the moment is not written either, since nobody knows what would be lost; a damaged one is set aside, since
// a person may have written into it.
// Synchronous, because they are a few KB and the last write happens while the app quits.

import { readFileSync, renameSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { printText } from "../../shared/printText.ts";
import { warn } from "./ownWarnings.ts";
import { writeWholeFile } from "./wholeFile.ts";

export interface JsonFile<Value> {
  current(): Value;
  /** In memory at once, and in the file whole or not at all. */
  replace(value: Value): void;
}

/** `otherwise` is what a file holds that is not there yet, or damaged. */
export function openJsonFile<Value>(file: string, schema: z.ZodType<Value>, otherwise: Value): JsonFile<Value> {
  const found = takeJsonFile(file, schema);
  let current = found.is === "value" ? found.value : otherwise;
  return {
    current: () => current,
    replace: (value) => {
      current = value;
      if (found.is !== "unreadable") writeJsonFile(file, value);
    },
  };
}

export type FoundJson<Value> =
  | { readonly is: "value"; readonly value: Value }
  | { readonly is: "missing" | "damaged" }
  /** It is there, and may be read another time. */
  | { readonly is: "unreadable" };

/** Never throws: what is wrong is a warning. For what is only read; what is written too goes through `takeJsonFile`. */
export function readJsonFile<Value>(file: string, schema: z.ZodType<Value>): FoundJson<Value> {
  const found = findJson(file, schema);
  if (found.is === "damaged") say(file, "is damaged and is not used");
  return found;
}

/**
 * The same for what is written anew: a damaged one is set aside first, and one that stays where it is counts as unreadable,
 * since it must not be written over.
 */
export function takeJsonFile<Value>(file: string, schema: z.ZodType<Value>): FoundJson<Value> {
  const found = findJson(file, schema);
  return found.is === "damaged" && !setAside(file) ? { is: "unreadable" } : found;
}

/** Keeps a file that cannot be understood beside its place, and says so. False: it is still there. */
function setAside(file: string): boolean {
  const aside = `${file}.unreadable`;
  try {
    renameSync(file, aside);
  } catch {
    say(file, "is damaged and is not used");
    return false;
  }
  say(file, `is damaged and is not used. It is kept as “${path.basename(aside)}”`);
  return true;
}

function findJson<Value>(file: string, schema: z.ZodType<Value>): FoundJson<Value> {
  const text = readText(file);
  if (text.is !== "text") {
    if (text.is === "unreadable") say(file, `could not be read (${text.word}) and is left as it is`);
    return { is: text.is };
  }
  const parsed = schema.safeParse(parseJson(text.text));
  return parsed.success ? { is: "value", value: parsed.data } : { is: "damaged" };
}

/** Whole or not at all. False: it is as it was. */
export function writeJsonFile(file: string, value: unknown): boolean {
  const problem = writeWholeFile(file, JSON.stringify(value));
  if (problem !== undefined) say(file, `could not be written (${problem})`);
  return problem === undefined;
}

/** More in a row is no accident. */
const mostInterruptions = 100;

type FileText =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "missing" }
  | { readonly is: "unreadable"; readonly word: string };

function readText(file: string): FileText {
  for (let interruptions = 0; ; interruptions++) {
    try {
      return { is: "text", text: readFileSync(file, "utf8") };
    } catch (error) {
      const word = error instanceof Error && "code" in error ? String(error.code) : String(error);
      // A signal came while the system read.
      if (word === "EINTR" && interruptions < mostInterruptions) continue;
      // A folder in its place, or a file in place of a folder: there is nothing to lose.
      return ["ENOENT", "ENOTDIR", "EISDIR"].includes(word) ? { is: "missing" } : { is: "unreadable", word };
    }
  }
}

function say(file: string, what: string): void {
  warn(`“${printText(file)}” ${printText(what)}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

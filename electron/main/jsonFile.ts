// Small files that main keeps in the user data folder. They are a comfort, never a reason to fail: a missing, damaged or
// foreign file reads as undefined, and one that cannot be written is left as it was, with a line on the console.
// Synchronous, because they are a few KB and the last write happens while the app quits.

import { readFileSync } from "node:fs";
import type { z } from "zod";
import { printText } from "../../shared/printText.ts";
import { writeWholeFile } from "./wholeFile.ts";

export function readJsonFile<Value>(file: string, schema: z.ZodType<Value>): Value | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined; // not there yet, as a rule
  }
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) console.warn(`seekline: “${printText(file)}” is damaged and is not used.`);
  return parsed.data;
}

/** Whole or not at all. False: it is as it was. */
export function writeJsonFile(file: string, value: unknown): boolean {
  const problem = writeWholeFile(file, JSON.stringify(value));
  if (problem !== undefined) {
    console.warn(`seekline: “${printText(file)}” could not be written (${printText(problem)}).`);
  }
  return problem === undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

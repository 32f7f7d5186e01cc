// Small files that main keeps in the user data folder. They are a comfort, never a reason to fail: a missing, damaged or
// foreign file reads as undefined, and one that cannot be written is left as it was, with a line on the console.
// Synchronous, because they are a few KB and the last write happens while the app quits.

import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { printText } from "../../shared/printText.ts";

export function readJsonFile<Value>(file: string, schema: z.ZodType<Value>): Value | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined; // not there yet, as a rule
  }
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) console.warn(`seekline: “${printText(file)}” is damaged and will be replaced.`);
  return parsed.data;
}

/** Whole or not at all: written beside the file and renamed over it. */
export function writeJsonFile(file: string, value: unknown): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    makeFolder(path.dirname(file));
    writeFileSync(unfinished, JSON.stringify(value), { flush: true });
    renameSync(unfinished, file);
  } catch (error) {
    console.warn(`seekline: “${printText(file)}” could not be written (${printText(wordOf(error))}).`);
    removeQuietly(unfinished);
  }
}

/** With those above it, one by one: the runtime's own recursive way never returns on a file system such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** The system's own word, such as ENOSPC. */
function wordOf(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Its folder is no folder, or is read-only: then it was not written either.
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Reads a manifest line by line, whatever its length: one that is no manifest, or was cut, is told apart.

import fs from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { Masks } from "../../redaction/masks.ts";
import { SourceError, systemWord } from "../../source/fileSource.ts";
import type { ManifestEnd, ManifestHead, ManifestRange } from "./manifestLines.ts";
import { manifestEndSchema, manifestHeadSchema, manifestMaskSchema, manifestRangeSchema } from "./manifestLines.ts";

/** A line has a path and some numbers. */
const longestLine = 64 * 1024;

export interface RangeOfManifest extends ManifestRange {
  /** What is hidden in it. */
  readonly masks: Masks | undefined;
}

export interface ReadManifest {
  readonly head: ManifestHead;
  readonly ranges: AsyncGenerator<RangeOfManifest, ManifestEnd, undefined>;
}

/** Throws a SourceError, in the ranges as well: “not-a-manifest” or what keeps it from being read. */
export async function readManifest(file: string): Promise<ReadManifest> {
  const lines = linesOf(file);
  const first = await lines.next();
  const head = first.done === true ? undefined : parsed(manifestHeadSchema, first.value);
  if (head === undefined) throw noManifest(file, "its first line is none");
  return { head, ranges: rangesOf(file, lines, head.redacted ?? []) };
}

async function* rangesOf(
  file: string,
  lines: AsyncGenerator<string, void, undefined>,
  kinds: readonly string[],
): AsyncGenerator<RangeOfManifest, ManifestEnd, undefined> {
  let number = 1;
  let masks: Masks | undefined;
  let end: ManifestEnd | undefined;
  for await (const line of lines) {
    number++;
    // Of two manifests in one file the second would not be looked at, and all seem proven.
    if (end !== undefined && line !== "") throw noManifest(file, `line ${number} stands behind its end`);
    if (end !== undefined) continue;
    const range = parsed(manifestRangeSchema, line);
    if (range !== undefined) {
      yield { ...range, masks };
      masks = undefined;
      continue;
    }
    const mask = kinds.length === 0 ? undefined : parsed(manifestMaskSchema, line);
    if (mask !== undefined) {
      masks ??= new Masks(kinds);
      masks.add({ ...mask, kind: Math.max(0, kinds.indexOf(mask.masked)) });
      continue;
    }
    end = parsed(manifestEndSchema, line);
    if (end === undefined) throw noManifest(file, `line ${number} of it cannot be read`);
  }
  if (end === undefined) throw noManifest(file, "its end is missing");
  return end;
}

async function* linesOf(file: string): AsyncGenerator<string, void, undefined> {
  let rest = "";
  try {
    for await (const chunk of fs.createReadStream(file, { encoding: "utf8" })) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
      if (rest.length > longestLine) throw noManifest(file, "it has a line that is too long");
    }
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const word = systemWord(error);
    if (word === "EISDIR") throw noManifest(file, "it is a folder");
    const name = path.basename(file);
    throw new SourceError(
      word === "ENOENT" ? { code: "not-found", name } : { code: "not-readable", name, detail: word },
    );
  }
  if (rest !== "") yield rest;
}

function parsed<Schema extends z.ZodType>(schema: Schema, line: string): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function noManifest(file: string, detail: string): SourceError {
  return new SourceError({ code: "not-a-manifest", name: path.basename(file), detail });
}

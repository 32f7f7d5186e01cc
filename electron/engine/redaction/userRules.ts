// The file in which a user says what else is secret to him, and what is not.

import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { systemWord } from "../source/fileSource.ts";
import { knownKinds } from "./knownKinds.ts";

const mostFileBytes = 1024 * 1024;
const mostRules = 200;
const longestText = 1024;

const text = z.string().min(1).max(longestText);
const known = z.enum(knownKinds.map(({ kind }) => kind));
const rule = z
  .strictObject({
    /** As it is called in the marker. */
    kind: z.string().regex(/^[A-Za-z][\w-]{0,39}$/, "a kind is a word of letters, digits, - and _"),
    pattern: text.optional(),
    text: text.optional(),
  })
  .refine(({ pattern, text: literal }) => (pattern === undefined) !== (literal === undefined), {
    message: "a rule has either a pattern or a text",
  });
const schema = z.strictObject({
  rules: z.array(rule).max(mostRules).default([]),
  /** Known kinds that are redacted, too. */
  also: z.array(known).default([]),
  /** Known kinds that are not. */
  without: z.array(known).default([]),
  /** Texts that are no secrets. */
  keep: z.array(text).max(1000).default([]),
});

export type UserRules = z.infer<typeof schema>;
export type UserRule = UserRules["rules"][number];

export async function readUserRules(file: string): Promise<Result<UserRules>> {
  const name = path.basename(file);
  const bad = (detail: string) => fail({ code: "bad-redact-rules" as const, name, detail });
  const read = readText(file);
  if (!read.ok) return bad(read.failure);
  let value: unknown;
  try {
    value = JSON.parse(read.value);
  } catch {
    return bad("it is not JSON");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return bad(z.prettifyError(parsed.error).replaceAll(/\s+/g, " ").replace(/^✖ /, ""));
  const { compileRule } = await import("./ruleFinder.ts");
  for (const one of parsed.data.rules) {
    try {
      compileRule(one);
    } catch (error) {
      return bad(`“${one.pattern}” is no regular expression of RE2: ${error instanceof Error ? error.message : error}`);
    }
  }
  return succeed(parsed.data);
}

function readText(file: string): Result<string, string> {
  try {
    const { size } = fs.statSync(file);
    if (size > mostFileBytes) return fail("it is larger than 1 MiB");
    return succeed(fs.readFileSync(file, "utf8"));
  } catch (error) {
    const word = systemWord(error);
    return fail(word === "ENOENT" ? "there is no such file" : word === "EISDIR" ? "it is a folder" : word);
  }
}

// Whatever another folder imports says, right above itself, what who uses it must know and cannot see: shapes, units, bounds,
// what is missing when, who closes what, which failures there are. Whether it says enough, only a reader can tell.

import { readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { projectRoot } from "./projectRoot.mjs";
import { sourceFiles } from "./sourceFiles.mjs";

/** Tests and what only they use promise nothing to anybody, and what they import is not public for that. */
const ofTests = /\.test\.(?:ts|tsx|mjs)$|\/testing\/|^e2e\//;

/**
 * What a file exports under a name of its own, and what it imports from other files by name: `path#name`.
 * @param {string} file
 * @param {string} source
 */
function readFile(file, source) {
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  /** @type {{ readonly name: string, readonly isDocumented: boolean }[]} */
  const exported = [];
  /** @type {string[]} */
  const imported = [];
  /** @type {(specifier: string, name: string | undefined) => void} */
  const take = (specifier, name) => {
    if (!specifier.startsWith(".") || name === undefined) return;
    imported.push(`${path.posix.join(path.posix.dirname(file), specifier)}#${name}`);
  };
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration") {
      for (const one of statement.specifiers) {
        if (one.type === "ImportSpecifier") take(statement.source.value, nameOf(one.imported));
      }
    }
    if (statement.type !== "ExportNamedDeclaration") continue;
    if (statement.source !== null) {
      for (const { local } of statement.specifiers) take(statement.source.value, nameOf(local));
    }
    const { start, declaration } = statement;
    const isDocumented = comments.some(
      ({ type, value, end }) =>
        type === "Block" && value.startsWith("*") && end <= start && source.slice(end, start).trim() === "",
    );
    for (const name of namesOf(declaration)) exported.push({ name, isDocumented });
  }
  for (const [, names = "", specifier = ""] of source.matchAll(/\{([\w\s,:]+)\} = await import\("([^"]+)"\)/g)) {
    for (const name of names.split(",")) take(specifier, name.split(":")[0]?.trim());
  }
  return { exported, imported };
}

/** @param {any} node An identifier, or a text in its place. */
function nameOf(node) {
  return node.type === "Identifier" ? node.name : undefined;
}

/**
 * @param {any} declaration
 * @returns {readonly string[]}
 */
function namesOf(declaration) {
  if (declaration === null) return [];
  if (declaration.type !== "VariableDeclaration") return [declaration.id.name];
  return declaration.declarations.flatMap((/** @type {any} */ { id }) => nameOf(id) ?? []);
}

/**
 * What other folders import and nothing is said of, as `path: name`.
 * @param {ReadonlyMap<string, string>} sources By path, what stands in the file.
 */
function unsaid(sources) {
  /** @type {Set<string>} */
  const isPublic = new Set();
  /** @type {(readonly [file: string, name: string])[]} */
  const silent = [];
  for (const [file, source] of sources) {
    if (ofTests.test(file)) continue;
    const { exported, imported } = readFile(file, source);
    for (const place of imported) if (path.posix.dirname(place) !== path.posix.dirname(file)) isPublic.add(place);
    // Of several of one name (a function's overloads, a type and a value) it is enough that one says it.
    for (const { name } of exported) {
      const isSaid = exported.some((one) => one.name === name && one.isDocumented);
      if (!isSaid && !file.endsWith(".mjs")) silent.push([file, name]);
    }
  }
  return [...new Set(silent.filter(([file, name]) => isPublic.has(`${file}#${name}`)).map((one) => one.join(": ")))];
}

describe("what other folders import", () => {
  it("has a doc comment", () => {
    const sources = sourceFiles().map(
      (file) => /** @type {const} */ ([file, readFileSync(path.join(projectRoot, file), "utf8")]),
    );
    expect(sources.length).toBeGreaterThan(1000);
    expect(unsaid(new Map(sources))).toEqual([]);
  });
});

describe("looking for doc comments", () => {
  const used = `import { a } from "../one/a.ts";`;
  const inAnother = ["one/a.ts: a"];

  it.each([
    ["a constant", "export const a = 1;", used, inAnother],
    ["a function", "export async function a() {}", used, inAnother],
    ["a type", "export interface a {}", `import type { a as b } from "../one/a.ts";`, inAnother],
    ["what is loaded late", "export const a = 1;", `const { b, a: c } = await import("../one/a.ts");`, inAnother],
    ["what is handed on", "export class a {}", `export { a } from "../one/a.ts";`, inAnother],
    ["a comment for who reads the code", "// Says it.\nexport const a = 1;", used, inAnother],
    ["a comment of something else", "/** Says it. */\nconst b = 1;\nexport const a = b;", used, inAnother],
    ["a comment of what follows", "export const a = 1;\n/** Says it. */\nconst b = a;", used, inAnother],
    ["a doc comment", "/** Says it. */\nexport const a = 1;", used, []],
    ["a doc comment of one overload", "/** Says it. */\nexport function a(b: 1): 1;\nexport function a() {}", used, []],
    ["what nobody else imports", "export const a = 1;", "", []],
  ])("knows %s", (_name, source, user, expected) => {
    const sources = new Map([
      ["one/a.ts", source],
      ["two/b.ts", user],
    ]);
    expect(unsaid(sources)).toEqual(expected);
  });

  it.each(["one/b.ts", "two/b.test.ts", "two/testing/b.ts", "e2e/b.ts"])(
    "leaves what only %s imports alone",
    (file) => {
      const sources = new Map([
        ["one/a.ts", "export const a = 1;"],
        [file, used],
      ]);
      expect(unsaid(sources)).toEqual([]);
    },
  );
});

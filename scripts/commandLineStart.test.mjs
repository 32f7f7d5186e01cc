// A start of the command line is mostly loading. What a command on a small file loads is held here to what it needs.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "vite";
import { expect, it } from "vitest";
import { projectRoot } from "./projectRoot.mjs";

/** What is loaded for `seekline stats FILE`, one after the other. */
const loaded = ["quickCli.ts", "runCli.ts", "runRequest.ts", "statsCommand.ts"].map((name) => `electron/cli/${name}`);

/** Each takes several ms, and whoever needs it can ask for it then. */
const heavy = [
  "zod",
  "node:crypto",
  "node:child_process",
  "node:worker_threads",
  "node:tty",
  "node:stream",
  "node:http",
];

it("loads nothing heavy for a command on a small file", () => {
  const found = modulesFrom(loaded);
  expect([...found.keys()]).toContain("electron/engine/index/transcriptIndex.ts");
  const unneeded = ["electron/engine/export/pages/", "electron/cli/description/"];
  expect([...found.keys()].filter((file) => unneeded.some((folder) => file.startsWith(folder)))).toEqual([]);
  const importers = heavy.map((name) => [name, found.get(name)]).filter(([, importer]) => importer !== undefined);
  expect(importers).toEqual([]);
});

/**
 * All modules that these load at once, packages included, each with one that imports it.
 * @param {readonly string[]} files Paths from the project's root.
 * @returns {ReadonlyMap<string, string>}
 */
function modulesFrom(files) {
  const found = new Map(files.map((file) => [file, ""]));
  // A map goes on with what is added on the way.
  for (const [file] of found) {
    if (!file.endsWith(".ts")) continue;
    for (const specifier of valueImportsOf(file)) {
      const name = specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
      if (!found.has(name)) found.set(name, file);
    }
  }
  return found;
}

/**
 * What a module imports before it runs, types left out.
 * @param {string} file
 * @returns {readonly string[]}
 */
function valueImportsOf(file) {
  const place = path.join(projectRoot, file);
  if (!existsSync(place)) throw new Error(`${file} is imported and not there`);
  const { program } = parseSync(file, readFileSync(place, "utf8"));
  return program.body.flatMap((statement) => {
    const isType =
      ("importKind" in statement && statement.importKind === "type") ||
      ("exportKind" in statement && statement.exportKind === "type");
    return !isType && "source" in statement && statement.source ? [statement.source.value] : [];
  });
}

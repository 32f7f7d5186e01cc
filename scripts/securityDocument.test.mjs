// docs/security.md names a test for all that it says. Here it is held to that.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "./projectRoot.mjs";

const document = readFileSync(path.join(projectRoot, "docs/security.md"), "utf8");
const rows = document.split("\n").filter((line) => line.startsWith("| "));
const checklist = rows.filter((row) => /^\| \d+ \|/.test(row));

it("goes through all of Electron's checklist in its order", () => {
  expect(checklist.map((row) => Number(row.split("|")[1]))).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
});

it("names tests that there are", () => {
  const named = [
    ...document.matchAll(
      /`((?:e2e|electron|scripts|shared)\/[\w/.-]+\.(?:spec|test|package|inside)\.(?:ts|mjs))`(?:: “([^”]+)”)?/g,
    ),
  ];
  expect(named.length).toBeGreaterThan(20);
  for (const [, file = "", title] of named) {
    const place = path.join(projectRoot, file);
    expect(existsSync(place), file).toBe(true);
    if (title !== undefined) expect(readFileSync(place, "utf8"), file).toContain(title);
  }
});

it("names one for every point and every threat", () => {
  const threats = rows.filter((row) => row.startsWith("| A "));
  expect(threats.length).toBeGreaterThan(12);
  for (const row of [...checklist, ...threats]) expect(row).toMatch(/`(e2e|electron|scripts|shared)\//);
});

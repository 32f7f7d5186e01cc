// docs/tasks.md names a test and pictures for what it says. Here it is held to that, and to three actions a task.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "./projectRoot.mjs";

const document = readFileSync(path.join(projectRoot, "docs/tasks.md"), "utf8");
const rows = document.split("\n").filter((line) => line.startsWith("| ") && !line.includes("| actions |"));

it("names tests that there are, one for each line at least", () => {
  for (const row of rows) {
    let file = "e2e/tasks.spec.ts";
    const named = [...row.matchAll(/`([\w/.-]+\.(?:spec|test)\.ts)`|“([^”]+)”(?!, Enter)/g)];
    expect(named.length > 0 || row.includes("| the same |"), row).toBe(true);
    for (const [, other, title] of named) {
      file = other ?? file;
      const place = path.join(projectRoot, file);
      expect(existsSync(place), file).toBe(true);
      if (title !== undefined) expect(readFileSync(place, "utf8"), file).toContain(title);
    }
  }
});

it("shows pictures that there are", () => {
  const pictures = [...document.matchAll(/\]\((pictures\/[^)]+)\)/g)].map(([, picture = ""]) => picture);
  expect(pictures.length).toBeGreaterThan(20);
  for (const picture of pictures) expect(existsSync(path.join(projectRoot, "docs", picture)), picture).toBe(true);
});

it("takes no task that takes more than three actions", () => {
  const actions = rows
    .map((row) => Number(/^\|[^|]*\| (\d) /.exec(row)?.[1] ?? Number.NaN))
    .filter((count) => count >= 0);
  expect(actions.length).toBeGreaterThan(40);
  expect(Math.max(...actions)).toBe(3);
});

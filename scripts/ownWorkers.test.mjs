import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { filesWithOwnWorker } from "./ownWorkers.mjs";

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seekline-workers-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("finds the test files that change their process", () => {
  mkdirSync(path.join(folder, "a/b"), { recursive: true });
  /** @param {string} name @param {string} text */
  const write = (name, text) => writeFileSync(path.join(folder, name), text);
  // In parts, since this file is looked at as well.
  write("a/env.test.ts", `process.${"env"}.HOME = "x";`);
  write("a/whole.test.ts", `process.${"env"} = { ...before };`);
  write("a/removed.test.ts", `delete process.${"env"}.HOME;`);
  write("a/stub.test.ts", `  vi.${"stubEnv"}("HOME", "x");`);
  write("a/b/mask.test.ts", `const before = process.${"umask"}(0o22);`);
  write("a/reads.test.ts", 'expect(process.env.HOME).toBe("x"); if (process.env.HOME === "x") it("does", () => {});');
  write("a/mask.ts", `process.${"umask"}(0o22);`);
  expect(filesWithOwnWorker(folder, "{a,c}/**/*.test.{ts,tsx}")).toEqual([
    "a/b/mask.test.ts",
    "a/env.test.ts",
    "a/removed.test.ts",
    "a/stub.test.ts",
    "a/whole.test.ts",
  ]);
});

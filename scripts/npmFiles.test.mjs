import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "./projectRoot.mjs";

/** A pattern of files, or a folder. @returns {boolean} */
const holds = (/** @type {string} */ pattern, /** @type {string} */ file) =>
  path.matchesGlob(file, pattern) || `${file}/`.startsWith(`${pattern}/`);

it("brings with the npm package what its pages say stands in docs", () => {
  /** @type {readonly string[]} */
  const files = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8")).files;
  const pages = globSync(files, { cwd: projectRoot }).filter((file) => file.endsWith(".md"));
  const named = pages.flatMap((page) =>
    [...readFileSync(path.join(projectRoot, page), "utf8").matchAll(/[`( ](docs\/[\w./-]*\w)/g)].map(
      ([, file = ""]) => file,
    ),
  );
  expect(named).toContain("docs/completion");
  expect(named.filter((file) => !files.some((pattern) => holds(pattern, file)))).toEqual([]);
});

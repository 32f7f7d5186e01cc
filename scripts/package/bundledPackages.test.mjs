import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "../projectRoot.mjs";
import { bundledPackages } from "./bundledPackages.mjs";

/** What is built into the programs and the page: all but tests. */
const sources = ["shared", "electron", "renderer"].flatMap((folder) =>
  readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.(ts|tsx|css)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.split(path.sep).includes("testing")),
);

it("names every package that the sources import", () => {
  const imports =
    /(?:^import (?!type ).*from |^\} from |^import |import\(|url\()"((?:@[a-z0-9-]+\/)?[a-z][a-z0-9-]*)[/"]/gm;
  const found = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(imports)]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "electron"),
  );
  expect(found.length).toBeGreaterThan(100);
  const known = new Set(["node", ...bundledPackages]);
  expect([...new Set(found)].filter((name) => !known.has(name))).toEqual([]);
});

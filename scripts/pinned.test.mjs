import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "./projectRoot.mjs";

const read = (/** @type {string} */ name) => JSON.parse(readFileSync(path.join(projectRoot, name), "utf8"));

it("pins every package, Electron too, to one version with the hash of its archive", () => {
  const { dependencies, devDependencies } = read("package.json");
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
  const unchecked = Object.entries(read("package-lock.json").packages).filter(
    ([place, { integrity, link }]) => place !== "" && link !== true && !/^sha512-/.test(integrity ?? ""),
  );
  expect(unchecked.map(([place]) => place)).toEqual([]);
});

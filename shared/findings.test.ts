import fs from "node:fs";
import { expect, it } from "vitest";
import { ruleTitles } from "./findings.ts";

it("has a section in docs/rules.md for every rule, and no other", () => {
  const page = fs.readFileSync(new URL("../docs/rules.md", import.meta.url), "utf8");
  const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(Object.keys(ruleTitles));
});

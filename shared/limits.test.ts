import fs from "node:fs";
import { expect, it } from "vitest";
import * as limits from "./limits.ts";

it("has a line in docs/limits.md for every limit, with its value, and no other", () => {
  const page = fs.readFileSync(new URL("../docs/limits.md", import.meta.url), "utf8");
  const told = [...page.matchAll(/^\| `(\w+)` \| ([\d,]+) \|/gm)].map(([, name, value = ""]) => [
    name,
    Number(value.replaceAll(",", "")),
  ]);
  expect(Object.fromEntries(told)).toEqual({ ...limits });
});

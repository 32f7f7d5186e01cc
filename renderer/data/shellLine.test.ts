import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { shellLine } from "./shellLine.ts";

it("is what a shell reads as these words", () => {
  expect(shellLine(["bash", "-lc", "cd garden && git log --oneline"])).toBe(
    "bash -lc 'cd garden && git log --oneline'",
  );
  const words = ["a", "", "it's", "$HOME", "*", "two words", "line\nbreak", '"quoted"', "back\\slash", "café"];
  const read = execFileSync("/bin/sh", ["-c", `printf '%s\\0' ${shellLine(words)}`], { encoding: "utf8" });
  expect(read.split("\0").slice(0, -1)).toEqual(words);
});

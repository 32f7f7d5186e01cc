// By default Vitest waits a second for a state, which on a busy machine is a matter of who is faster.

import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "./projectRoot.mjs";

/**
 * Calls that wait for a state, with what is between their brackets.
 * @param {string} text
 */
function waitsIn(text) {
  return [...text.matchAll(/\bvi\.(?:waitFor|waitUntil)\(/g)].map(({ index }) => {
    let open = 0;
    for (let end = text.indexOf("(", index); end < text.length; end++) {
      if (text[end] === "(") open++;
      else if (text[end] === ")" && --open === 0) return text.slice(index, end + 1);
    }
    return text.slice(index);
  });
}

it("waits in tests as long as it takes", () => {
  const tests = globSync("{shared,electron,renderer,scripts,bench}/**/*.{ts,tsx}", { cwd: projectRoot });
  const waits = tests.flatMap((file) =>
    waitsIn(readFileSync(path.join(projectRoot, file), "utf8")).map((wait) => `${file}: ${wait}`),
  );
  expect(waits.length).toBeGreaterThan(10);
  expect(waits.filter((wait) => !wait.includes("timeout: longestWaitMs"))).toEqual([]);
});

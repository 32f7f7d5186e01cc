import { expect, it } from "vitest";
import { askedWords } from "./askedWords.ts";

const above = "# Context from my IDE setup:\n\n## Open tabs:\n- beds.ts: src/beds.ts\n\n";

it.each([
  [
    "words below what an editor wrote",
    `${above}## My request for Codex:\nPlant roses.\nIn rows.\n`,
    "Plant roses.\nIn rows.",
  ],
  ["no words of a person", `${above}## My request for Codex:\n \n`, `${above}## My request for Codex:\n \n`],
  ["a head that ends above them", above, above],
  [
    "a heading that a person wrote",
    "Plant.\n## My request for Codex:\nRoses.",
    "Plant.\n## My request for Codex:\nRoses.",
  ],
])("finds what was asked: %s", (_, prompt, asked) => {
  expect(askedWords(prompt)).toBe(asked);
});

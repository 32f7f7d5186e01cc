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
  [
    "a command with what it was given",
    "<command-message>plan is running…</command-message>\n<command-name>/plan</command-name>\n<command-args>beds\nand paths</command-args>",
    "/plan beds\nand paths",
  ],
  ["a command that was given nothing", "<command-name>/init</command-name>\n<command-args></command-args>", "/init"],
  ["a command that is cut", "<command-name>/plan</command-name>\n<command-args>beds an", "/plan beds an"],
  [
    "tags of another sort",
    "<command-message>only this</command-message>",
    "<command-message>only this</command-message>",
  ],
])("finds what was asked: %s", (_, prompt, asked) => {
  expect(askedWords(prompt)).toBe(asked);
});

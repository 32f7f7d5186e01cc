import { expect, it } from "vitest";
import { parseFilter } from "../../../shared/filter/filter.ts";
import { fieldNames } from "../../../shared/filter/filterSuggestion.ts";
import { filterSyntax } from "./filterSyntax.ts";

const examples = filterSyntax.flatMap((group) => group.examples);

it.each(examples)("gives an example that can be read: $text", ({ text }) => {
  expect(parseFilter(text)).toMatchObject({ ok: true });
});

it("names every field but the one that is needed for texts that read as something else", () => {
  const written = examples.map(({ text, meaning }) => `${text} ${meaning}`).join(" ");
  expect(fieldNames.filter((name) => !new RegExp(`\\b${name}[:>]`).test(written))).toEqual(["text"]);
});

import { expect, it } from "vitest";
import { whyNothing } from "./whyNothing.ts";

const counted = (...names: readonly string[]) => names.map((name) => ({ name, count: 1 }));
const names = { kind: counted("A", "B"), role: counted("assistant", "tool"), tool: [], source: [] };

it("says which names there are, where the asked one is not among them", () => {
  expect(whyNothing("role:user", names, true).sentences).toEqual([
    "No record has the role user. There are: assistant, tool.",
  ]);
  expect(whyNothing("kind:C* weather", names, true).sentences).toEqual(["No record has the kind C*. There are: A, B."]);
});

it("says that nothing has such a fact", () => {
  expect(whyNothing("tool:bash", names, true).sentences).toEqual(["Records of this transcript have no tool."]);
  expect(whyNothing("source:a*", names, true).sentences).toEqual([
    "This is one transcript: source: tells those of a group apart.",
  ]);
  expect(whyNothing("is:error", names, false).sentences).toHaveLength(1);
  expect(whyNothing("is:error weather", names, false).sentences).toEqual([]);
});

it("says nothing of names that are there, and of those that are not asked for", () => {
  expect(whyNothing("role:assistant -kind:C (role:user OR weather)", names, false)).toEqual({
    sentences: [],
    maySpread: false,
    mayHaveFailed: false,
  });
});

it("leads to the conversation where only results tell what failed", () => {
  expect(whyNothing("is:error", names, true)).toEqual({
    sentences: [expect.stringMatching(/marked in the conversation\.$/)],
    maySpread: false,
    mayHaveFailed: true,
  });
  expect(whyNothing("is:error", names, false).mayHaveFailed).toBe(false);
  expect(whyNothing("is:error weather", names, true).mayHaveFailed).toBe(false);
});

it("knows that a text may stand over several records", () => {
  expect(whyNothing('"mind the wind"', names, true).maySpread).toBe(true);
  expect(whyNothing('"mind the wind"', names, false).maySpread).toBe(false);
  expect(whyNothing("kind:A", names, true).maySpread).toBe(false);
});

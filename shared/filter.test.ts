import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Filter } from "./filter.ts";
import { acceptsKind, matchesPattern, parseFilter, printFilter } from "./filter.ts";
import { kindChoice, toggleKind } from "./kindChoice.ts";

const kinds = ["RUN_STARTED", "RUN_ERROR", "TOOL_CALL_START", "TOOL_CALL_ARGS", "CUSTOM", 'odd "kind", (x)'];

function accepted(text: string): readonly string[] {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return kinds.filter((kind) => acceptsKind(parsed.value, kind));
}

describe("parseFilter", () => {
  it.each([
    ["", kinds],
    ["kind:CUSTOM", ["CUSTOM"]],
    ["kind:RUN_*,CUSTOM", ["RUN_STARTED", "RUN_ERROR", "CUSTOM"]],
    ["kind:RUN_* kind:CUSTOM", ["RUN_STARTED", "RUN_ERROR", "CUSTOM"]],
    ["kind:RUN_* AND kind:*ERROR", ["RUN_ERROR"]],
    ["kind:TOOL_CALL_* -kind:TOOL_CALL_ARGS", ["TOOL_CALL_START"]],
    ["NOT (kind:TOOL_* OR kind:RUN_*)", ["CUSTOM", 'odd "kind", (x)']],
    ['kind:"odd \\"kind\\", (x)"', ['odd "kind", (x)']],
    ["kind:custom", []],
  ])("%s", (text, expected) => expect(accepted(text)).toEqual(expected));

  it.each([
    ["kind:", 5, "kind:*"],
    ["CUSTOM", 0, "kind:CUSTOM"],
    ["kind:A knd:B", 7, "kind:B"],
    ["(kind:A", 0, undefined],
    ["kind:A)", 6, undefined],
    ["kind:A OR", 9, "kind:…"],
    ['kind:"A', 5, 'kind:"A"'],
    ["OR kind:A", 0, undefined],
  ])("says where %s cannot be read", (text, at, suggestion) => {
    const parsed = parseFilter(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect([parsed.failure.at, parsed.failure.suggestion]).toEqual([at, suggestion]);
  });

  it("reads what it prints", () => {
    const pattern = fc.string({
      minLength: 1,
      unit: fc.constantFrom("A", "_", "*", " ", '"', "\\", ",", "(", ")", "-", "é", ":"),
    });
    const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 4 },
        fc.record({ type: fc.constant("kind" as const), patterns: fc.array(pattern, { minLength: 1, maxLength: 3 }) }),
        fc.record({ type: fc.constant("not" as const), of: tie("filter") }),
        fc.record({ type: fc.constant("or" as const), of: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }) }),
        fc.record({ type: fc.constant("and" as const), of: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }) }),
      ),
    }));
    fc.assert(
      fc.property(filter, fc.array(pattern, { maxLength: 5 }), (tree, names) => {
        const parsed = parseFilter(printFilter(tree));
        if (!parsed.ok) throw new Error(`${printFilter(tree)}: ${parsed.failure.message}`);
        for (const name of names) expect(acceptsKind(parsed.value, name)).toBe(acceptsKind(tree, name));
        const again = parseFilter(printFilter(parsed.value));
        expect(again).toEqual(parsed);
      }),
    );
  });
});

describe("matchesPattern", () => {
  it("agrees with a regular expression", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 }), (pattern, kind) => {
        expect(matchesPattern(pattern, kind)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(kind));
      }),
    );
  });
});

describe("toggleKind", () => {
  it.each([
    ["", "A", "include", "kind:A"],
    ["kind:A", "B", "include", "kind:A,B"],
    ["kind:A,B", "A", "neutral", "kind:B"],
    ["kind:A", "A", "neutral", ""],
    ["", "A", "exclude", "-kind:A"],
    ["-kind:A", "B", "exclude", "-kind:A,B"],
    ["kind:A", "A", "exclude", "-kind:A"],
    ["kind:A -kind:B", "C", "only", "kind:C"],
    ["kind:RUN_*", "RUN_ERROR", "neutral", "kind:RUN_* -kind:RUN_ERROR"],
    ["kind:X OR kind:Y", "A", "exclude", "-kind:A (kind:X OR kind:Y)"],
    ["((", "A", "include", "kind:A"],
  ] as const)("%s, %s to %s", (text, kind, to, expected) => expect(toggleKind(text, kind, to)).toBe(expected));

  it("is seen by kindChoice", () => {
    expect(kindChoice(toggleKind("", "A", "include"), "A")).toBe("included");
    expect(kindChoice(toggleKind("kind:A,B", "A", "exclude"), "A")).toBe("excluded");
    expect(kindChoice("kind:A", "B")).toBe("neutral");
  });
});

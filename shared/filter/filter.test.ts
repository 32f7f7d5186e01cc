import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Filter } from "./filter.ts";
import { acceptsKind, parseFilter, printFilter } from "./filter.ts";
import { conditionsOf, recordStates } from "./filterTree.ts";
import { kindChoice, toggleKind } from "./kindChoice.ts";
import { matchesPattern } from "./namePattern.ts";

const kinds = ["RUN_STARTED", "RUN_ERROR", "TOOL_CALL_START", "TOOL_CALL_ARGS", "CUSTOM", 'odd "kind", (x)'];

function accepted(text: string): readonly string[] {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return kinds.filter((kind) => acceptsKind(parsed.value, kind));
}

const name = fc.string({
  minLength: 1,
  unit: fc.constantFrom(
    "A",
    "_",
    "*",
    " ",
    '"',
    "\\",
    ",",
    "(",
    ")",
    "-",
    "é",
    ":",
    "\n",
    "\0",
    "\ud800",
    "😀",
    "/",
    "u",
    "0",
  ),
});
/** Pieces between wildcards, with stars that are none. */
const pattern = fc
  .array(fc.oneof(name, fc.constant("")), { minLength: 1, maxLength: 3 })
  .filter((pieces) => pieces.join("*") !== "");
const whole = fc.oneof(
  fc.nat(2000),
  fc.nat(20).map((power) => 10 ** (power % 15)),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
);
const time = fc
  .integer({ min: Date.UTC(1970), max: Date.UTC(2100) })
  .chain((ms) => fc.constantFrom(ms, ms + 0.125, ms - (ms % 60_000), ms - (ms % 86_400_000)));
/** A pattern as the parser gives it: no slash is escaped, no backslash stands alone. */
const regexPattern = fc
  .array(fc.constantFrom("a", "(", " ", "/", "\\\\", "\\d", '"', "[", "-", ")"), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(""));
const condition: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    type: fc.constantFrom("kind", "role", "tool", "source"),
    patterns: fc.array(pattern, { minLength: 1, maxLength: 3 }),
  }),
  fc
    .tuple(fc.constantFrom("bytes", "record", "line"), whole, fc.option(whole, { nil: undefined }))
    .map(([type, a, b]) => ({ type, from: Math.min(a, b ?? a), to: b === undefined ? b : Math.max(a, b) })),
  fc.tuple(time, fc.option(time, { nil: undefined }), fc.boolean()).map(([a, b, later]): Filter => {
    if (b !== undefined) return { type: "time", from: Math.min(a, b), before: Math.max(a, b) };
    return { type: "time", from: later ? a : undefined, before: later ? undefined : a };
  }),
  fc.record({ type: fc.constant("is"), states: fc.subarray([...recordStates], { minLength: 1 }) }),
  fc.record({ type: fc.constant("text"), text: name, exactCase: fc.boolean() }),
  fc.record({
    type: fc.constant("text"),
    text: fc.constantFrom("AND", "bytes>5", "kind:A", "NOT"),
    exactCase: fc.boolean(),
  }),
  fc.record({ type: fc.constant("regex"), pattern: regexPattern, ignoreCase: fc.boolean() }),
);
const { filter: randomFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 3, arbitrary: condition },
    fc.record({ type: fc.constant("not"), of: tie("filter") }),
    fc.record({ type: fc.constant("or"), of: fc.array(tie("filter"), { minLength: 2, maxLength: 2 }) }),
    fc.record({ type: fc.constant("and"), of: fc.array(tie("filter"), { minLength: 2, maxLength: 2 }) }),
  ),
}));

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
    ["kind:A knd:B", 7, "kind:B"],
    ["(kind:A", 0, undefined],
    ["kind:A)", 6, undefined],
    ["kind:A OR", 9, "kind:…"],
    ['kind:"A', 5, 'kind:"A"'],
    ['"C:\\temp\\"', 0, '"C:\\temp\\\\"'],
    ["OR kind:A", 0, undefined],
    ["x tpye:A", 2, '"tpye:A"'],
    ["type:A", 0, "kind:A"],
    ["http://x", 0, '"http://x"'],
    ["kind>A", 0, "kind:A"],
    ["is:eror", 3, "is:error"],
    ["is:glued,trn", 9, "is:torn"],
    ["is:sidechian", 3, "is:sidechain"],
    ["is:purple", 3, undefined],
    ["is:", 3, undefined],
    ["bytes>1xb", 6, undefined],
    ["bytes:", 6, undefined],
    ["bytes<0", 6, "bytes:0"],
    ["record:9-5", 7, "record:5-9"],
    ["record:1kb", 7, undefined],
    ["after:yesterday", 6, undefined],
    ["after:2026-02-30", 6, undefined],
    ["between:2026-03-01", 8, "after:2026-03-01"],
    ["between:2026..2025", 8, "between:2025..2026"],
    ["between:2026-01..x", 17, undefined],
    ['""', 0, undefined],
    ["case:", 5, undefined],
    ["//", 0, undefined],
    ["/usr/local/bin", 5, '"/usr/local/bin"'],
    ["/a/g", 3, '"/a/g"'],
    ["a /open", 2, '"/open"'],
    [`${"(".repeat(101)}a${")".repeat(101)}`, 100, undefined],
    ["a b c d e f g h i j k", 20, undefined],
    [`/${"a".repeat(1001)}/`, 0, undefined],
  ])("says where %s cannot be read", (text, at, suggestion) => {
    const parsed = parseFilter(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect([parsed.failure.at, parsed.failure.suggestion]).toEqual([at, suggestion]);
  });

  it.each([
    ["role:user,tool", { type: "role", patterns: [["user"], ["tool"]] }],
    ["bytes>1mb", { type: "bytes", from: 1_000_001, to: undefined }],
    ["bytes>=1KiB", { type: "bytes", from: 1024, to: undefined }],
    ["bytes<=200", { type: "bytes", from: 0, to: 200 }],
    ["bytes<200", { type: "bytes", from: 0, to: 199 }],
    ["bytes:200", { type: "bytes", from: 200, to: 200 }],
    ["bytes:10kb..2.5mb", { type: "bytes", from: 10_000, to: 2_500_000 }],
    ["record:100-200", { type: "record", from: 100, to: 200 }],
    ["record:5-", { type: "record", from: 5, to: undefined }],
    ["line:5..", { type: "line", from: 5, to: undefined }],
    ["line:5", { type: "line", from: 5, to: 5 }],
    ["after:2026-03", { type: "time", from: new Date(2026, 2).getTime(), before: undefined, written: "2026-03" }],
    [
      'before:"2026-03-01 12:00 +01:00"',
      { type: "time", from: undefined, before: Date.UTC(2026, 2, 1, 11), written: "2026-03-01 12:00 +01:00" },
    ],
    [
      "between:2026..2027",
      { type: "time", from: new Date(2026, 0).getTime(), before: new Date(2027, 0).getTime(), written: "2026..2027" },
    ],
    ["is:error,torn", { type: "is", states: ["error", "torn"] }],
    ["is:sidechain", { type: "is", states: ["sidechain"] }],
    ["exit-code", { type: "text", text: "exit-code", exactCase: false }],
    ["a>b", { type: "text", text: "a>b", exactCase: false }],
    ['"exit code 1"', { type: "text", text: "exit code 1", exactCase: false }],
    ['"a \\"b\\"\\u000a\\u00e9\\\\"', { type: "text", text: 'a "b"\né\\', exactCase: false }],
    ['"C:\\temp\\new"', { type: "text", text: "C:\\temp\\new", exactCase: false }],
    ['"C:\\\\users"', { type: "text", text: "C:\\users", exactCase: false }],
    ["--resume", { type: "text", text: "--resume", exactCase: false }],
    ["-", { type: "text", text: "-", exactCase: false }],
    ['"-x"', { type: "text", text: "-x", exactCase: false }],
    ["-x", { type: "not", of: { type: "text", text: "x", exactCase: false } }],
    ["kind:tool.*", { type: "kind", patterns: [["tool.", ""]] }],
    ['kind:"tool.*"', { type: "kind", patterns: [["tool.*"]] }],
    ["tool:say\\*", { type: "tool", patterns: [["say*"]] }],
    [
      'role:"a b"*,*\\**',
      {
        type: "role",
        patterns: [
          ["a b", ""],
          ["", "*", ""],
        ],
      },
    ],
    ["kind:back\\slash", { type: "kind", patterns: [["back\\slash"]] }],
    ["C:\\new".slice(2), { type: "text", text: "\\new", exactCase: false }],
    ["case:TimeOut", { type: "text", text: "TimeOut", exactCase: true }],
    ['case:"Time Out"', { type: "text", text: "Time Out", exactCase: true }],
    ["text:AND", { type: "text", text: "AND", exactCase: false }],
    ["/time.?out (now|then)\\/x/i", { type: "regex", pattern: "time.?out (now|then)/x", ignoreCase: true }],
    ["/\\\\/", { type: "regex", pattern: "\\\\", ignoreCase: false }],
  ])("reads %s", (text, filter) => expect(parseFilter(text)).toEqual({ ok: true, value: filter }));

  it.each([
    ["text kind:A", "kind:A text"],
    ["bytes>=1000001", "bytes>1mb"],
    ["bytes<=1048576", "bytes<=1mib"],
    ["bytes:65536", "bytes:65536"],
    ["record>4", "record:5-"],
    ["line<=7", "line:0-7"],
    ["NOT after:2026-01-01T01:00", "-after:2026-01-01T01:00"],
    ['between:"2026-03-01 10:00..2026-03-01 11:00"', 'between:"2026-03-01 10:00..2026-03-01 11:00"'],
    ['after:"2026-03-01"', "after:2026-03-01"],
    ['"word"', "word"],
    ['text:kind:"A B"', '"kind:A B"'],
    ['"--a" --b', "--a --b"],
    ["NOT (NOT a)", "-(-a)"],
    ['"C:\\temp\\u"', '"C:\\temp\\u"'],
    ['kind:"a","b*",c*', 'kind:a,"b*",c*'],
    ["text:-x", '"-x"'],
    ["case:AND", "case:AND"],
    ["NOT /a\\/b/", "-/a\\/b/"],
    ["role:a AND role:b", "role:a AND role:b"],
    ["role:a role:b", "role:a,b"],
  ])("prints %s as %s", (text, printed) => {
    const parsed = parseFilter(text);
    if (!parsed.ok) throw new Error(parsed.failure.message);
    expect(printFilter(parsed.value)).toBe(printed);
  });

  it.each(["-", "--", "--resume"])("prints that a record is without %s so that it is read as that", (text) => {
    const tree: Filter = { type: "not", of: { type: "text", text, exactCase: false } };
    expect(parseFilter(printFilter(tree))).toEqual({ ok: true, value: tree });
  });

  it("reads what it prints", () => {
    fc.assert(
      fc.property(randomFilter, fc.array(name, { maxLength: 5 }), (tree, names) => {
        const parsed = parseFilter(printFilter(tree));
        if (!parsed.ok) throw new Error(`${printFilter(tree)}: ${parsed.failure.message}`);
        for (const one of names) expect(acceptsKind(parsed.value, one)).toBe(acceptsKind(tree, one));
        expect(leaves(parsed.value)).toEqual(leaves(tree));
        const again = parseFilter(printFilter(parsed.value));
        expect(again).toEqual(parsed);
      }),
      { numRuns: 1000 },
    );
  });

  it("answers any text with a filter or with a place in the text", () => {
    const piece = fc.constantFrom(
      ...["kind:", "is:", "bytes>", "between:", "..", "-", "(", ")", '"', "/", "\\", " ", "AND ", "OR ", "a", "1", "é"],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const parsed = parseFilter(text);
        if (parsed.ok) expect(parseFilter(printFilter(parsed.value)).ok).toBe(true);
        else expect(parsed.failure.at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});

/** What the conditions say, whatever their order: names of one field that stand side by side may have been joined. */
function leaves(filter: Filter): readonly string[] {
  return conditionsOf(filter)
    .flatMap((one) =>
      "patterns" in one
        ? one.patterns.map((pieces) => `${one.type}:${JSON.stringify(pieces)}`)
        : [JSON.stringify({ ...one, written: undefined })],
    )
    .sort();
}

describe("matchesPattern", () => {
  it("agrees with a regular expression", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 }), (pattern, kind) => {
        expect(matchesPattern(pattern.split("*"), kind)).toBe(
          new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(kind),
        );
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
    ["exit kind:B bytes>5", "A", "include", "kind:B,A exit bytes>5"],
    ["role:user", "A", "exclude", "-kind:A role:user"],
    ["/a b/i", "A", "only", "kind:A /a b/i"],
    ["", "tool.*", "include", 'kind:"tool.*"'],
    ['kind:"tool.*"', "tool.*", "neutral", ""],
    ["kind:tool.*", "tool.*", "neutral", 'kind:tool.* -kind:"tool.*"'],
    ["after:2026-03-01T10:00", "A", "include", "kind:A after:2026-03-01T10:00"],
    ['before:"2026-03-01 10:00"', "A", "include", 'kind:A before:"2026-03-01 10:00"'],
  ] as const)("%s, %s to %s", (text, kind, to, expected) => expect(toggleKind(text, kind, to)).toBe(expected));

  it("is seen by kindChoice", () => {
    expect(kindChoice(toggleKind("", "A", "include"), "A")).toBe("included");
    expect(kindChoice(toggleKind("kind:A,B", "A", "exclude"), "A")).toBe("excluded");
    expect(kindChoice("kind:A", "B")).toBe("neutral");
  });
});

import { expect, it } from "vitest";
import { parseFilter } from "../../../shared/filter/filter.ts";
import { complete, completionAt } from "./completion.ts";

const kinds = ["TEXT_MESSAGE_CONTENT", "TOOL_CALL_ARGS", "TOOL_CALL_START", "two words", "(malformed)"];
const counted = (names: readonly string[]) => names.map((name) => ({ name, count: 1 }));
const names = {
  kind: counted(kinds),
  role: counted(["user", "assistant"]),
  tool: counted(["read_file", "web search"]),
  source: counted(["app/one.jsonl", "two.jsonl"]),
};
const offered = (text: string, caret = text.length) =>
  completionAt(text, caret, names)?.options.map(({ label }) => label) ?? [];

it.each([
  ["kind:", kinds],
  ["kind:to", ["TOOL_CALL_ARGS", "TOOL_CALL_START"]],
  ["kind:call", ["TOOL_CALL_ARGS", "TOOL_CALL_START"]],
  ["-kind:te", ["TEXT_MESSAGE_CONTENT"]],
  ["kind:RAW,to", ["TOOL_CALL_ARGS", "TOOL_CALL_START"]],
  ["(kind:RAW OR kind:two", ["two words"]],
  ["kind:TOOL_CALL_ARGS", []],
  ["kind:TOOL_*", []],
  ["kind:nothing", []],
  ["role:", ["user", "assistant"]],
  ["tool:rea", ["read_file"]],
  ["source:one", ["app/one.jsonl"]],
  ["is:", ["error", "malformed", "glued", "torn", "large", "sidechain", "unordered"]],
  ["is:error,ma", ["malformed"]],
  ["-ro", ["role"]],
  ["timeout b", ["bytes", "before", "between"]],
  ["", []],
  ["timeout", []],
  ['"a b', []],
  ["TOOL", ["tool"]],
])("offers for %s what it may mean", (text, expected) => expect(offered(text)).toEqual(expected));

it("replaces the whole word, also when the caret stands inside it", () => {
  const text = "kind:TOOLX -kind:RAW";
  const completion = completionAt(text, 7, names);
  const option = completion?.options.find(({ label }) => label === "TOOL_CALL_ARGS");
  if (completion === undefined || option === undefined) throw new Error("nothing offered");
  expect(complete(text, completion, option)).toEqual({ text: "kind:TOOL_CALL_ARGS -kind:RAW", caret: 19 });
});

it("does not take a field with its value for half a word", () => {
  expect(offered("role:user", 2)).toEqual([]);
});

it.each(["kind", "role", "tool", "source"] as const)("writes every %s so that the filter can be read", (type) => {
  const completion = completionAt(`${type}:`, type.length + 1, names);
  if (completion === undefined) throw new Error("nothing offered");
  for (const option of completion.options) {
    const parsed = parseFilter(complete(`${type}:`, completion, option).text);
    expect(parsed).toEqual({ ok: true, value: { type, patterns: [[option.label]] } });
  }
});

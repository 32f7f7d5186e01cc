import { expect, it } from "vitest";
import { parseFilter } from "../../../shared/filter.ts";
import { complete, completionAt } from "./completion.ts";

const kinds = ["TEXT_MESSAGE_CONTENT", "TOOL_CALL_ARGS", "TOOL_CALL_START", "two words", "(malformed)"].map((kind) => ({
  kind,
  count: 1,
  bytes: 1,
}));
const offered = (text: string, caret = text.length) =>
  completionAt(text, caret, kinds)?.kinds.map(({ kind }) => kind) ?? [];

it.each([
  ["kind:", ["TEXT_MESSAGE_CONTENT", "TOOL_CALL_ARGS", "TOOL_CALL_START", "two words", "(malformed)"]],
  ["kind:to", ["TOOL_CALL_ARGS", "TOOL_CALL_START"]],
  ["kind:call", ["TOOL_CALL_ARGS", "TOOL_CALL_START"]],
  ["-kind:te", ["TEXT_MESSAGE_CONTENT"]],
  ["kind:RAW,to", ["TOOL_CALL_ARGS", "TOOL_CALL_START"]],
  ["(kind:RAW OR kind:two", ["two words"]],
  ["kind:TOOL_CALL_ARGS", []],
  ["kind:TOOL_*", []],
  ["kind:nothing", []],
  ["TOOL", []],
])("offers kinds for %s", (text, expected) => expect(offered(text)).toEqual(expected));

it("replaces the whole word, also when the caret stands inside it", () => {
  const text = "kind:TOOLX -kind:RAW";
  const completion = completionAt(text, 7, kinds);
  if (completion === undefined) throw new Error("nothing offered");
  expect(complete(text, completion, "TOOL_CALL_ARGS")).toEqual({ text: "kind:TOOL_CALL_ARGS -kind:RAW", caret: 19 });
});

it.each(kinds)("writes $kind so that the filter can be read", ({ kind }) => {
  const completion = completionAt("kind:", 5, kinds);
  if (completion === undefined) throw new Error("nothing offered");
  const parsed = parseFilter(complete("kind:", completion, kind).text);
  expect(parsed).toEqual({ ok: true, value: { type: "kind", patterns: [kind] } });
});

import { expect, it, vi } from "vitest";
import { paletteEntries } from "./paletteEntries.ts";

const run = () => undefined;
const commands = [
  { title: "Open a file", run },
  { title: "Export", run },
  { title: "Theme: dark", run },
  { title: "Show only TOOL_CALL_ARGS", run },
];
const parts = { commands, near: undefined, onPlace: vi.fn(), onFilter: vi.fn() };
const titles = (text: string) => paletteEntries(text, parts).map(({ title }) => title);

it("offers all commands at first", () => {
  expect(titles("")).toEqual(commands.map(({ title }) => title));
});

it("finds a command by the beginnings of its words, in any order", () => {
  expect(titles("da th")).toEqual(["Theme: dark", "Filter: da th"]);
  expect(titles("args")).toEqual(["Show only TOOL_CALL_ARGS", "Filter: args"]);
});

it("says which words of a title were begun", () => {
  const marked = (text: string) =>
    paletteEntries(text, parts).map(({ title, found }) => found.map(({ from, to }) => title.slice(from, to)));
  expect(marked("DA th")).toEqual([["Th", "da"], []]);
  expect(marked("o on")).toEqual([["on"], []]);
  expect(marked("call to")).toEqual([["TO", "CALL"], []]);
  expect(marked("")).toEqual([[], [], [], []]);
  expect(marked("42")).toEqual([[], []]);
});

it("puts what begins with the typed words first", () => {
  expect(titles("o")).toEqual(["Open a file", "Show only TOOL_CALL_ARGS", "Filter: o"]);
});

it("goes to the place that was typed, before all else", () => {
  expect(titles("42")).toEqual(["Go to record 42", "Filter: 42"]);
  expect(titles("50 %")[0]).toBe("Go to 50\u00a0% of the file");
  paletteEntries("line 7", parts)[0]?.run();
  expect(parts.onPlace).toHaveBeenCalledWith({ type: "line", line: 7 });
});

it("filters for what was typed", () => {
  paletteEntries("mind the wind", parts).at(-1)?.run();
  expect(parts.onFilter).toHaveBeenCalledWith("mind the wind");
});

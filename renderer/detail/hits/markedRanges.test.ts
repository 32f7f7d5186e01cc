import { expect, it } from "vitest";
import { everything, parseFilter } from "../../../shared/filter/filter.ts";
import { createHitFinder } from "../../../shared/hitFinder.ts";
import { rowText, wrapText } from "../tree/wrappedText.ts";
import { hitsInLine, within } from "./markedRanges.ts";

it("takes the ranges that reach into a part, cut at its ends", () => {
  const ranges = [
    { from: 0, to: 2 },
    { from: 4, to: 8 },
    { from: 10, to: 11 },
    { from: 20, to: 30 },
  ];
  expect(within(ranges, 2, 4)).toEqual([]);
  expect(within(ranges, 5, 11)).toEqual([
    { from: 0, to: 3 },
    { from: 5, to: 6 },
  ]);
  expect(within(ranges, 22, 25)).toEqual([{ from: 0, to: 3 }]);
  expect(within(ranges, 0, 100)).toEqual(ranges);
  expect(within([], 0, 100)).toEqual([]);
});

it("finds hits across the rows of a wrapped text, with another filter anew", () => {
  const lines = { wrapped: wrapText("the weather in Paris\nrain", 8) };
  const marked = (filter: string) => {
    const parsed = parseFilter(filter);
    const finder = createHitFinder(parsed.ok ? parsed.value : everything);
    return lines.wrapped.starts.map((_, line) =>
      hitsInLine(lines, line, finder).map(({ from, to }) => rowText(lines.wrapped, line).slice(from, to)),
    );
  };
  expect(marked('"weather in paris"')).toEqual([[], ["weather "], ["in Paris"], []]);
  expect(marked("r")).toEqual([[], ["r"], ["r"], ["r"]]);
  expect(marked("kind:RAW")).toEqual([[], [], [], []]);
});

it("tells the one that was gone to from the others, in each row that it reaches into", () => {
  const lines = { wrapped: wrapText("the weather in Paris\nrain in Paris", 8) };
  const parsed = parseFilter('"weather in" OR rain');
  const finder = createHitFinder(parsed.ok ? parsed.value : everything);
  const current = lines.wrapped.starts.map((_, line) => hitsInLine(lines, line, finder, 0).map((mark) => mark.current));
  expect(current).toEqual([[], [true], [true], [undefined], []]);
});

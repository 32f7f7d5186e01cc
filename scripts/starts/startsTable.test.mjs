import { expect, it } from "vitest";
import { startsTable, withStarts } from "./startsTable.mjs";

/** @param {number} painted */
const at = (painted) => ({ page: 100, firstPaint: 200, painted });

it("gives medians, as ratios to an empty window", () => {
  const table = startsTable(
    new Map([
      ["an empty window", [at(400), at(200), at(210)]],
      ["the sample", [at(1_050), at(315)]],
    ]),
    3,
  );
  expect(table).toContain("| an empty window | 1.00 × | 100 ms | 200 ms | 210 ms |");
  expect(table).toContain("| the sample | 3.25 × | 100 ms | 200 ms | 683 ms |");
});

it("puts a table in the place of the one before, and nowhere else", () => {
  const document =
    "a\n<!-- starts:begin (written by `npm run starts -- --docs`) -->\n\nold\n\n<!-- starts:end -->\nb\n";
  const renewed = withStarts(document, "new");
  expect(renewed).toBe(document.replace("old", "new"));
  expect(withStarts(renewed, "new")).toBe(renewed);
  expect(() => withStarts("no place", "new")).toThrow("no place for the table");
});

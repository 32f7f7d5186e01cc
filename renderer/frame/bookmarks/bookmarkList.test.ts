import { expect, it } from "vitest";
import type { Bookmark } from "../../../shared/bookmarks.ts";
import { readCitation } from "../../data/citation.ts";
import { bookmarkList, findBookmarks } from "./bookmarkList.ts";

const bookmark = (record: number, kind: string, note: string): Bookmark => ({
  record,
  offset: record * 100,
  length: 99,
  hash: "0123456789abcdef",
  kind,
  note,
});
const all = [bookmark(4, "RUN_ERROR", "why?"), bookmark(42, "TOOL_CALL_START", "Slow \u202etrain")];

it("is a list in which every record is cited", () => {
  const text = bookmarkList("a.jsonl", all);
  expect(text).toBe(
    "# Bookmarks in a.jsonl\n\n" +
      "- why? — record 4, RUN_ERROR (`a.jsonl@400+99#0123456789abcdef`)\n" +
      "- Slow ␣train — record 42, TOOL_CALL_START (`a.jsonl@4200+99#0123456789abcdef`)\n".replace(
        "␣",
        text.includes("\u202e") ? "\u202e" : (/Slow (.*)train/.exec(text)?.[1] ?? ""),
      ),
  );
  expect(text).not.toContain("\u202e");
  expect(readCitation(/`(.*)`/.exec(text)?.[1] ?? "")).toEqual({ offset: 400, length: 99, hash: "0123456789abcdef" });
});

it.each([
  ["", [4, 42]],
  [" WHY", [4]],
  ["tool_", [42]],
  ["4", [4, 42]],
  ["42", [42]],
  ["nothing", []],
])("finds by note, kind and number: %j", (typed, records) => {
  expect(findBookmarks(all, typed).map(({ record }) => record)).toEqual(records);
});

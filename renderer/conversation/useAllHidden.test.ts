import { expect, it } from "vitest";
import type { HiddenItem, Item, ItemMark, RulerItem } from "../../shared/conversation.ts";
import { itemNumber, lineNumber, recordNumber } from "../../shared/units.ts";
import { hiddenMarks } from "./useAllHidden.ts";

const base = {
  ...{ item: itemNumber(0), depth: 0, record: recordNumber(0), line: lineNumber(1), records: [], recordCount: 1 },
  ...{ time: undefined, marks: [] },
};
const hidden = (...marks: readonly ItemMark[]): HiddenItem => ({
  ...base,
  sort: "hidden",
  count: marks.length,
  filtered: 0,
  byMark: marks.map((mark) => ({ mark, count: 1 })),
});
const ruler: RulerItem = { ...base, sort: "ruler", what: "notice", sentence: "It goes on." };
const said: Item = { ...base, sort: "message", speaker: "user", texts: [], images: [], attachments: 0 };

it.each([
  ["all that is there", [hidden("inherited", "injected")], ["inherited", "injected"]],
  ["there between rulers", [hidden("inherited"), ruler, hidden("undone")], ["inherited", "undone"]],
  ["beside what is shown", [hidden("inherited"), said], undefined],
  ["beside what is not read yet", [hidden("inherited"), undefined], undefined],
  ["nothing", [ruler], undefined],
])("what is folded is shown only where it is %s", (_, items, marks) => {
  expect(hiddenMarks(items)).toEqual(marks);
});

// The filter's text: it is read or refused at a place in it, and what is printed of it means the same.

import fc from "fast-check";
import { expect } from "vitest";
import { parseFilter } from "../../../../shared/filter/filter.ts";
import { printFilter } from "../../../../shared/filter/filterPrint.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzzTarget.ts";

const words = [
  ..."kind: role: tool: is: after: before: bytes: record: line: text: case: error malformed".split(" "),
  ..."( ) - or and not , * \" ' / \\ : ; | ! > < = .. 1 007 1k 2026-01-01 08:02 TEXT_* [a-z]+".split(" "),
  ...' |\t|\u0000|é|😀|\ud83d|\u202e|/(a+)+$/|/[/|//i|"\\u00e9"'.split("|"),
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((all) => all.join("")),
  fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((all) => all.join(" ")),
  fc.string({ unit: "binary", maxLength: 40 }),
);

export const filterTarget: FuzzTarget = fuzzTarget(
  "filter",
  2_000,
  fc.property(text, (written) => {
    const filter = parseFilter(written);
    if (!filter.ok) {
      expect(filter.failure.at).toBeGreaterThanOrEqual(0);
      expect(filter.failure.at).toBeLessThanOrEqual(written.length);
      expect(filter.failure.message).not.toBe("");
      return;
    }
    const printed = printFilter(filter.value);
    expect(parseFilter(printed), printed).toEqual(filter);
  }),
);

// When the first span begins: with the transcript, unless something before it is left out.

import { expect, it } from "vitest";
import { MeasuredEntries } from "../../conversation/measuredEntries.ts";
import { marks } from "../../formats/conversationOperations.ts";
import { ChosenEntries } from "../../snapshot/chosenEntries.ts";
import { withoutExtras } from "../../snapshot/testing/exportEntries.ts";
import { SpanClock } from "./spanClock.ts";

const started = 1_000;

function clockOf(
  given: number,
  times: readonly (number | undefined)[],
  begun: number | undefined = started,
): SpanClock {
  const entries = new MeasuredEntries();
  times.forEach((time, number) => {
    entries.at({ number, line: number + 1, offset: 0, length: 1, time });
    entries.message({ key: `m${number}`, speaker: "assistant", marks: number === 0 ? given : 0 });
  });
  return new SpanClock({ entries, chosen: new ChosenEntries(entries, withoutExtras), started: begun });
}

it("begins with the transcript, or with the first told time behind what is left out", () => {
  expect(clockOf(0, [5_000, 9_000]).now).toBe(started);
  expect(clockOf(marks.inherited, [5_000, undefined, 9_000]).now).toBe(9_000);
  expect(clockOf(marks.inherited, [5_000, undefined]).now).toBe(started);
  expect(clockOf(0, [5_000], -1).now).toBe(5_000);
});

it("stays at the latest told time", () => {
  const clock = clockOf(0, [undefined]);
  expect([clock.at(7_000), clock.at(undefined), clock.at(-5), clock.now]).toEqual([7_000, 7_000, 7_000, 7_000]);
});

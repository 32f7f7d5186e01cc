import { expect, it } from "vitest";
import { hitWords } from "./HitBar.tsx";
import type { RecordHitsState } from "./recordHits.ts";

const length = 5_000_000;
const hit = { from: 7, to: 9 };
const nothing: RecordHitsState = { hits: [], known: 0, current: undefined, searching: true, failure: undefined };

it.each<readonly [string, Partial<RecordHitsState>, string | undefined]>([
  ["nothing before the first answer", {}, undefined],
  ["nothing of a record without hits", { known: length, searching: false }, undefined],
  ["how far it is while it finds none", { known: 1_000_000 }, "Searching… 1.00 MB of 5.00 MB"],
  ["that it has stopped without one", { known: 1_000_000, searching: false }, "No hit in the first 1.00 MB"],
  [
    "which hit of all",
    { hits: [hit, hit], known: length, current: { ...hit, index: 1, asked: true }, searching: false },
    "Hit 2 of 2",
  ],
  [
    "that there may be more",
    { hits: [hit, hit], known: 1_000_000, current: { ...hit, index: 0, asked: true }, searching: false },
    "Hit 1 of 2+",
  ],
  [
    "how far it is on the way to the next one",
    { hits: [hit], known: 2_000_000, current: { ...hit, index: 0, asked: true } },
    "Searching… 2.00 MB of 5.00 MB",
  ],
  ["how many there are", { hits: [hit], known: length, searching: false }, "1 hit"],
  ["why it cannot say", { failure: { code: "engine-stopped" } }, "The engine stopped. It is being started again."],
])("says %s", (_name, state, words) => {
  expect(hitWords({ ...nothing, ...state }, length)?.replaceAll("\u00a0", " ")).toBe(words);
});

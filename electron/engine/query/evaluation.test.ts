import { expect, it } from "vitest";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { startEvaluation } from "./evaluation.ts";

it("has caught up with a transcript that grows whenever a record is judged, once what was there is known", async () => {
  const source = createMemorySource(transcriptOf(Array.from({ length: 500 }, (_, n) => ({ type: "A", n }))));
  const { index, grow } = createSplitIndex(source, { kind: [[["type"]]], time: [], pair: [], role: [], tool: [] }, [1]);
  for (let segments = 0; segments < 3; segments++) grow();
  const evaluation = startEvaluation({
    index,
    indexing: () => false,
    follows: () => true,
    whenGrown: () => new Promise(() => undefined),
    predicate: {
      decide: () => undefined,
      match: () => {
        grow();
        return "all";
      },
    },
    searches: [],
  });
  let atEnd = 0;
  await evaluation.whenEnded.then(() => {
    atEnd = evaluation.sums.rows();
  });
  expect(atEnd).toBeGreaterThanOrEqual(3);
  expect(atEnd).toBeLessThan(500);
  expect(evaluation.hasCaughtUp()).toBe(true);
  evaluation.close();
  expect(evaluation.hasCaughtUp()).toBe(false);
});

import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, begin, complete, meta, toldAnswer, toldPrompt, user } from "./testing/rolloutLines.ts";

/** In the paginated dialect. */
const numbered = (...lines: readonly object[]) => lines.map((line, ordinal) => ({ ...line, ordinal }));

describe("an answer that was put into a thread's history (thread/inject_items)", () => {
  const said = [
    meta(),
    begin("u1"),
    user("u1", "Plant roses"),
    toldPrompt("u1", "Plant roses"),
    toldAnswer("u1", "Planted.", "m1"),
    answer("u1", "Planted.", "m1"),
  ];
  const injected = [user(undefined, "And weeds?"), answer(undefined, "No weeds.", "m2")];

  it("is no model's, since no event tells of it", async () => {
    const within = numbered(...said, ...injected, complete("u1"));
    expect(await summaryOf(within)).toMatchObject({ prompts: 1, answers: 1, result: { text: "Planted." } });
    const between = numbered(...said, complete("u1"), ...injected, begin("u2"), complete("u2"));
    expect(await summaryOf(between)).toMatchObject({ prompts: 1, answers: 1 });
    expect(await summaryOf(numbered(...said, complete("u1"), ...injected))).toMatchObject({ prompts: 1, answers: 1 });
  });

  it("counts where the dialect does not tell of all", async () => {
    expect(await summaryOf([...said, ...injected, complete("u1")])).toMatchObject({ answers: 2 });
  });
});

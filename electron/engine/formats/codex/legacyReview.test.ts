import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, begin, complete, event, meta, user } from "./testing/rolloutLines.ts";

describe("a rollout of the legacy dialect (0.145)", () => {
  it("counts nothing of what a review's child was asked and said, which its parent repeats", async () => {
    const reviewed = [
      meta(),
      event("entered_review_mode", { user_facing_hint: "all" }),
      begin("child"),
      event("user_message", { message: "Look at all roses." }),
      event("user_message", { message: "Look at all roses." }),
      event("agent_message", { message: "I look." }),
      event("exited_review_mode", { review_output: { overall_explanation: "Fine." } }),
      answer("parent", "Fine.", "m1"),
      event("agent_message", { message: "Fine." }),
      complete("parent"),
    ];
    expect(await summaryOf(reviewed)).toMatchObject({ prompts: 0, answers: 1, result: { text: "Fine." } });
    const after = [begin("u2"), user("u2", "Now plant"), event("user_message", { message: "Now plant" })];
    const planted = [event("agent_message", { message: "Done." }), answer("u2", "Done.", "m2"), complete("u2")];
    expect(await summaryOf([...reviewed, ...after, ...planted])).toMatchObject({ prompts: 1, answers: 2 });
    // One that was stopped ends with its turn.
    const stopped = [...reviewed.slice(0, 6), event("turn_aborted", { turn_id: "parent", reason: "interrupted" })];
    expect(await summaryOf([...stopped, ...after, ...planted])).toMatchObject({ prompts: 1, answers: 1 });
  });

  it("shows an answer once whose plan the event leaves out", async () => {
    const plan = "I plan.\n<proposed_plan>\n1. Plant roses.\n</proposed_plan>\n";
    const lines = [
      ...[meta(), begin("u1"), user("u1", "Plan"), event("user_message", { message: "Plan" })],
      event("agent_message", { message: "I plan.\n" }),
      answer("u1", plan, "m1"),
      complete("u1"),
    ];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, answers: 1 });
  });
});

import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, event, item, meta, user } from "./testing/rolloutLines.ts";

describe("a rollout that tells no turns (0.98)", () => {
  it("is completed when a response ends with a search of the model's server, which has no result to come", async () => {
    const total = { input_tokens: 10, output_tokens: 1, total_tokens: 11 };
    const count = event("token_count", { info: { total_token_usage: total, last_token_usage: total } });
    const search = item(undefined, {
      type: "web_search_call",
      status: "completed",
      action: { type: "search", query: "roses" },
    });
    const lines = [meta(), user(undefined, "Find roses"), event("user_message", { message: "Find roses" })];
    const found = [answer(undefined, "Found."), search];
    expect(await summaryOf([...lines, ...found])).toMatchObject({ answers: 1, toolCalls: 1, end: "completed" });
    expect(await summaryOf([...lines, ...found, count])).toMatchObject({ end: "completed" });
  });
});

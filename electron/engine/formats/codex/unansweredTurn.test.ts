import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, begin, call, complete, event, exited, meta, output, user } from "./testing/rolloutLines.ts";

const asked = [meta(), begin("u1"), user("u1", "Plant"), event("user_message", { message: "Plant" })];
const count = (input: number) => {
  const total = { input_tokens: input, output_tokens: 1, total_tokens: input + 1 };
  return event("token_count", { info: { total_token_usage: total, last_token_usage: total } });
};
const unsaid = complete("u1", { last_agent_message: null });

describe("a turn of the legacy dialect that tells no error (0.124)", () => {
  it("failed when the model never answered what it was asked or given", async () => {
    const failed = { end: "failed", errorCount: 1 };
    expect(await summaryOf([...asked, unsaid])).toMatchObject(failed);
    const zeros = event("token_count", { info: { total_token_usage: { input_tokens: 0, output_tokens: 0 } } });
    expect(await summaryOf([...asked, zeros, unsaid])).toMatchObject(failed);
    const called = [call("u1", "c1"), count(10), output("u1", "c1", `${exited(0)}roses`)];
    expect(await summaryOf([...asked, ...called, unsaid])).toMatchObject(failed);
  });

  it("is completed when it answered, even without a word", async () => {
    const fine = { end: "completed", errorCount: 0 };
    expect(await summaryOf([...asked, count(10), unsaid])).toMatchObject(fine);
    expect(await summaryOf([...asked, answer("u1", "Done."), unsaid])).toMatchObject(fine);
    expect(await summaryOf([meta(), begin("u1"), unsaid])).toMatchObject(fine);
    expect(await summaryOf([...asked, complete("u1")])).toMatchObject(fine);
  });
});

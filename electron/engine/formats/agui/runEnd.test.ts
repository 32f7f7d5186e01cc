import { expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";

const begin = (runId: string) => ({ type: "RUN_STARTED", threadId: "t", runId });
const end = (runId: string, usage: unknown, type = "RUN_FINISHED") => ({ type, threadId: "t", runId, usage });

it("adds up the tokens of all runs, also of those that failed", async () => {
  const small = { model: "small", inputTokens: 10, outputTokens: 2, cachedInputTokens: 4, cacheWriteInputTokens: 1 };
  const large = { provider: "acme", model: "large", inputTokens: 100, outputTokens: 20, reasoningTokens: 7 };
  const { tokens, models } = await summaryOf([
    begin("a"),
    end("a", [small, large]),
    begin("b"),
    { ...end("b", [small], "RUN_ERROR"), message: "The bed is full." },
  ]);
  expect(tokens).toEqual({ input: 120, cachedInput: 8, cacheWrite: 2, output: 24, reasoning: 7 });
  expect(models).toEqual(["small", "large"]);
});

it("counts an end that is told again once", async () => {
  const usage = [{ inputTokens: 10, outputTokens: 2 }];
  const told = [begin("a"), end("a", usage), end("a", [{ inputTokens: 11, outputTokens: 3 }])];
  expect((await summaryOf(told)).tokens).toEqual({ input: 11, output: 3 });
});

it("takes nothing from what is no usage", async () => {
  for (const usage of [undefined, null, "9", {}, [null, 7, { inputTokens: "9" }]]) {
    expect((await summaryOf([begin("a"), end("a", usage)])).tokens).toBeNull();
  }
});

// What requests took that a run's result leaves out, in versions that do not say what was used since the last result.

import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";

const init = { type: "system", subtype: "init", session_id: "garden", tools: [], mcp_servers: [] };
const answer = (id: string, input_tokens: number, parent_tool_use_id: string | null = null) => {
  const content = [{ type: "text", text: id }];
  const message = { id, role: "assistant", model: "rose-1", content, stop_reason: null };
  const usage = { input_tokens, cache_read_input_tokens: 5, output_tokens: 1 };
  return { type: "assistant", message: { ...message, usage }, session_id: "garden", parent_tool_use_id };
};
const result = (input_tokens: number, cache_read_input_tokens: number, output_tokens: number) => ({
  type: "result",
  subtype: "success",
  is_error: false,
  session_id: "garden",
  usage: { input_tokens, cache_read_input_tokens, output_tokens },
});

const tokensOf = async (...lines: readonly object[]) => (await summaryOf([init, ...lines])).tokens;

describe("tokens of a run of Claude Code that tells a turn's own usage only", () => {
  it("hold what its agents took (2.1.250)", async () => {
    const lines = [answer("m1", 10), answer("m2", 20, "c1"), answer("m3", 30)];
    expect(await tokensOf(...lines, result(40, 10, 16))).toMatchObject({ input: 75, cachedInput: 15, output: 16 });
  });

  it("hold each request once where a result comes behind the next turn's messages (2.1.250)", async () => {
    const lines = [answer("m1", 10), init, answer("m2", 20), result(10, 5, 8), result(20, 5, 8)];
    expect(await tokensOf(...lines)).toMatchObject({ input: 40, cachedInput: 10, output: 16 });
  });

  it("hold a turn whose result is never printed (2.1.150)", async () => {
    const lines = [answer("m1", 10), init, answer("m2", 20), result(20, 5, 8)];
    expect(await tokensOf(...lines)).toMatchObject({ input: 40, cachedInput: 10, output: 8 });
  });

  it("hold a request that broke off", async () => {
    const lines = [answer("m1", 10), answer("m2", 20), result(20, 5, 8)];
    expect(await tokensOf(...lines)).toMatchObject({ input: 40, cachedInput: 10, output: 8 });
  });

  it("hold what no message tells", async () => {
    expect(await tokensOf(answer("m1", 10), result(50, 10, 8))).toMatchObject({ input: 60, cachedInput: 10 });
  });
});

import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { acp } from "./acp.ts";
import { answer, done, piece, prompt, request, session, toolCall, update } from "./testing/acpLines.ts";

describe("a log of the Agent Client Protocol", () => {
  it("joins pieces, begins a call with the request for its permission, and counts tokens once", async () => {
    expect(formatOf(session)).toBe("acp");
    expect(await summaryOf(session)).toMatchObject({
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      toolErrors: 0,
      openCalls: 0,
      models: ["plum-2"],
      tokens: { input: 40, cachedInput: 5, output: 8, reasoning: 2 },
      result: { text: "Roses." },
      end: "completed",
    });
  });

  it("takes no words of a program for an answer, which it says in the agent's name", async () => {
    const [first = [], last = []] = [session.slice(0, 10), session.slice(10)];
    const metadata = piece("Model metadata for `x` not found. Defaulting to fallback metadata; this can degrade it.");
    expect(await summaryOf([...first, piece("[MODE_UPDATE] autoEdit"), metadata, ...last])).toMatchObject({
      answers: 2,
      result: { text: "Roses." },
    });
    const of = (name: string) => [
      request(0, "initialize"),
      answer(0, { protocolVersion: 1, agentInfo: { name } }),
      prompt(1, "What grows here?"),
      piece("Info: Response was interrupted"),
      piece("Roses."),
      answer(1, { stopReason: "end_turn" }),
      prompt(2, "And there?"),
      piece("Error: 400 no"),
      answer(2, { stopReason: "end_turn" }),
    ];
    const told = { prompts: 2, answers: 1, errors: [{ message: "400 no" }], end: "failed" };
    expect(await summaryOf(of("Copilot"))).toMatchObject(told);
    expect(await summaryOf(of("Other"))).toMatchObject({ answers: 2, errorCount: 0, end: "completed" });
    expect(await summaryOf([...of("Copilot"), prompt(3, "Now?"), piece("Yes."), answer(3, {})])).toMatchObject({
      answers: 2,
      end: "completed",
    });
  });

  it("names sub-agents by the tool that starts them, or by whom a call is of", async () => {
    const begun = (toolCallId: string, more: object) => update("tool_call", { toolCallId, status: "pending", ...more });
    expect(await summaryOf([...session.slice(0, 5), begun("c1", { title: "task" })])).toMatchObject({ subagents: 1 });
    const ofQwen = begun("c1", { title: "Agent: Dig", _meta: { toolName: "agent" } });
    expect(await summaryOf([...session.slice(0, 5), ofQwen])).toMatchObject({ subagents: 1 });
    const byAgent = (id: string) => begun(id, { title: "dig", _meta: { "github.com/copilot": { agentId: "a1" } } });
    expect(await summaryOf([...session.slice(0, 5), byAgent("c1"), byAgent("c2")])).toMatchObject({ subagents: 1 });
  });

  it("tells an agent's request from a client's under the same id", async () => {
    const crossed = [
      ...session.slice(0, 4),
      prompt(0, "Hello"),
      request(0, "session/request_permission", { sessionId: "s1", toolCall }),
      answer(0, { outcome: { outcome: "selected" } }),
      done("no\nExit Code: 2"),
      answer(0, { stopReason: "cancelled" }),
    ];
    expect(await summaryOf(crossed)).toMatchObject({ toolErrors: 1, end: "interrupted" });
  });

  it("takes the turn's sum where no request tells its own, and an error for the end", async () => {
    const quota = { quota: { token_count: { input_tokens: 30, output_tokens: 4 }, model_usage: [{ model: "fig-1" }] } };
    const turn = [prompt(2, "Hi"), piece("Hello."), answer(2, { stopReason: "end_turn", _meta: quota })];
    expect(await summaryOf(turn)).toMatchObject({ tokens: { input: 30, output: 4 }, models: ["fig-1"] });
    const failed = { jsonrpc: "2.0", id: 2, error: { code: -32000, message: "no model" } };
    expect(await summaryOf([prompt(2, "Hi"), failed])).toMatchObject({
      errors: [{ message: "no model" }],
      end: "failed",
    });
    expect(await summaryOf([prompt(2, "Hi"), piece("Hel")])).toMatchObject({ answers: 1, end: "open" });
  });

  it("takes the cache and the thoughts for parts of the counts when the total says so, and else for more", async () => {
    const told = (inputTokens: number, outputTokens: number, totalTokens: number) => [
      prompt(2, "Hi"),
      piece("Hello."),
      answer(2, {
        stopReason: "end_turn",
        usage: { inputTokens, outputTokens, totalTokens, thoughtTokens: 3, cachedReadTokens: 10 },
      }),
    ];
    const tokens = { input: 40, cachedInput: 10, output: 8, reasoning: 3 };
    expect(await summaryOf(told(40, 8, 48))).toMatchObject({ tokens });
    expect(await summaryOf(told(40, 5, 48))).toMatchObject({ tokens });
    expect(await summaryOf(told(30, 5, 48))).toMatchObject({ tokens });
    expect(await summaryOf(told(30, 8, 48))).toMatchObject({ tokens });
  });

  it("takes the last of Copilot's results for all of the session, and another agent's for its turn", async () => {
    const turn = (id: number, inputTokens: number) => [
      prompt(id, "Hi"),
      piece("Hello."),
      answer(id, { stopReason: "end_turn", usage: { inputTokens, outputTokens: 5, totalTokens: inputTokens + 5 } }),
    ];
    const of = (name: string) => [
      request(0, "initialize"),
      answer(0, { protocolVersion: 1, agentInfo: { name } }),
      ...turn(2, 10),
      ...turn(3, 30),
    ];
    expect(await summaryOf(of("Copilot"))).toMatchObject({ tokens: { input: 30, output: 5 } });
    expect(await summaryOf(of("Pear"))).toMatchObject({ tokens: { input: 40, output: 10 } });
  });

  it("takes what is told again of a loaded session for its history", async () => {
    const echo = update("user_message_chunk", { content: { type: "text", text: "Old question" } });
    const loaded = [
      request(1, "session/load", { sessionId: "s1" }),
      echo,
      piece("Old answer"),
      answer(1, {}),
      ...session.slice(4),
    ];
    expect(await summaryOf(loaded)).toMatchObject({ prompts: 1, inherited: 1, answers: 2 });
  });

  it("counts a compaction that was completed, shows notices, and names tools by their name", async () => {
    const compaction = (compactionId: string, status: string) => update("compaction_update", { compactionId, status });
    const lines = [
      ...session.slice(0, 7),
      ...[compaction("k1", "in_progress"), compaction("k1", "completed"), compaction("k1", "completed")],
      ...[compaction("k2", "in_progress"), compaction("k2", "failed"), compaction("k3", "cancelled")],
      update("notice", { severity: "warning", title: "Slow", description: "The shed is far." }),
      update("tool_call", { ...toolCall, title: "List the beds", name: "list_files" }),
      done("beds"),
    ];
    expect(await summaryOf(lines)).toMatchObject({ compactions: 1, toolCalls: 1, openCalls: 0 });
    const items = await itemsOf(await shownOf(lines));
    expect(items).toContainEqual(expect.objectContaining({ tool: "list_files" }));
    expect(items).toContainEqual(expect.objectContaining({ sentence: "Slow: The shed is far." }));
  });

  it("reads like sentences", () => {
    expect([session[4], session[5], session[7], session[9]].map((head) => acp.preview(head))).toEqual([
      "user  “What grows here?”",
      "Let me",
      'may it?  ls  {"command":"ls"}',
      "→ beds",
    ]);
  });
});

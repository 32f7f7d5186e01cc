import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { acp } from "./acp.ts";

const request = (id: number, method: string, params: object = {}) => ({ jsonrpc: "2.0", id, method, params });
const answer = (id: number, result: object) => ({ jsonrpc: "2.0", id, result });
const update = (sessionUpdate: string, more: object) => {
  return { jsonrpc: "2.0", method: "session/update", params: { sessionId: "s1", update: { sessionUpdate, ...more } } };
};
const piece = (text: string, more: object = {}) =>
  update("agent_message_chunk", { content: { type: "text", text }, ...more });
const prompt = (id: number, text: string) =>
  request(id, "session/prompt", { sessionId: "s1", prompt: [{ type: "text", text }] });
const toolCall = { toolCallId: "c1", title: "ls", rawInput: { command: "ls" } };
const done = (text: string, status = "completed") =>
  update("tool_call_update", {
    toolCallId: "c1",
    status,
    content: [{ type: "content", content: { type: "text", text } }],
  });

const session = [
  request(0, "initialize"),
  answer(0, { protocolVersion: 1 }),
  request(1, "session/new", { cwd: "/home/me/garden" }),
  answer(1, { sessionId: "s1", models: { currentModelId: "plum-2" } }),
  prompt(2, "What grows here?"),
  piece("Let me"),
  piece(" look."),
  request(0, "session/request_permission", { sessionId: "s1", toolCall }),
  answer(0, { outcome: { outcome: "selected" } }),
  done("beds"),
  piece("Roses."),
  piece("", {
    _meta: { usage: { inputTokens: 40, outputTokens: 6, totalTokens: 48, thoughtTokens: 2, cachedReadTokens: 5 } },
  }),
  answer(2, { stopReason: "end_turn", _meta: { quota: { token_count: { input_tokens: 999 } } } }),
];

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

  it("takes a command that ends otherwise than with 0 for failed, though it is completed", async () => {
    const rawOutput = { content: "no", contents: [{ type: "shell_exit", shellId: "1", exitCode: 3 }] };
    const ended = update("tool_call_update", { toolCallId: "c1", status: "completed", content: [], rawOutput });
    expect(await summaryOf([...session.slice(0, 9), ended])).toMatchObject({ toolErrors: 1 });
    // opencode tells one that a person ended without any.
    const rawOfOpencode = { output: "", metadata: { exit: null } };
    const aborted = update("tool_call_update", { toolCallId: "c1", status: "completed", rawOutput: rawOfOpencode });
    expect(await summaryOf([...session.slice(0, 9), aborted])).toMatchObject({ toolErrors: 1 });
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

  it("takes what a tool gave for its result when nothing is shown", async () => {
    const rawOutput = { exit_code: 3, stdout: "beds", formatted_output: "beds" };
    const ended = update("tool_call_update", { toolCallId: "c1", status: "failed", rawOutput });
    const shown = await shownOf([...session.slice(0, 7), update("tool_call", toolCall), ended]);
    expect((await itemsOf(shown)).at(-1)).toMatchObject({ exitCode: 3, outcome: "failed", output: [{ head: "beds" }] });
  });

  it("joins what a call gives piece by piece, until content of an update takes its place", async () => {
    const block = (text: string) => ({ type: "content", content: { type: "text", text } });
    const chunk = (text: string) => update("tool_call_content_chunk", { toolCallId: "c1", content: block(text) });
    const call = (more: object) => update("tool_call_update", { toolCallId: "c1", ...more });
    const start = [
      ...session.slice(0, 5),
      call({ title: "ls", status: "in_progress" }),
      chunk("beds\n"),
      chunk("paths"),
    ];
    const outputs = async (log: readonly object[]) =>
      (await itemsOf(await shownOf(log))).flatMap((item) =>
        item.sort === "call" ? item.output.map(({ head }) => head) : [],
      );
    expect(await outputs(start)).toEqual(["beds\n", "paths"]);
    expect(await summaryOf(start)).toMatchObject({ toolCalls: 1, openCalls: 1 });
    const ended = [...start, call({ status: "completed" })];
    expect(await outputs(ended)).toEqual(["beds\n", "paths"]);
    expect(await summaryOf(ended)).toMatchObject({ toolCalls: 1, openCalls: 0, toolErrors: 0 });
    expect(await outputs([...start, call({ status: "completed", content: [block("all")] })])).toEqual(["all"]);
    expect(acp.preview(chunk("beds"))).toBe("beds");
  });

  it("tells two calls of one id apart by their beginnings", async () => {
    const begun = (text: string) => [piece(text), update("tool_call", toolCall), update("tool_call_update", toolCall)];
    const twice = [...session.slice(0, 5), ...begun("One."), done("a"), ...begun("Two."), done("b", "failed")];
    expect(await summaryOf(twice)).toMatchObject({ toolCalls: 2, toolErrors: 1, openCalls: 0 });
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

  it("takes text of another message for another answer", async () => {
    const said = (text: string, messageId: string) => piece(text, { messageId });
    const lines = [...session.slice(0, 5), said("Let me", "m1"), said(" look.", "m1"), said("Roses.", "m2")];
    expect(await summaryOf(lines)).toMatchObject({ answers: 2, result: { text: "Roses." } });
  });

  it("counts a prompt of version 2 once, a message that comes again whole once, and ends with the state", async () => {
    const content = (text: string) => [{ type: "text", text }];
    const echo = update("user_message", { messageId: "u1", content: content("What grows here?") });
    const state = (now: string, more: object = {}) => update("state_update", { state: now, ...more });
    const begun = [
      ...session.slice(0, 5),
      answer(2, { messageId: "u1" }),
      echo,
      state("running"),
      update("agent_thought_chunk", { messageId: "t1", content: { type: "text", text: "Dig first." } }),
      update("agent_thought", { messageId: "t1", content: content("Dig first.") }),
      piece("Ro", { messageId: "m1" }),
      piece("ses.", { messageId: "m1" }),
      update("agent_message", { messageId: "m1", content: content("Roses.") }),
    ];
    const counts = { prompts: 1, answers: 1, result: { text: "Roses." } };
    expect(await summaryOf(begun)).toMatchObject({ ...counts, end: "open" });
    const idle = (stopReason: string) => [...begun, state("idle", { stopReason })];
    expect(await summaryOf(idle("end_turn"))).toMatchObject({ ...counts, end: "completed" });
    expect(await summaryOf(idle("cancelled"))).toMatchObject({ ...counts, end: "interrupted" });
  });

  it("puts a whole message in the place of its pieces, and goes on behind it", async () => {
    const content = (text: string) => [{ type: "text", text }];
    const whole = (more: object) => update("agent_message", { messageId: "m1", ...more });
    const begun = [...session.slice(0, 5), piece("Rozes", { messageId: "m1" })];
    const log = [...begun, update("tool_call", toolCall), done("beds"), whole({ content: content("Roses") })];
    expect(await summaryOf(log)).toMatchObject({ answers: 1, result: { text: "Roses" } });
    const on = [...begun, whole({ content: content("Roses") }), piece(" and more.", { messageId: "m1" })];
    expect(await summaryOf(on)).toMatchObject({ answers: 1, result: { text: "Roses and more." } });
    expect(await summaryOf([...begun, whole({})])).toMatchObject({ answers: 1, result: { text: "Rozes" } });
    expect(await summaryOf([...begun, whole({ content: null })])).toMatchObject({ answers: 0 });
    const prompt = (text: string) => update("user_message", { messageId: "u1", content: content(text) });
    const items = await itemsOf(await shownOf([session[0] ?? {}, prompt("Dyg"), prompt("Dig")]));
    expect(items.flatMap((item) => (item.sort === "message" ? item.texts.map(({ head }) => head) : []))).toEqual([
      "Dig",
    ]);
  });

  it("takes how a call's command ended from its terminal", async () => {
    const terminal = { content: [{ type: "terminal", terminalId: "t1" }] };
    const call = (more: object) => update("tool_call_update", { toolCallId: "c1", ...more });
    const begun = [...session.slice(0, 5), update("tool_call", { ...toolCall, ...terminal })];
    const exit = (exitCode: number | null, signal: string | null = null) =>
      update("terminal_update", { terminalId: "t1", exitStatus: { exitCode, signal } });
    const over = call({ status: "completed" });
    const failures = async (...lines: readonly object[]) => {
      const { toolErrors, openCalls } = await summaryOf([...begun, ...lines]);
      return [toolErrors, openCalls];
    };
    expect(await failures(exit(3), over)).toEqual([1, 0]);
    expect(await failures(over, exit(3))).toEqual([1, 0]);
    expect(await failures(exit(0), over)).toEqual([0, 0]);
    expect(await failures(exit(null, "SIGTERM"), over)).toEqual([1, 0]);
    expect(await failures(exit(null), over)).toEqual([0, 0]);
    const waited = [
      request(9, "terminal/wait_for_exit", { terminalId: "t1" }),
      answer(9, { exitCode: 2, signal: null }),
    ];
    expect(await failures(...waited, call({ status: "completed", ...terminal }))).toEqual([1, 0]);
    const asked = [
      request(8, "terminal/output", { terminalId: "t1" }),
      answer(8, { output: "beds", truncated: false, exitStatus: { exitCode: 2 } }),
    ];
    const shown = await shownOf([...begun, ...asked, call({ status: "completed", ...terminal })]);
    expect((await itemsOf(shown)).at(-1)).toMatchObject({ exitCode: 2, outcome: "failed", output: [{ head: "beds" }] });
    const printed = update("terminal_output_chunk", {
      terminalId: "t1",
      data: Buffer.from("beds\n").toString("base64"),
    });
    expect([acp.preview(printed), acp.preview(exit(3))]).toEqual(["beds\n", "→ exit 3"]);
  });

  it("reads what Grok keeps of a session: updates with times, its own ones among them", async () => {
    const kept = (sessionUpdate: string, more: object, method = "session/update") => {
      const params = {
        sessionId: "s1",
        update: { sessionUpdate, ...more },
        _meta: { agentTimestampMs: 1772366400500 },
      };
      return { timestamp: 1772366400, method, params };
    };
    const own = (sessionUpdate: string, more: object) => kept(sessionUpdate, more, "_x.ai/session/update");
    const said = (sort: string, text: string) => kept(sort, { content: { type: "text", text } });
    const tool = { "x.ai/tool": { name: "run_terminal_command" } };
    const usage = {
      inputTokens: 100,
      outputTokens: 12,
      totalTokens: 112,
      cachedReadTokens: 40,
      reasoningTokens: 5,
      modelUsage: { "plum-2": {} },
    };
    const lines = [
      said("user_message_chunk", "What grows here?"),
      said("agent_message_chunk", "Let me look."),
      kept("tool_call", { toolCallId: "c1", title: "run_terminal_command", rawInput: { command: "ls" }, _meta: tool }),
      kept("tool_call_update", {
        toolCallId: "c1",
        title: "Execute `ls`",
        status: "completed",
        content: [],
        rawOutput: { exit_code: 3 },
      }),
      own("subagent_spawned", { subagent_id: "a1", child_session_id: "s2" }),
      said("agent_message_chunk", "Roses."),
      own("turn_completed", { stop_reason: "end_turn", usage }),
      said("user_message_chunk", "<system-reminder>\nWhile you were idle, 1 background subagent completed:"),
    ];
    expect(formatOf(lines)).toBe("acp");
    expect(await summaryOf(lines.slice(0, 7))).toMatchObject({
      ...{ started: 1772366400500, prompts: 1, answers: 2, toolCalls: 1, toolErrors: 1, openCalls: 0, subagents: 1 },
      ...{ models: ["plum-2"], tokens: { input: 100, cachedInput: 40, output: 12, reasoning: 5 }, end: "completed" },
      sources: [{ relation: "sub-agent", name: "s2/updates.jsonl" }],
    });
    const failed = [
      said("user_message_chunk", "And there?"),
      own("retry_state", { type: "retrying", attempt: 1, reason: "500" }),
      own("retry_state", { type: "failed", message: "400 no" }),
      own("turn_completed", { stop_reason: "error", agent_result: "400 no" }),
    ];
    expect(await summaryOf([...lines, ...failed])).toMatchObject({
      ...{ prompts: 2, errors: [{ message: "400 no" }], end: "failed" },
    });
  });

  it("reads calls of MCP", async () => {
    const calls = [
      request(1, "tools/call", { name: "dig", arguments: { depth: 2 } }),
      answer(1, { content: [{ type: "text", text: "stone" }], isError: true }),
      request(2, "tools/call", { name: "dig", arguments: { depth: 1 } }),
    ];
    expect(await summaryOf(calls)).toMatchObject({
      ...{ format: "acp", toolCalls: 2, toolErrors: 1, openCalls: 1, end: "open", awaits: "result" },
    });
    // No agent speaks here: once all is answered, nothing is awaited.
    expect(await summaryOf(calls.slice(0, 2))).toMatchObject({ openCalls: 0, end: "completed", awaits: null });
    const structured = [...calls, answer(2, { content: [], structuredContent: { roses: 6 } })];
    const shown = (await itemsOf(await shownOf(structured))).flatMap((item) =>
      item.sort === "call" ? item.output : [],
    );
    expect(shown.map(({ head }) => head)).toEqual(["stone", '{"roses":6}']);
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

describe("a log of PostHog Code", () => {
  const stored = (notification: object) => ({
    type: "notification",
    timestamp: "2026-03-01T10:00:00.000Z",
    notification,
  });

  it("is a log of the protocol with times and methods of its own", async () => {
    const log = [
      ...session.map(stored),
      stored({ jsonrpc: "2.0", method: "__posthog/compact_boundary", params: {} }),
      stored({ jsonrpc: "2.0", method: "_posthog/error", params: { message: "no money" } }),
    ];
    expect(await summaryOf(log)).toMatchObject({
      format: "posthog",
      started: Date.parse("2026-03-01T10:00:00Z"),
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      compactions: 1,
      errors: [{ message: "no money" }],
      end: "failed",
    });
  });

  it("takes an answer that was joined before it was stored as one", async () => {
    const whole = update("agent_message", { content: { type: "text", text: "Roses and weeds." } });
    const log = [prompt(2, "Hi"), whole, answer(2, { stopReason: "end_turn" })].map(stored);
    expect(await summaryOf(log)).toMatchObject({ answers: 1, result: { text: "Roses and weeds." } });
  });

  it("ends with its turn", async () => {
    const end = stored({ jsonrpc: "2.0", method: "_posthog/turn_complete", params: { stopReason: "cancelled" } });
    expect(await summaryOf([stored(prompt(2, "Hi")), end])).toMatchObject({ end: "interrupted" });
  });
});

import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../testing/findingsOf.ts";
import { summaryOf, transcriptOf } from "../../../testing/summaryOf.ts";
import { exportEntries } from "../../snapshot/testing/exportEntries.ts";
import { createMemorySource } from "../../source/memorySource.ts";

const started = { type: "thread.started", thread_id: "t1" };
const turn = { type: "turn.started" };
const completed = (input: number) => ({ type: "turn.completed", usage: { input_tokens: input, output_tokens: 2 } });
const item = (state: string, content: object) => ({ type: `item.${state}`, item: content });
const command = (id: string, more: object) => ({ id, type: "command_execution", command: "sh -c ls", ...more });
const running = { aggregated_output: "", exit_code: null, status: "in_progress" };
const error = (message: string) => ({ type: "error", message });

describe("what codex exec prints", () => {
  it("is a conversation without prompts", async () => {
    const lines = [
      started,
      item("completed", { id: "item_0", type: "error", message: "Unknown model." }),
      turn,
      item("started", command("item_1", running)),
      item("completed", command("item_1", { exit_code: 1, status: "failed", aggregated_output: "no" })),
      item("completed", { id: "item_2", type: "agent_message", text: "Done." }),
      completed(10),
    ];
    expect(await summaryOf(lines)).toMatchObject({
      format: "codex-exec",
      prompts: 0,
      answers: 1,
      toolCalls: 1,
      toolErrors: 1,
      errorCount: 0,
      tokens: { input: 10, output: 2 },
      end: "completed",
      result: { text: "Done." },
    });
  });

  it("leaves a command open that was left running", async () => {
    const lines = [started, turn, item("started", command("item_0", running)), completed(10)];
    expect(await summaryOf(lines)).toMatchObject({ toolCalls: 1, openCalls: 1, end: "completed" });
  });

  it("keeps the beginning and the end of a long output, and says so in the middle", async () => {
    const marksOf = async (middle: string) => {
      const output = `${"x".repeat(512 * 1024)}${middle}${"x".repeat(512 * 1024)}`;
      const done = item(
        "completed",
        command("item_0", { exit_code: 0, status: "completed", aggregated_output: output }),
      );
      const source = createMemorySource(transcriptOf([started, turn, done, completed(10)]));
      return JSON.parse((await exportEntries(source, "messages")).text)[0].metadata.marks;
    };
    expect(await marksOf("\n... 99 bytes omitted ...\n")).toEqual(["cut"]);
    expect(await marksOf("\n")).toBeUndefined();
  });

  it("says that a turn never ended", async () => {
    const rules = async (...lines: readonly unknown[]) => (await findingsOf(lines)).map(({ rule }) => rule);
    expect(await rules(started, turn, completed(10))).toEqual([]);
    expect(await rules(started, turn, started, turn)).toEqual(["unclosed-turn", "unclosed-turn"]);
  });

  it("takes errors for an end only when the turn fails", async () => {
    const retries = [error("Reconnecting... 1/5 (busy)"), error("Reconnecting... 2/5 (busy)")];
    expect(await summaryOf([started, turn, ...retries])).toMatchObject({ end: "open", errorCount: 0 });
    expect(await summaryOf([started, turn, error("stream lost"), completed(10)])).toMatchObject({
      end: "completed",
      errorCount: 1,
    });
    const failed = { type: "turn.failed", error: { message: "429" } };
    expect(await summaryOf([started, turn, ...retries, error("429"), failed])).toMatchObject({
      end: "failed",
      errors: [{ message: "429" }],
      errorCount: 1,
    });
  });

  it("tells the thread's total, also of a resumed one, whose item ids begin anew", async () => {
    const run = (input: number) => [
      started,
      turn,
      item("completed", command("item_0", { exit_code: 0, status: "completed" })),
      completed(input),
    ];
    expect(await summaryOf([...run(10), ...run(25)])).toMatchObject({ toolCalls: 2, tokens: { input: 25 } });
  });

  it("tells zeros where another thread paid", async () => {
    const zeros = { type: "turn.completed", usage: { input_tokens: 0, output_tokens: 0 } };
    expect((await summaryOf([started, turn, zeros])).tokens).toBeNull();
  });

  it("counts sub-agents by their threads, and no plan as a call", async () => {
    const spawn = { id: "item_0", type: "collab_tool_call", tool: "spawn_agent", receiver_thread_ids: ["t2"] };
    const plan = { id: "item_1", type: "todo_list", items: [{ text: "Dig", completed: false }] };
    const lines = [started, turn, item("completed", { ...spawn, status: "completed" }), item("completed", plan)];
    expect(await summaryOf(lines)).toMatchObject({ toolCalls: 1, subagents: 1 });
  });

  it("may write a key twice", async () => {
    const search = (state: string) =>
      `{"type":"item.${state}","item":{"id":"item_0","type":"web_search","id":"ws_1","query":"roses"}}`;
    expect(await summaryOf([started, search("started"), search("completed")])).toMatchObject({
      toolCalls: 1,
      openCalls: 0,
    });
  });
});

describe("older shapes of it", () => {
  it("named items otherwise in September 2025", async () => {
    const lines = [
      { type: "session.created", session_id: "t1" },
      item("completed", { id: "itm_0", item_type: "command_execution", command: "ls", exit_code: 0 }),
      item("completed", { id: "itm_1", item_type: "assistant_message", text: "Done." }),
    ];
    expect(await summaryOf(lines)).toMatchObject({ format: "codex-exec", answers: 1, toolCalls: 1 });
  });

  it("put events into msg before, behind the settings and the prompt", async () => {
    const event = (type: string, more: object = {}) => ({ id: "0", msg: { type, ...more } });
    const lines = [
      { workdir: "/", model: "m", provider: "p" },
      { prompt: "Water the roses" },
      event("task_started"),
      event("exec_command_begin", { call_id: "c1", command: ["ls"] }),
      event("exec_command_end", { call_id: "c1", exit_code: 2, stdout: "" }),
      event("token_count", { input_tokens: 10, output_tokens: 2 }),
      event("token_count", { input_tokens: 20, output_tokens: 2 }),
      event("agent_message", { message: "Done." }),
      event("task_complete", { last_agent_message: "Done." }),
    ];
    expect(await summaryOf(lines)).toMatchObject({
      format: "codex-exec",
      models: ["m"],
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      toolErrors: 1,
      openCalls: 0,
      tokens: { input: 30, output: 4 },
      end: "completed",
    });
  });
});

describe("what the app-server sends", () => {
  const note = (method: string, params: object) => ({
    method,
    params: { threadId: "t1", turnId: "u1", ...params },
    emittedAtMs: 1772359200000,
  });
  const both = (content: object) => [
    note("item/started", { item: content }),
    note("item/completed", { item: content }),
  ];
  const usage = (total: number, last: number) =>
    note("thread/tokenUsage/updated", {
      tokenUsage: { total: { inputTokens: total }, last: { inputTokens: last, outputTokens: 1 } },
    });
  const prompt = { type: "userMessage", id: "p", content: [{ type: "text", text: "Water the roses" }] };
  const message = (text: string) => ({ type: "agentMessage", id: "m1", text });
  const turnOf = (status: string, problem: object | null = null) =>
    note("turn/completed", { turn: { id: "u1", status, error: problem, items: [message("Done.")] } });

  it("is a conversation, each item once though it is started, streamed and completed", async () => {
    const lines = [
      { id: 1, result: { thread: { id: "t1", turns: [] }, model: "m" } },
      note("turn/started", {}),
      ...both(prompt),
      note("item/started", { item: message("") }),
      note("item/agentMessage/delta", { itemId: "m1", delta: "Do" }),
      note("item/agentMessage/delta", { itemId: "m1", delta: "ne." }),
      note("item/completed", { item: message("Done.") }),
      ...both({ type: "commandExecution", id: "c1", command: "ls", exitCode: 1, status: "failed" }),
      usage(10, 10),
      usage(10, 10),
      usage(30, 20),
      turnOf("completed"),
    ];
    expect(await summaryOf(lines)).toMatchObject({
      format: "codex-app-server",
      models: ["m"],
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      toolErrors: 1,
      tokens: { input: 30, output: 2 },
      end: "completed",
      result: { text: "Done." },
    });
  });

  it("says how a turn ended, and each failure once", async () => {
    const lines = [note("turn/started", {}), note("error", { error: { message: "no" }, willRetry: false })];
    expect(await summaryOf([...lines, turnOf("failed", { message: "no" })])).toMatchObject({
      end: "failed",
      errorCount: 1,
    });
    expect(await summaryOf([...lines, turnOf("interrupted")])).toMatchObject({ end: "interrupted" });
    expect(await summaryOf(lines)).toMatchObject({ end: "open" });
  });

  it("tells by what a reverted thread has taken how many of its turns are gone", async () => {
    const inTurn = (turn: string, thread: string, [total, last]: readonly [number, number]) => {
      const at = { threadId: thread, turnId: turn };
      const tokenUsage = { total: { inputTokens: total }, last: { inputTokens: last } };
      return [
        note("turn/started", { threadId: thread, turn: { id: turn } }),
        note("item/completed", { ...at, item: { ...prompt, content: [{ type: "text", text: turn }] } }),
        note("item/completed", { ...at, item: message(`${turn} is done.`) }),
        note("thread/tokenUsage/updated", { ...at, tokenUsage }),
        note("turn/completed", { threadId: thread, turn: { id: turn, status: "completed" } }),
      ];
    };
    const first = [...inTurn("u1", "t1", [10, 10]), ...inTurn("u2", "t1", [30, 20]), ...inTurn("u3", "t1", [60, 30])];
    const reverted = (thread: string) => note("thread/reverted", { threadId: thread });
    const gone = async (...lines: readonly object[]) => (await summaryOf([...first, ...lines])).undone;
    expect(await gone(reverted("t1"), ...inTurn("u4", "t1", [70, 40]))).toBe(1);
    expect(await gone(reverted("t1"), ...inTurn("u4", "t1", [50, 40]))).toBe(2);
    expect(await gone(reverted("t1"), ...inTurn("u4", "t1", [40, 40]))).toBe(3);
    expect(await gone(reverted("t1"), ...inTurn("u4", "t1", [40, 30]), reverted("t1"))).toBe(3);
    // Nothing that is left was said after all, and what came behind the revert stays.
    const twice = [reverted("t1"), ...inTurn("u4", "t1", [50, 40]), reverted("t1"), ...inTurn("u5", "t1", [15, 5])];
    expect(await gone(...twice)).toBe(3);
    // A fork that goes back behind its own beginning loses all of its turns, and its parent none.
    const fork = [...inTurn("v1", "t2", [100, 40]), ...inTurn("v2", "t2", [150, 50])];
    expect(await gone(...fork, reverted("t2"), ...inTurn("v3", "t2", [30, 20]))).toBe(2);
    // A server that tells no tokens.
    expect(await gone(reverted("t1"), ...inTurn("u4", "t1", [60, 0]))).toBe(1);
  });

  it("takes the last turn of a reverted thread back, or all behind the one that the client names", async () => {
    const inTurn = (turn: string, thread: string, words: string) => {
      const at = { threadId: thread, turnId: turn };
      return [
        note("turn/started", { threadId: thread, turn: { id: turn } }),
        note("item/completed", { ...at, item: { ...prompt, content: [{ type: "text", text: words }] } }),
        note("item/completed", { ...at, item: message(`${words} is done.`) }),
        note("turn/completed", { threadId: thread, turn: { id: turn, status: "completed" } }),
      ];
    };
    const turns = [...inTurn("u1", "t1", "Dig"), ...inTurn("u2", "t1", "Sow"), ...inTurn("u3", "t1", "Reap")];
    const other = inTurn("v1", "t2", "Rest");
    const reverted = note("thread/reverted", { threadId: "t1" });
    const again = inTurn("u4", "t1", "Store");
    expect(await summaryOf([...turns, ...other, reverted, ...again])).toMatchObject({
      prompts: 4,
      answers: 4,
      undone: 1,
      result: { text: "Store is done." },
    });
    expect(await summaryOf([...turns, reverted, reverted, ...again, reverted])).toMatchObject({
      prompts: 1,
      undone: 3,
    });
    const asked = { id: 9, method: "thread/revert", params: { threadId: "t1", beforeTurnId: "u2" } };
    expect(await summaryOf([...turns, asked, reverted, ...again])).toMatchObject({ prompts: 2, undone: 2 });
    const unknown = { ...asked, params: { threadId: "t1", beforeTurnId: "none" } };
    expect(await summaryOf([...turns, unknown, reverted])).toMatchObject({ prompts: 2, undone: 1 });
    // Up to 0.145 only a response tells which turns are left.
    const left = (...ids: readonly string[]) => ({
      id: 9,
      result: { thread: { id: "t1", turns: ids.map((id) => ({ id })) } },
    });
    expect(await summaryOf([...turns, ...other, left("u1"), ...again])).toMatchObject({
      prompts: 3,
      answers: 3,
      undone: 2,
    });
    for (const others of [left(), left("u1", "u2", "u3"), left("w1")]) {
      expect(await summaryOf([...turns, others])).toMatchObject({ prompts: 3, undone: 0 });
    }
  });

  it("takes no turn back that a response does not list while it runs", async () => {
    const begun = note("turn/started", { threadId: "t1", turnId: "u2", turn: { id: "u2" } });
    const asked = note("item/completed", { threadId: "t1", turnId: "u2", item: prompt });
    const first = [
      note("turn/started", { threadId: "t1", turnId: "u1", turn: { id: "u1" } }),
      note("turn/completed", { threadId: "t1", turn: { id: "u1", status: "completed" } }),
    ];
    const listed = { id: 3, result: { thread: { id: "t1", turns: [{ id: "u1" }] } } };
    expect(await summaryOf([...first, begun, asked, listed])).toMatchObject({ prompts: 1, undone: 0 });
  });

  it("tells tokens between turns that were taken before, or taken back", async () => {
    const lines = [
      usage(50, 7),
      note("turn/started", {}),
      usage(10, 10),
      usage(30, 20),
      turnOf("completed"),
      usage(10, 10),
    ];
    const forked = usage(30, 20);
    const fork = { ...forked, params: { ...forked.params, threadId: "t9" } };
    expect(await summaryOf([...lines, fork])).toMatchObject({ tokens: { input: 30, output: 2 } });
  });

  it("repeats what sub-agents say in threads of their own", async () => {
    const lines = [
      note("thread/started", { thread: { id: "t2", parentThreadId: "t1" } }),
      ...both(prompt),
      note("item/completed", { threadId: "t2", item: prompt }),
      note("item/completed", { item: { type: "commandExecution", id: "x", source: "userShell", status: "failed" } }),
    ];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, subagents: 1, toolCalls: 0 });
  });
});

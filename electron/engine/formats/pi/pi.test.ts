import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../testing/findingsOf.ts";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { pi } from "./pi.ts";
import { piStream } from "./piStream.ts";

const header = { type: "session", version: 3, id: "s1", timestamp: "2026-03-01T10:00:00.000Z", cwd: "/home/me/garden" };
const usage = { input: 90, output: 12, cacheRead: 8, cacheWrite: 2, totalTokens: 112 };

function entry(id: string, parentId: string | null, message: object, second = 1): object {
  const timestamp = `2026-03-01T10:00:${String(second).padStart(2, "0")}.000Z`;
  return { type: "message", id, parentId, timestamp, message };
}

const user = (text: string) => ({ role: "user", content: [{ type: "text", text }] });
const answer = (text: string, stopReason = "stop") => ({
  role: "assistant",
  content: [{ type: "text", text }],
  model: "plum-2",
  usage,
  stopReason,
});
const calling = (id: string) => ({
  role: "assistant",
  content: [
    { type: "thinking", thinking: "Dig first." },
    { type: "toolCall", id, name: "bash", arguments: { command: "ls beds" } },
  ],
  model: "plum-2",
  usage,
  stopReason: "toolUse",
});
const result = (toolCallId: string, isError = false) => ({
  role: "toolResult",
  toolCallId,
  toolName: "bash",
  content: [{ type: "text", text: "roses" }],
  isError,
});

describe("a session of pi", () => {
  const session = [
    header,
    entry("a1", null, user("What grows here?")),
    entry("a2", "a1", calling("c1")),
    entry("a3", "a2", result("c1", true)),
    entry("a4", "a3", answer("Roses.")),
  ];

  it("is recognised, and not by its first line alone", () => {
    expect(formatOf(session)).toBe("pi");
    expect(formatOf([header, { type: "agent_start" }, { type: "turn_start" }])).toBe("pi-stream");
  });

  it("counts an entry once whose line was handed on twice, and two that are alike but for their times", async () => {
    const twice = session.flatMap((line) => [line, line]);
    const once = await summaryOf(session);
    expect(once).toMatchObject({ prompts: 1, toolCalls: 1, openCalls: 0 });
    expect(await summaryOf(twice)).toEqual(once);
    const later = entry("a1", null, user("What grows here?"), 9);
    expect(await summaryOf([...session, later])).toMatchObject({ prompts: 2 });
  });

  it("counts an answer once that was written anew, as at the limit of tokens, and goes on behind the last", async () => {
    const asked = 1_772_359_200_000;
    const cut = { ...answer("Roses and", "length"), timestamp: asked, responseId: "r1" };
    const other = { ...answer("Figs."), timestamp: asked + 9, responseId: "r1" };
    const lines = [
      header,
      entry("a1", null, user("What grows here?")),
      entry("a2", "a1", cut),
      entry("a3", "a1", cut),
      entry("a4", "a3", user("And then?")),
      entry("a5", "a4", { ...answer("", "error"), errorMessage: "no" }),
      entry("a6", "a1", cut),
      entry("a7", "a6", user("And figs?")),
      entry("a8", "a7", other),
    ];
    expect(await summaryOf(lines)).toMatchObject({
      ...{ prompts: 2, answers: 2, undone: 1, errorCount: 1, end: "completed" },
      tokens: { input: 300, output: 36 },
    });
    const items = await itemsOf(await shownOf(lines, ["undone", "repeated"]));
    expect(items.filter((item) => item.marks.includes("repeated")).map(({ record }) => record)).toEqual([2, 3]);
  });

  it("says of a result that was taken out later that nothing of it is left", async () => {
    const pruned = {
      ...result("c1"),
      content: [{ type: "text", text: "[shaken ~812 tokens — recover: artifact://1 (region 1)]" }],
      prunedAt: 1_772_359_200_900,
    };
    const items = await itemsOf(await shownOf([...session.slice(0, 3), entry("a3", "a2", pruned)]));
    expect(items.find(({ sort }) => sort === "call")).toMatchObject({
      marks: ["cut"],
      kept: { kept: 0, of: 812, unit: "tokens" },
    });
  });

  it("was interrupted when a signal ended the program at its calls", async () => {
    const exit = (data: object) => ({ ...entry("x1", "a2", {}), type: "custom", customType: "session_exit", data });
    const ends = async (data: object) => (await summaryOf([...session.slice(0, 3), exit(data)])).end;
    const pendingToolCalls = [{ toolName: "bash", toolCallId: "c1" }];
    expect(await ends({ reason: "sigint", kind: "signal", pendingToolCalls })).toBe("interrupted");
    expect(await ends({ reason: "dispose", kind: "normal" })).toBe("open");
    expect(await ends({ reason: "sigint", kind: "signal" })).toBe("open");
  });

  it("counts what summing up took, with its reasoning and cost, and shows the summary", async () => {
    const paid = { ...usage, reasoning: 5, cost: { input: 0.01, output: 0.02, total: 0.03 } };
    const at = { parentId: "a4", timestamp: "2026-03-01T10:00:05.000Z" };
    const compaction = { type: "compaction", id: "k1", ...at, summary: "Beds were looked at.", usage: paid };
    const left = {
      type: "branch_summary",
      id: "k2",
      ...at,
      parentId: "k1",
      fromId: "a4",
      summary: "Weeds.",
      usage: paid,
    };
    const byHand = { role: "bashExecution", command: "ls", output: "beds", exitCode: 0 };
    const lines = [...session, compaction, left, entry("a5", "k2", byHand)];
    expect(await summaryOf(lines)).toMatchObject({
      ...{ prompts: 1, answers: 1, compactions: 1, end: "completed", awaits: null, cost: { usd: 0.06 } },
      tokens: { input: 400, output: 48, reasoning: 10 },
    });
    const items = await itemsOf(await shownOf(lines, ["summary", "injected"]));
    const said = items.flatMap((item) =>
      item.sort === "message" ? [[item.marks, item.texts.map(({ head }) => head)]] : [],
    );
    expect(said).toContainEqual([["summary"], ["Beds were looked at."]]);
    expect(said).toContainEqual([["summary"], ["Weeds."]]);
    expect(said).toContainEqual([["injected"], ["ls", "beds"]]);
    // A fork's copies were paid for elsewhere.
    const fork = { ...header, parentSession: "/s/other.jsonl", timestamp: "2026-03-01T11:00:00.000Z" };
    expect(await summaryOf(lines.with(0, fork))).toMatchObject({ tokens: null, cost: null });
    const event = { type: "compaction_end", reason: "manual", result: compaction, aborted: false };
    expect(await summaryOf([header, { type: "agent_start" }, event])).toMatchObject({
      ...{ format: "pi-stream", compactions: 1, tokens: { input: 100, output: 12 } },
    });
  });

  it("takes back an answer that was asked again after it failed, with its calls, and counts requests beside the conversation", async () => {
    const edit = { type: "context_edit", id: "e1", parentId: "b2", timestamp: "2026-03-01T10:00:05.000Z" };
    const beside = { ...edit, type: "usage", id: "e2", parentId: "e1", kind: "title", model: "plum-2", usage };
    const lines = [
      header,
      entry("b1", null, user("What grows here?")),
      entry("b2", "b1", { ...calling("c1"), stopReason: "error", errorMessage: "closed" }),
      { ...edit, targetId: "b2", replacement: null },
      beside,
      entry("b3", "e2", answer("Roses.")),
    ];
    expect(await summaryOf(lines)).toMatchObject({
      format: "pi",
      answers: 1,
      toolCalls: 0,
      openCalls: 0,
      tokens: { input: 300, output: 36 },
      errorCount: 1,
      end: "completed",
    });
    // One whose content is replaced was said all the same.
    const replaced = lines.map((line) =>
      line === lines[3] ? { ...edit, targetId: "b2", replacement: { content: "x" } } : line,
    );
    expect(await summaryOf(replaced)).toMatchObject({ toolCalls: 1, openCalls: 1 });
    const printed = [
      header,
      { type: "agent_start" },
      { type: "message_end", message: user("What grows here?") },
      { type: "message_end", message: { ...calling("c1"), stopReason: "error", errorMessage: "closed" } },
      { type: "entry_appended", entry: { ...edit, targetId: "b2", replacement: null } },
      { type: "message_end", message: answer("Roses.") },
    ];
    expect(await summaryOf(printed)).toMatchObject({ format: "pi-stream", answers: 1, toolCalls: 0, openCalls: 0 });
  });

  it("counts what was said and done, with what came from a cache in the input", async () => {
    expect(await summaryOf(session)).toMatchObject({
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      toolErrors: 1,
      openCalls: 0,
      models: ["plum-2"],
      tokens: { input: 200, cachedInput: 16, cacheWrite: 4, output: 24 },
      result: { text: "Roses.", bytes: 6, cut: false },
      end: "completed",
      started: Date.parse("2026-03-01T10:00:00Z"),
      ended: Date.parse("2026-03-01T10:00:01Z"),
    });
  });

  it("takes back what lies beside the way from the root to the last entry", async () => {
    const branched = [
      ...session,
      entry("a5", "a4", user("And over there?")),
      entry("a6", "a5", answer("Weeds.")),
      entry("b1", "a3", user("Look again.")),
      entry("b2", "b1", answer("Tulips.")),
    ];
    expect(await summaryOf(branched)).toMatchObject({ prompts: 2, undone: 1, answers: 1, toolCalls: 1 });
  });

  it("survives entries that are their own ancestors", async () => {
    const round = [header, entry("a1", "a2", user("One")), entry("a2", "a1", answer("Two"))];
    expect(await summaryOf(round)).toMatchObject({ prompts: 1, answers: 1 });
  });

  it("marks what a fork brought along from before its header", async () => {
    const fork = [
      { ...header, timestamp: "2026-03-01T10:00:30.000Z", parentSession: "/home/me/s0.jsonl" },
      entry("a1", null, user("Old question"), 2),
      entry("a2", "a1", { ...answer("Old answer", "error"), errorMessage: "400 no" }, 3),
      { type: "compaction", id: "k1", parentId: "a2", timestamp: "2026-03-01T10:00:04.000Z", summary: "Old." },
      entry("a3", "k1", user("New question"), 40),
      entry("a4", "a3", answer("New answer"), 41),
    ];
    // What was copied was paid for, and failed, in the other session.
    expect(await summaryOf(fork)).toMatchObject({
      prompts: 1,
      inherited: 1,
      answers: 1,
      compactions: 0,
      errorCount: 0,
      tokens: { input: 100, output: 12 },
    });
  });

  it("says that a call without a result is open, and a failed request a failure", async () => {
    expect(await summaryOf(session.slice(0, 3))).toMatchObject({ openCalls: 1, end: "open" });
    const failed = { ...answer("", "error"), content: [], errorMessage: "400 no", usage: { input: 0, output: 0 } };
    expect(await summaryOf([header, entry("a1", null, user("Hi")), entry("a2", "a1", failed)])).toMatchObject({
      answers: 0,
      tokens: null,
      errors: [{ record: 2, message: "400 no" }],
      end: "failed",
    });
  });

  it("marks an answer that stopped before its end, and is no cut of the one after it", async () => {
    const lines = [
      header,
      entry("a1", null, user("What grows here?")),
      entry("a2", "a1", answer("Ros", "length")),
      entry("a3", "a2", user("Go on.")),
      entry("a4", "a3", answer("es.")),
    ];
    const items = await itemsOf(await shownOf(lines));
    expect(items.map(({ marks }) => marks)).toEqual([[], ["cut"], [], []]);
  });

  it("reads like sentences", () => {
    expect(session.map((head) => pi.preview(head)).slice(1)).toEqual([
      "user  “What grows here?”",
      "assistant  bash  ls beds",
      "bash  → failed  roses",
      "assistant  “Roses.”",
    ]);
  });
});

describe("pi's standard output", () => {
  const stream = [
    header,
    { type: "agent_start" },
    { type: "turn_start" },
    { type: "message_start", message: user("What grows here?") },
    { type: "message_end", message: user("What grows here?") },
    { type: "message_update", assistantMessageEvent: { type: "text_delta", delta: "Ro", partial: answer("Roses.") } },
    { type: "message_end", message: answer("Roses.") },
    { type: "turn_end", message: answer("Roses.") },
    { type: "agent_end", messages: [user("What grows here?"), answer("Roses.")] },
  ];

  it("counts each message once, when it has ended", async () => {
    expect(await summaryOf(stream)).toMatchObject({
      format: "pi-stream",
      prompts: 1,
      answers: 1,
      tokens: { input: 100, output: 12 },
      end: "completed",
    });
    expect(piStream.preview(stream[5])).toBe("Ro");
  });

  it("counts a compaction unless it was stopped or failed", async () => {
    const end = (more: object) => ({ type: "compaction_end", reason: "manual", ...more });
    const lines = [
      ...stream,
      end({ result: { summary: "Roses." }, aborted: false }),
      end({ aborted: true }),
      end({ aborted: false, errorMessage: "no model" }),
    ];
    expect(await summaryOf(lines)).toMatchObject({ compactions: 1 });
  });

  it("has the result of a call that was done before the slowest one, though its message never came", async () => {
    const two = { ...calling("c1"), content: [calling("c1"), calling("c2")].flatMap(({ content }) => content) };
    const ended = {
      type: "tool_execution_end",
      toolCallId: "c1",
      toolName: "bash",
      result: result("c1"),
      isError: true,
    };
    const killed = [...stream.slice(0, 5), { type: "message_end", message: two }, ended];
    expect(await summaryOf(killed)).toMatchObject({ toolCalls: 2, toolErrors: 1, openCalls: 1 });
    const whole = [...killed, { ...ended, toolCallId: "c2", isError: false }].concat(
      ["c1", "c2"].map((id) => ({ type: "message_end", message: result(id, id === "c1") })),
    );
    expect(await summaryOf(whole)).toMatchObject({ toolErrors: 1, openCalls: 0 });
    expect(await findingsOf(whole)).toEqual([]);
  });

  it("is open when it ends within a turn", async () => {
    expect(await summaryOf(stream.slice(0, 6))).toMatchObject({ answers: 0, end: "open" });
  });
});

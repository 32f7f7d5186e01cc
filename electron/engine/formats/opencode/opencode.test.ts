import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { linesOfDocuments } from "../../source/documentLines.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import { opencodeRun } from "./opencodeRun.ts";

const tokens = { total: 60, input: 30, output: 8, reasoning: 2, cache: { read: 15, write: 5 } };

function printed(type: string, part: object): object {
  return { type, timestamp: 1_772_359_200_000, sessionID: "ses_1", part: { id: "prt_1", messageID: "msg_1", ...part } };
}

function tool(name: string, callID: string, state: object): object {
  return { type: "tool", tool: name, callID, state: { status: "completed", input: {}, output: "", ...state } };
}

const text = (words: string, messageID = "msg_1") => ({ type: "text", text: words, messageID });
const finish = (reason: string, id: string) => ({ type: "step-finish", reason, tokens, cost: 0.25, id });

describe("what opencode run prints", () => {
  const run = [
    printed("step_start", { type: "step-start" }),
    printed("text", text("Let me look.")),
    printed("tool_use", tool("bash", "c1", { input: { command: "ls" }, output: "beds", metadata: { exit: 3 } })),
    printed("tool_use", tool("invalid", "c2", { input: { tool: "dig", error: "no such tool" } })),
    printed("tool_use", tool("task", "c3", { input: { prompt: "Dig" }, metadata: { sessionId: "ses_2" } })),
    printed("step_finish", finish("tool-calls", "prt_9")),
    printed("text", text("Roses.", "msg_2")),
    printed("step_finish", finish("stop", "prt_10")),
  ];

  it("takes exit codes and unknown tools for failures, though both are completed", async () => {
    expect(await summaryOf(run)).toMatchObject({
      format: "opencode-run",
      prompts: 0,
      answers: 2,
      toolCalls: 3,
      toolErrors: 2,
      openCalls: 0,
      subagents: 1,
      tokens: { input: 100, cachedInput: 30, cacheWrite: 10, output: 20, reasoning: 4 },
      cost: { usd: 0.5 },
      end: "completed",
    });
  });

  it("sees by the total whether the output holds the reasoning, as it does in older versions", async () => {
    const older = { ...tokens, total: 58 };
    const finished = { type: "step-finish", id: "prt_9", reason: "stop", tokens: older };
    expect(await summaryOf([run[0], printed("step_finish", finished)])).toMatchObject({
      tokens: { output: 8, reasoning: 2 },
    });
  });

  it("takes no summary of a compaction, and nothing that the program says to the model, for an answer", async () => {
    const goOn = { ...text("Continue if you have next steps.", "msg_4"), synthetic: true };
    const lines = [
      ...run.slice(0, 6),
      printed("text", text("Beds were looked at.", "msg_3")),
      printed("step_finish", { ...finish("stop", "prt_11"), messageID: "msg_3" }),
      printed("text", { ...goOn, metadata: { compaction_continue: true } }),
      ...run.slice(6),
    ];
    expect(await summaryOf(lines)).toMatchObject({
      prompts: 0,
      answers: 2,
      compactions: 1,
      result: { text: "Roses." },
    });
    // Without it the program says something else.
    const other = lines.with(8, printed("text", goOn));
    expect(await summaryOf(other)).toMatchObject({ prompts: 0, answers: 3, compactions: 0 });
  });

  it("counts no sub-agent for a call that names one which is not there", async () => {
    const failed = { status: "error", error: "Unknown agent type: digger" };
    const call = (state: object) => printed("tool_use", tool("task", "c4", state));
    expect(await summaryOf([...run, call(failed)])).toMatchObject({ subagents: 1, toolErrors: 3 });
    expect(await summaryOf([...run, call({ ...failed, metadata: { sessionId: "ses_3" } })])).toMatchObject({
      subagents: 2,
    });
  });

  it("takes a command that was ended before it had an exit code for failed", async () => {
    const ended = tool("bash", "c9", { output: "beds\n\nUser aborted the command", metadata: { exit: null } });
    expect(await summaryOf([printed("tool_use", ended), ...run])).toMatchObject({ toolCalls: 4, toolErrors: 3 });
  });

  it("is open without a step that finished for good", async () => {
    expect(await summaryOf(run.slice(0, 2))).toMatchObject({ answers: 1, tokens: null, end: "open" });
    expect(await summaryOf(run.slice(0, 6))).toMatchObject({ end: "open" });
  });

  it("marks an answer that reached its limit", async () => {
    const cut = [
      printed("text", text("Ros")),
      printed("step_finish", { ...finish("length", "prt_3"), messageID: "msg_1" }),
    ];
    expect((await itemsOf(await shownOf([...cut, ...run.slice(6)]))).map(({ marks }) => marks)).toEqual([["cut"], []]);
  });

  it("has failed with an error", async () => {
    const error = {
      type: "error",
      timestamp: 1,
      sessionID: "ses_1",
      error: { name: "APIError", data: { message: "no" } },
    };
    expect(formatOf([...run, error])).toBe("opencode-run");
    expect(await summaryOf([...run, error])).toMatchObject({ errors: [{ message: "no" }], end: "failed" });
    const stopped = { ...error, error: { name: "MessageAbortedError", data: { message: "stop" } } };
    expect(await summaryOf([...run, stopped])).toMatchObject({ end: "interrupted" });
  });

  it("reads like sentences", () => {
    expect(run.slice(1, 4).map((head) => opencodeRun.preview(head))).toEqual([
      "Let me look.",
      "bash  ls  → exit 3  beds",
      "dig  no such tool  → failed  (nothing)",
    ]);
  });

  it("names the state of the files in which a step began, and nothing where none is known", () => {
    const began = printed("step_start", { type: "step-start", snapshot: "4b825dc642cb6eb9a060e54bf8d69288fbee4904" });
    expect(opencodeRun.preview(began)).toMatch(/^snapshot +4b825dc642cb$/);
    expect(opencodeRun.preview(run[0] ?? {})).toBe("");
  });
});

describe("what opencode export writes", () => {
  const message = (id: string, role: string, created: number, parts: object[], more: object = {}) => {
    return { info: { id, role, time: { created }, modelID: "plum-2", ...more }, parts };
  };
  const session = (messages: object[], more: object = {}) =>
    JSON.stringify({
      ...{ info: { id: "ses_1", title: "Garden", time: { created: 1000, updated: 9000 }, cost: 1.5, ...more } },
      messages,
    });

  it("is read as one document; what is older than the session was copied by a fork", async () => {
    const document = session([
      message("m1", "user", 500, [text("Old question")]),
      message("m2", "assistant", 600, [text("Old answer")], { tokens, cost: 0.5, error: { name: "APIError" } }),
      message("m5", "user", 700, [{ type: "compaction", id: "prt_5" }]),
      message("m3", "user", 2000, [text("New question"), { ...text("<context>"), synthetic: true }]),
      message("m4", "assistant", 2100, [text("New answer")], { tokens, finish: "stop" }),
    ]);
    const whole = await summaryOf([document]);
    const lines: string[] = [];
    for await (const part of linesOfDocuments(createMemorySource(document))) lines.push(Buffer.from(part).toString());
    const byLines = await summaryOf([lines.join("").trimEnd()]);
    expect(lines.join("").split("\n")).toHaveLength(7);
    expect({ ...byLines, started: 0, ended: 0 }).toEqual({ ...whole, started: 0, ended: 0 });
    expect(whole).toMatchObject({
      format: "opencode-export",
      prompts: 1,
      inherited: 1,
      answers: 1,
      tokens: { input: 50, output: 10 },
      compactions: 0,
      errorCount: 0,
      cost: { usd: 1 },
      result: { text: "New answer" },
      end: "completed",
    });
  });

  it("takes back what was reverted, from a message on or behind a part of it", async () => {
    const messages = [
      message("m1", "user", 1500, [text("One")]),
      message("m2", "assistant", 1600, [text("Two")], { tokens, finish: "stop" }),
      message("m3", "user", 1700, [text("Three")]),
      message("m4", "assistant", 1800, [text("Four")], { tokens, finish: "stop" }),
    ];
    const reverted = session(messages, { revert: { messageID: "m3" } });
    expect(await summaryOf([reverted])).toMatchObject({ prompts: 1, undone: 1, answers: 1, result: { text: "Two" } });
    const within = session(messages, { revert: { messageID: "m2", partID: "prt_9" } });
    expect(await summaryOf([within])).toMatchObject({ prompts: 1, undone: 1, answers: 1 });
  });

  it("takes structured output for the end, and what came of an answer that was stopped for a cut one", async () => {
    const structured = message("m2", "assistant", 2000, [text("Here.")], {
      finish: "tool-calls",
      structured: { beds: 2 },
    });
    const asked = message("m1", "user", 1500, [text("Hi")]);
    expect(await summaryOf([session([asked, structured])])).toMatchObject({ end: "completed", awaits: null });
    const error = { name: "MessageAbortedError", data: { message: "Aborted" } };
    const stopped = message("m2", "assistant", 2000, [text("Roses and")], { error });
    const shown = await itemsOf(await shownOf([session([asked, stopped])]));
    expect(shown.find((item) => item.sort === "message" && item.speaker === "assistant")?.marks).toEqual(["cut"]);
  });

  it("says how it ended", async () => {
    const aborted = message("m2", "assistant", 2000, [], {
      error: { name: "MessageAbortedError", data: { message: "stop" } },
    });
    expect(await summaryOf([session([message("m1", "user", 1500, [text("Hi")]), aborted])])).toMatchObject({
      answers: 0,
      errors: [{ message: "stop" }],
      end: "interrupted",
    });
  });
});

import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { gemini } from "./gemini.ts";
import { geminiStream } from "./geminiStream.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const header = { sessionId: "s1", projectHash: "h", startTime: timestamp, lastUpdated: timestamp, kind: "main" };
const context = { id: "ctx", timestamp, type: "user", content: [{ text: "<session_context> …" }] };
const list = (...messages: object[]) => ({ $set: { messages } });
const user = (id: string, text: string) => ({ id, timestamp, type: "user", content: [{ text }] });
const tokens = { input: 40, output: 6, cached: 10, thoughts: 2, tool: 0, total: 48 };
const answer = (id: string, content: string, more: object = {}) => {
  return { id, timestamp, type: "gemini", content, thoughts: [], tokens, model: "plum-2", ...more };
};
const response = (id: string, output: string) => ({ functionResponse: { id, name: "run", response: { output } } });
const call = (id: string, output: string, more: object = {}) => {
  return { id, name: "run", args: { command: "ls" }, result: [response(id, output)], status: "success", ...more };
};

describe("a session of the Gemini CLI", () => {
  const session = [
    header,
    list(context),
    user("u1", "What grows here?"),
    answer("g1", "Let me look."),
    answer("g1", "Let me look.", { toolCalls: [call("c1", "Output: beds\nExit Code: 3\nProcess Group PGID: 38\n")] }),
    { id: "r1", timestamp, type: "user", content: [response("c1", "Output: beds\nExit Code: 3\n")] },
    answer("g2", "Roses."),
  ];

  it("counts each record once in its richest version, results as no prompts, and exit codes that only prose tells", async () => {
    expect(await summaryOf(session)).toMatchObject({
      format: "gemini",
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      openCalls: 0,
      tokens: { input: 80, cachedInput: 20, output: 16, reasoning: 4 },
      end: "completed",
    });
  });

  it("takes a picture beside a result for no prompt", async () => {
    const picture = { inlineData: { mimeType: "image/png", data: "iVBO" } };
    const all: readonly object[] = session;
    const lines = all.with(5, { id: "r1", timestamp, type: "user", content: [response("c1", "read"), picture] });
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, toolCalls: 1, openCalls: 0 });
  });

  it("keeps the call of a command that was stopped, which a list names as part of the answer before it", async () => {
    const stopped = call("c1", "", {
      status: "cancelled",
      result: [{ functionResponse: { id: "c1", response: { error: "no" } } }],
    });
    const said = {
      id: "g1",
      timestamp,
      type: "gemini",
      content: [{ text: "Digging." }, { functionCall: { id: "c1", name: "run" } }],
    };
    const lines = [
      ...[header, list(context), user("u1", "Dig."), answer("g1", "Digging.")],
      { id: "i1", timestamp, type: "info", content: "Request cancelled." },
      answer("g9", "", { toolCalls: [stopped], tokens: undefined }),
      user("u2", "Talk."),
      { id: "i2", timestamp, type: "info", content: "Request cancelled." },
      list(context, user("u1", "Dig."), said),
    ];
    expect(await summaryOf([...lines, user("u3", "Go on."), answer("g2", "On.")])).toMatchObject({
      ...{ prompts: 2, undone: 1, answers: 2, toolCalls: 1, toolErrors: 1, openCalls: 0, end: "completed" },
    });
  });

  it("takes a command that a person ran for no prompt, and what hooks and named files said for none of its words", async () => {
    const ran = user(
      "u2",
      "I ran the following shell command:\n```sh\nls\n```\n\nThis produced the following result:\n```\nbeds\n```",
    );
    const lines = [...session, ran];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, end: "completed", awaits: null });
    const picture = { inlineData: { mimeType: "image/png", data: "iVBORw0KGgo".padEnd(120, "A") } };
    const typed = {
      ...user("u1", "What is on @bed.png?"),
      content: [
        { text: "What is on @bed.png?" },
        { text: "\n--- Content ---" },
        picture,
        { text: "<hook_context>Water.</hook_context>" },
      ],
      displayContent: [{ text: "What is on @bed.png?" }],
    };
    const shown = await shownOf([header, list(context), typed, answer("g1", "Roses.")]);
    expect((await itemsOf(shown)).find(({ sort }) => sort === "message")).toMatchObject({
      speaker: "user",
      texts: [{ head: "What is on @bed.png?" }],
      images: [{ mediaType: "image/png" }],
    });
  });

  it("shows a picture that a tool read with what the tool gave", async () => {
    const picture = { inlineData: { mimeType: "image/png", data: "iVBORw0KGgo".padEnd(120, "A") } };
    const seen = call("c1", "a bed", { result: [response("c1", "a bed"), picture] });
    const items = await itemsOf(await shownOf([header, user("u1", "Look"), answer("g1", "", { toolCalls: [seen] })]));
    expect(items.find(({ sort }) => sort === "call")).toMatchObject({
      output: [{ head: "a bed" }],
      images: [{ mediaType: "image/png" }],
    });
  });

  it("keeps what a resume lists again without tokens and calls", async () => {
    const again = [
      header,
      list(context),
      user("u1", "What grows here?"),
      { id: "g1", timestamp, type: "gemini", content: [{ text: "Let me look." }] },
      { id: "r1_response", timestamp, type: "user", content: [response("c1", "Output: beds")] },
      { id: "g2", timestamp, type: "gemini", content: [{ text: "Roses." }] },
      user("u2", "And there?"),
      answer("g3", "Weeds."),
    ];
    expect(await summaryOf([...session, ...again])).toMatchObject({
      prompts: 2,
      undone: 0,
      answers: 3,
      toolCalls: 1,
      tokens: { input: 120 },
    });
  });

  it("keeps what a resume lists again in a patch, behind one that lists its context alone", async () => {
    const again = [
      header,
      list(context),
      { $set: { sessionId: "s1" } },
      list(
        context,
        user("u1", "What grows here?"),
        { id: "g1", timestamp, type: "gemini", content: [{ text: "Let me look." }] },
        { id: "g1_response", timestamp, type: "user", content: [response("c1", "Output: beds")] },
        { id: "g2", timestamp, type: "gemini", content: [{ text: "Roses." }] },
      ),
      user("u2", "And there?"),
      answer("g3", "Weeds."),
    ];
    expect(await summaryOf([...session, ...again])).toMatchObject({
      prompts: 2,
      undone: 0,
      answers: 3,
      toolCalls: 1,
      toolErrors: 1,
      tokens: { input: 120 },
    });
  });

  it("takes a list of new ids for a compaction, not for what was said", async () => {
    const compacted = list(
      context,
      user("n1", "A summary."),
      { id: "n2", timestamp, type: "gemini", content: [{ text: "Got it." }] },
      user("n3", "What grows here?"),
    );
    const rest = [
      { ...compacted, $set: { messages: compacted.$set.messages.slice(1) } },
      user("u2", "More?"),
      answer("g3", "Yes."),
    ];
    expect(await summaryOf([...session, ...rest])).toMatchObject({ prompts: 2, answers: 3, compactions: 1, undone: 0 });
    // A resume writes the copies as records, and what was said behind the compaction again.
    const resumed = [
      header,
      list(context),
      ...compacted.$set.messages.slice(1),
      user("u2", "More?"),
      { id: "g3", timestamp, type: "gemini", content: [{ text: "Yes." }] },
      user("u3", "Thanks"),
      answer("g4", "Welcome."),
    ];
    expect(await summaryOf([...session, ...rest, ...resumed])).toMatchObject({
      prompts: 3,
      answers: 4,
      compactions: 1,
      undone: 0,
    });
    // Taken back up to the compaction, what it left is listed again: that is no second one.
    const rewound = [...session, ...rest, { $rewindTo: "u2" }, rest[0]];
    expect(await summaryOf(rewound)).toMatchObject({ prompts: 1, undone: 1, answers: 2, compactions: 1 });
  });

  it("takes back a prompt that was rewound, or that failed", async () => {
    const rewound = [...session, user("u2", "And there?"), answer("g3", "Weeds."), { $rewindTo: "u2" }];
    expect(await summaryOf(rewound)).toMatchObject({ prompts: 1, undone: 1, answers: 2 });
    const failed = [header, list(context), user("u1", "Hello"), list(context)];
    expect(await summaryOf(failed)).toMatchObject({ prompts: 0, undone: 1, answers: 0, tokens: null });
  });

  it("takes a conversation that was saved and is loaded for the one that was said, and what is another's for inherited", async () => {
    const saved = (id: string, ...content: object[]) => ({ ...answer(id, ""), content, tokens: null });
    const calls = { toolCalls: [call("c1", "Output: beds\nExit Code: 3\n")] };
    const said = [
      ...[header, list(context), user("u1", "Look"), answer("g1", "I look."), answer("g1", "I look.", calls)],
      { id: "r1", timestamp, type: "user", content: [response("c1", "Output: beds\nExit Code: 3\n")] },
      ...[user("h1", "I ran the following shell command:\n```sh\nls\n```"), user("u2", "Dig"), answer("g2", "Dug.")],
      ...[user("u3", "Sow"), answer("g3", "Sown."), user("u4", "Dig"), answer("g4", "Dug again.")],
    ];
    const asked = { ...user("n1", ""), content: [...context.content, { text: "Look" }] };
    const called = saved("n2", { text: "I look." }, { functionCall: { name: "run", args: {}, id: "c1" } });
    const both = [response("c1", "Output"), { text: "I ran the following shell command:\n```sh\nls\n```" }];
    const dig = { ...user("n3", ""), content: [...both, { text: "Dig" }] };
    const loaded = [asked, called, dig, saved("n4", { text: "Dug." })];
    const resumed = [...said, ...loaded, list(...loaded), user("u5", "Reap"), answer("g5", "Reaped.")];
    expect(await summaryOf(resumed)).toMatchObject({
      ...{ prompts: 3, answers: 3, undone: 2, inherited: 0, toolCalls: 1, toolErrors: 1, openCalls: 0 },
      ...{ tokens: { input: 200 }, end: "completed" },
    });
    // What is loaded stands in lists from then on: a resume has it, but for the first, and a person may go back in it.
    const kept = [...loaded.slice(1), user("u5", "Reap"), answer("g5", "Reaped.")];
    const again = [...resumed, header, list(context), list(context, ...kept)];
    expect(await summaryOf([...again, user("u6", "Rest")])).toMatchObject({ prompts: 4, answers: 3, undone: 2 });
    const back = [...resumed, { $rewindTo: "n3" }, list(asked, called), user("u6", "Rest")];
    expect(await summaryOf(back)).toMatchObject({ prompts: 2, answers: 1, undone: 4 });
    const others = [user("n1", "Weed"), saved("n2", { text: "Weeded." })];
    expect(await summaryOf([...said, ...others, list(...others), user("u5", "Reap")])).toMatchObject({
      ...{ prompts: 1, undone: 4, inherited: 1, answers: 0 },
    });
  });

  it("takes what a hook says behind an answer for no prompt, where prompts tell what was typed", async () => {
    const hook = { text: "<hook_context>Mind the roses.</hook_context>" };
    const asked = { ...user("u1", "Dig."), content: [{ text: "Dig." }, hook], displayContent: [{ text: "Dig." }] };
    const more = { ...user("u2", "Say more."), content: [{ text: "Say more." }, hook] };
    const lines = [header, list(context), asked, answer("g1", "Dug."), more, answer("g2", "Deep.")];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, answers: 2, end: "completed" });
    // Without a hook for prompts beside it, it is displayed as the prompt before it.
    const again = { ...user("u2", "Say more."), displayContent: [{ text: "Dig." }] };
    const shown = [header, list(context), user("u1", "Dig."), answer("g1", "Dug."), again, answer("g2", "Deep.")];
    expect(await summaryOf(shown)).toMatchObject({ prompts: 1, answers: 2 });
    const command = (id: string) => ({ ...user(id, "Dig deep."), displayContent: [{ text: "/dig" }] });
    const typedTwice = [
      header,
      list(context),
      command("u1"),
      answer("g1", "Dug."),
      command("u2"),
      answer("g2", "Deep."),
    ];
    expect(await summaryOf(typedTwice)).toMatchObject({ prompts: 2 });
    // Older prompts do not tell what was typed: they are prompts.
    expect(await summaryOf([header, list(context), more, answer("g1", "Dug.")])).toMatchObject({ prompts: 1 });
  });

  it("knows one task in a sub-agent's file, and names the sub-agents of its own", async () => {
    const sub = [
      { ...header, kind: "subagent" },
      user("u1", "Dig"),
      answer("g1", "Dug."),
      user("u2", "You have stopped"),
    ];
    expect(await summaryOf(sub)).toMatchObject({ prompts: 1 });
    const parent = [header, user("u1", "Dig"), answer("g1", "", { toolCalls: [call("c1", "dug", { agentId: "a1" })] })];
    expect(await summaryOf(parent)).toMatchObject({ subagents: 1, answers: 0, toolCalls: 1 });
  });

  it("reads like sentences", () => {
    expect([session[2], session[4], session[5]].map((head) => gemini.preview(head))).toEqual([
      "user  “What grows here?”",
      "gemini  “Let me look.”  run  ls  → Output: beds\nExit Code: 3\nProcess Group PGID: 38\n",
      "run  → Output: beds\nExit Code: 3\n",
    ]);
    expect(gemini.preview({ $rewindTo: "u2" })).toBe("rewind to  u2");
  });
});

describe("the Gemini CLI's standard output", () => {
  const piece = (content: string) => ({ type: "message", timestamp, role: "assistant", content, delta: true });
  const stream = [
    { type: "init", timestamp, session_id: "s1", model: "plum-2" },
    { type: "message", timestamp, role: "user", content: "What grows here?" },
    piece("Let me"),
    piece(" look."),
    { type: "tool_use", timestamp, tool_name: "run", tool_id: "c1", parameters: { command: "ls" } },
    { type: "tool_result", timestamp, tool_id: "c1", status: "error", output: "no" },
    piece("Roses."),
    {
      type: "result",
      timestamp,
      status: "success",
      stats: { total_tokens: 60, input_tokens: 40, output_tokens: 15, cached: 5 },
    },
  ];

  it("joins pieces, and counts thoughts as output", async () => {
    expect(await summaryOf(stream)).toMatchObject({
      format: "gemini-stream",
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      tokens: { input: 40, cachedInput: 5, output: 20 },
      result: { text: "Roses." },
      end: "completed",
    });
    expect(geminiStream.preview(stream[5])).toBe("→ failed  no");
  });

  it("takes a command that says nothing but how it ended for failed", async () => {
    const calls: readonly object[] = stream;
    const told = (output: string) => calls.with(5, { ...stream[5], status: "success", output });
    expect(await summaryOf(told("Command exited with code: 3"))).toMatchObject({ toolErrors: 1 });
    expect(await summaryOf(told("log: Command exited with code: 3"))).toMatchObject({ toolErrors: 0 });
  });

  it("has failed when it was given up for repeating itself, whatever its result says", async () => {
    const stopped = { type: "error", severity: "warning", message: "Loop detected, stopping execution" };
    const other = { type: "error", severity: "warning", message: "Agent execution blocked: no" };
    const ends = async (...more: readonly object[]) =>
      (await summaryOf([...stream.slice(0, -1), ...more, ...stream.slice(-1)])).end;
    expect(await ends()).toBe("completed");
    expect(await ends(other)).toBe("completed");
    expect(await ends(stopped)).toBe("failed");
  });

  it("counts sub-agents that it was told the end of, and none that is not there", async () => {
    const asked = (id: string) => ({
      ...stream[4],
      tool_name: "invoke_agent",
      tool_id: id,
      parameters: { agent_name: "x" },
    });
    const told = (id: string, more: object) => ({
      type: "tool_result",
      timestamp,
      tool_id: id,
      status: "success",
      ...more,
    });
    const missing = { status: "error", output: "Subagent 'x' not found." };
    const lines = [
      ...stream.slice(0, 6),
      asked("a1"),
      asked("a2"),
      told("a1", {}),
      told("a2", missing),
      ...stream.slice(6),
    ];
    expect(await summaryOf(lines)).toMatchObject({ subagents: 1, toolCalls: 3, toolErrors: 2 });
  });

  it("says why a run failed", async () => {
    const error = { type: "unknown", message: "[API Error: no]" };
    const failed = [
      ...stream.slice(0, 2),
      { type: "result", timestamp, status: "error", error, stats: { total_tokens: 0 } },
    ];
    expect(formatOf(failed)).toBe("gemini-stream");
    expect(await summaryOf(failed)).toMatchObject({
      tokens: null,
      errors: [{ message: "[API Error: no]" }],
      end: "failed",
    });
  });
});

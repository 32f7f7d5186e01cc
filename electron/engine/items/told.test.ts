// What is told of calls and of what went wrong reads right, however often and in whatever words a family says it.

import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../testing/shownOf.ts";
import { argumentOf } from "../formats/sentence.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const session_id = "0b1c2d3e-0000-4000-8000-000000000001";

const failed = {
  "ag-ui": [
    { type: "RUN_STARTED", threadId: "t", runId: "r", timestamp: 1_772_359_200_000 },
    { type: "RUN_ERROR", message: "The model is gone.", timestamp: 1_772_359_201_000 },
  ],
  "codex-exec": [
    { type: "thread.started", thread_id: "01a22455-787a-7060-8fde-404050617754" },
    { type: "turn.started" },
    { type: "error", message: "The model is gone." },
    { type: "turn.failed", error: { message: "The model is gone." } },
  ],
  copilot: [
    {
      type: "session.start",
      data: { sessionId: "s", version: 1, producer: "copilot-agent" },
      id: "e1",
      timestamp,
      parentId: null,
    },
    { type: "user.message", data: { content: "Hi" }, id: "e2", timestamp, parentId: "e1" },
    { type: "session.error", data: { message: "The model is gone." }, id: "e3", timestamp, parentId: "e2" },
  ],
  pi: [
    { type: "session", version: 3, id: "s1", timestamp, cwd: "/home/me" },
    {
      type: "message",
      id: "a1",
      parentId: null,
      timestamp,
      message: { role: "user", content: [{ type: "text", text: "Hi" }] },
    },
    {
      ...{ type: "message", id: "a2", parentId: "a1", timestamp },
      message: { role: "assistant", content: [], stopReason: "error", errorMessage: "The model is gone." },
    },
  ],
} as const;

describe.each(Object.entries(failed))("a run of %s that fails", (_, lines) => {
  it("says so where it does, once, as an error that is counted, stepped to and in the outline", async () => {
    const shown = await shownOf(lines);
    const items = await itemsOf(shown);
    const errors = items.filter((item) => item.sort === "ruler" && item.what === "error");
    expect(errors).toMatchObject([{ sentence: "The model is gone." }]);
    expect(shown.state.errors).toBe(1);
    expect(shown.step(-1, 1, "error")).toBe(errors[0]?.item);
    expect((await shown.outline(0, 10)).entries.at(-1)).toMatchObject({ sort: "error", label: "The model is gone." });
  });
});

it("an answer that the program gives in the model's place is shown with its mark, and says by itself that it is an error", async () => {
  const message = {
    id: "m1",
    role: "assistant",
    model: "<synthetic>",
    content: [{ type: "text", text: "API Error: 500" }],
  };
  const items = await itemsOf(
    await shownOf([
      { type: "system", subtype: "init", session_id, claude_code_version: "2.1.328", model: "m", tools: [] },
      { type: "assistant", session_id, uuid: "u1", parent_tool_use_id: null, error: "unknown", message },
      { type: "result", subtype: "success", is_error: true, session_id, result: "API Error: 500" },
    ]),
  );
  expect(items).toMatchObject([{ sort: "message", marks: ["made up"], texts: [{ head: "API Error: 500" }] }]);
});

describe("the arguments of a call that is told twice", () => {
  const event = (type: string, data: object, index: number) => ({
    type,
    data,
    id: `e${index}`,
    timestamp,
    parentId: null,
  });
  it("are there once: GitHub Copilot CLI", async () => {
    const request = { toolCallId: "c1", name: "bash", arguments: { command: "ls" } };
    const items = await itemsOf(
      await shownOf([
        event("session.start", { sessionId: "s", version: 1, producer: "copilot-agent" }, 0),
        event(
          "assistant.message",
          { messageId: "m1", content: "I look.", reasoningText: "Where?", toolRequests: [request] },
          1,
        ),
        event("assistant.reasoning", { reasoningId: "r", content: "Where?" }, 2),
        event("tool.execution_start", { toolCallId: "c1", toolName: "bash", arguments: { command: "ls" } }, 3),
      ]),
    );
    expect(items).toMatchObject([
      { texts: [{ sort: "reasoning", head: "Where?" }, { sort: "text" }] },
      { argument: "ls", input: [{ head: '{"command":"ls"}' }] },
    ]);
    expect(items).toHaveLength(2);
    const [answer, call] = items;
    expect(answer?.sort === "message" && answer.texts).toHaveLength(2);
    expect(call?.sort === "call" && call.input).toHaveLength(1);
  });

  it("are those that were told last: ACP", async () => {
    const update = (given: object) => ({
      ...{ jsonrpc: "2.0", method: "session/update" },
      params: { sessionId: "s", update: { toolCallId: "c1", ...given } },
    });
    const items = await itemsOf(
      await shownOf([
        update({ sessionUpdate: "tool_call", title: "look", status: "pending", rawInput: {} }),
        update({ sessionUpdate: "tool_call_update", status: "in_progress", rawInput: { path: "a.txt" } }),
        update({ sessionUpdate: "tool_call_update", status: "completed", rawInput: { path: "a.txt" } }),
      ]),
    );
    expect(items).toMatchObject([{ sort: "call", argument: "a.txt", input: [{ head: '{"path":"a.txt"}' }] }]);
    expect(items[0]?.sort === "call" && items[0].input).toHaveLength(1);
  });
});

it("how long a call took is unknown where one record tells its beginning and its end", async () => {
  const toolCalls = [{ id: "c1", name: "look", args: { path: "a.txt" }, status: "success", result: [], timestamp }];
  const items = await itemsOf(
    await shownOf([
      { sessionId: "s", projectHash: "p", startTime: timestamp, lastUpdated: timestamp, kind: "main" },
      { id: "g1", timestamp, type: "gemini", content: "", model: "m", thoughts: [], tokens: {}, toolCalls },
    ]),
  );
  expect(items.find(({ sort }) => sort === "call")).toMatchObject({ argument: "a.txt", ended: undefined });
});

describe("the argument that matters", () => {
  it.each([
    [{ pattern: "TODO", path: "/src" }, "TODO"],
    [{ subject: "Sow", description: "Beans in May" }, "Sow"],
    [["bash", "-lc", "ls; pwd"], "bash -lc ls; pwd"],
    [{ command: ["ls", "-l"] }, "ls -l"],
    [{ bed: 4, tags: ["a"] }, 'bed: 4  tags: ["a"]'],
    [{}, ""],
    [
      {
        explanation: "",
        todos: [
          { content: "Sow", status: "done" },
          { content: "Water", status: "open" },
        ],
      },
      "Sow; Water",
    ],
    [{ plan: [{ step: "Dig" }, { status: "open" }] }, 'plan: [{"step":"Dig"},{"status":"open"}]'],
    [
      [
        { path: "a.txt", kind: "update" },
        { path: "b.txt", kind: "add" },
      ],
      "a.txt, b.txt",
    ],
    ["*** Begin Patch\n*** Update File: a.txt\n-x\n+y\n*** Add File: b.txt\n+z\n*** End Patch", "a.txt, b.txt"],
  ])("of %j is %j", (input, said) => {
    expect(argumentOf(input)).toBe(said);
  });
});

it("says whose run begins where a log holds several threads, and nothing where it holds one", async () => {
  const run = (threadId: string, runId: string) => [
    { type: "RUN_STARTED", threadId, runId },
    { type: "TEXT_MESSAGE_START", messageId: `${threadId}${runId}`, role: "assistant" },
    { type: "TEXT_MESSAGE_CONTENT", messageId: `${threadId}${runId}`, delta: "Yes." },
    { type: "TEXT_MESSAGE_END", messageId: `${threadId}${runId}` },
    { type: "RUN_FINISHED", threadId, runId },
  ];
  const said = async (events: readonly object[]) =>
    (await itemsOf(await shownOf(events, [], "ag-ui"))).map((item) =>
      item.sort === "ruler" ? item.sentence : item.sort,
    );
  expect(await said([...run("a", "1"), ...run("a", "2")])).toEqual(["message", "message"]);
  expect(await said([...run("a", "1"), ...run("b", "1"), ...run("b", "2"), ...run("a", "2")])).toEqual([
    "message",
    ...["Run “1” of thread “b”.", "message", "Run “2” of thread “b”.", "message"],
    ...["Run “2” of thread “a”.", "message"],
  ]);
});

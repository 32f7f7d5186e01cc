import { describe, expect, it } from "vitest";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import { itemsOf, shownOf } from "../../testing/shownOf.ts";
import { summaryOf, transcriptOf } from "../../testing/summaryOf.ts";
import { maxPaths } from "../scanner/scanPaths.ts";
import { agui } from "./agui/agui.ts";
import { claudeStream } from "./claude/claudeStream.ts";
import { codexExec } from "./codex/exec.ts";
import { formats } from "./formats.ts";
import { mixedOf, othersIn } from "./mixed.ts";

const { transcriptOf: open } = openedTranscripts();

const exec = [
  { type: "thread.started", thread_id: "t1" },
  { type: "turn.started" },
  {
    type: "item.completed",
    item: { id: "i1", type: "command_execution", command: "dig", exit_code: 1, status: "failed" },
  },
  { type: "item.completed", item: { id: "i2", type: "agent_message", text: "Stones." } },
  { type: "turn.completed", usage: { input_tokens: 10, cached_input_tokens: 0, output_tokens: 1 } },
];
const session = (uuid: string) => ({ session_id: "s1", uuid });
const answered = (uuid: string, content: object) => ({
  ...{ type: "assistant", ...session(uuid), parent_tool_use_id: null },
  message: {
    role: "assistant",
    id: "m1",
    model: "plum",
    content: [content],
    usage: { input_tokens: 5, output_tokens: 2 },
  },
});
const stream = [
  { type: "system", subtype: "init", ...session("a"), claude_code_version: "2.1.328", tools: [] },
  answered("b", { type: "tool_use", id: "c1", name: "Water", input: {} }),
  {
    type: "user",
    ...session("c"),
    parent_tool_use_id: null,
    message: { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: "ok" }] },
  },
  answered("d", { type: "text", text: "Watered." }),
  {
    type: "result",
    subtype: "success",
    is_error: false,
    ...session("e"),
    result: "Watered.",
    usage: { input_tokens: 5, output_tokens: 2 },
  },
];

describe("a file with records of two families", () => {
  const mixed = [...exec, ...exec, ...stream];

  it("is read by both: each record by its own", async () => {
    expect(await summaryOf(mixed)).toMatchObject({
      ...{ format: "codex-exec", answers: 3, toolCalls: 3, toolErrors: 2, openCalls: 0, models: ["plum"] },
      end: "completed",
    });
    const transcript = await open(transcriptOf(mixed));
    expect(transcript.format).toMatchObject({ name: "codex-exec", others: ["claude-stream"] });
    expect(transcript.format.reason).toContain("5 are of another family and read as Claude Code events.");
    expect((await transcript.whenIndexed()).state.phase).toBe("complete");
    const rows = transcript.rows(transcript.query({ type: "all" }), 0, mixed.length);
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["item.completed/command_execution", "assistant/tool_use", "result/success"]),
    );
    expect(rows.at(-2)?.preview).toContain("Watered.");
  });

  it("is read by both also where one is AG-UI, whichever is larger", async () => {
    const run = { threadId: "t", runId: "r" };
    const log = [
      { type: "RUN_STARTED", ...run, input: { messages: [{ id: "u", role: "user", content: "What grows here?" }] } },
      { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "Roses." },
      { type: "TEXT_MESSAGE_END", messageId: "m" },
      { type: "RUN_FINISHED", ...run },
    ];
    const more = log.map((event) => ({ ...event, ...("messageId" in event && { messageId: "m2" }) }));
    const both = { prompts: 1, toolCalls: 1, toolErrors: 1, tokens: { input: 10, output: 1 }, end: "completed" };
    expect(await summaryOf([...log, ...exec, ...exec.slice(4)])).toMatchObject({
      ...{ ...both, format: "codex-exec", answers: 2, result: { text: "Stones." } },
    });
    expect(await summaryOf([...exec, ...log, ...more])).toMatchObject({
      ...{ ...both, format: "ag-ui", answers: 3, result: { text: "Roses." } },
    });
    const texts = (await itemsOf(await shownOf([...exec, ...log, ...more]))).flatMap((item) =>
      item.sort === "message" ? item.texts.map(({ head }) => head) : [],
    );
    expect(texts).toEqual(["Stones.", "What grows here?", "Roses.", "Roses."]);
    expect([...othersIn([...exec, ...log, ...more], agui).keys()]).toEqual([codexExec]);
  });

  it("is told from one whose records are all of one, and from odd ones that are of none", () => {
    expect(othersIn(exec, codexExec).size).toBe(0);
    expect(othersIn([...exec, { a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }], codexExec).size).toBe(0);
    expect([...othersIn([...stream, ...exec], claudeStream).keys()]).toEqual([codexExec]);
  });

  it("may hold a single record of the other", async () => {
    expect([...othersIn([...exec, ...stream.slice(3, 4)], codexExec).keys()]).toEqual([claudeStream]);
    const transcript = await open(transcriptOf([...exec, ...stream.slice(3, 4)]));
    expect(transcript.format.reason).toContain("1 is of another family and read as Claude Code events.");
    expect(await summaryOf([...exec, ...stream.slice(3, 4)])).toMatchObject({
      answers: 2,
      result: { text: "Watered." },
    });
  });
});

it.each(formats.map((format) => [format.name, format] as const))(
  "of %s and all other families wants no more paths than there is room for",
  (_name, main) => {
    const { kind, time, pair, role, tool, sidechain, level, errors } = mixedOf(
      main,
      formats.filter((format) => format !== main),
    ).plan([]);
    const paths = [...kind.flat(), ...time, ...pair, ...role, ...tool, ...(errors ?? [])];
    const others = [...(sidechain === undefined ? [] : [sidechain]), ...(level ?? []).map((member) => member.path)];
    const wanted = new Set([...paths, ...others].map((path) => JSON.stringify(path)));
    expect(wanted.size).toBeLessThanOrEqual(maxPaths);
  },
);

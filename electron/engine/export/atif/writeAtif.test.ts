// Conversations as trajectories, held against the schema of the format.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { transcriptOf } from "../../../testing/summaryOf.ts";
import { withoutExtras } from "../../snapshot/testing/exportEntries.ts";
import { openFile } from "../../source/fileSource.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import type { Source } from "../../source/source.ts";
import { parseAtif } from "./testing/atifSchema.ts";
import { trajectoryOf } from "./testing/trajectoryOf.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const time = Date.parse(timestamp);
const line = (type: string, payload: object) => ({ timestamp, type, payload });
const user = (text: string) =>
  line("response_item", { type: "message", role: "user", content: [{ type: "input_text", text }] });
const call = (id: string, given: string) =>
  line("response_item", { type: "function_call", name: "shell", arguments: given, call_id: id });
const output = (id: string, text: string) =>
  line("response_item", { type: "function_call_output", call_id: id, output: text });

describe("a trajectory", () => {
  it("holds no half of a surrogate pair, which readers with texts in UTF-8 refuse with all the rest", async () => {
    const odd = "a\ud83d b\ude00 \ud83d\ude00 \\ud83d";
    const session = transcriptOf([user(odd), call("c\ud83d", JSON.stringify({ [odd]: odd })), output("c\ud83d", odd)]);
    for (const isPretty of [false, true]) {
      const { text, written } = await trajectoryOf(createMemorySource(session, "s.jsonl"), withoutExtras, isPretty);
      const trajectory = parseAtif(JSON.parse(text));
      const [asked, called] = trajectory.steps;
      expect(asked?.message).toBe(odd.toWellFormed());
      expect(called?.tool_calls?.[0]).toMatchObject({
        tool_call_id: expect.stringMatching(/c\ufffd$/),
        arguments: { [odd.toWellFormed()]: odd.toWellFormed() },
      });
      expect(called?.observation?.results).toMatchObject([
        { source_call_id: called?.tool_calls?.[0]?.tool_call_id, content: expect.stringContaining(odd.toWellFormed()) },
      ]);
      const notice = expect.stringMatching(/halves of surrogate pairs stand alone/);
      expect(written).toMatchObject({ ok: true, value: { notice } });
    }
  });

  it("has a step for each prompt, and one for each answer with its calls and what they gave", async () => {
    const entry = (id: string, parentId: string | null, message: object) => ({
      ...{ type: "message", id, parentId, timestamp, message },
    });
    const text = (words: string) => ({ type: "text", text: words });
    const session = transcriptOf([
      { type: "session", version: 3, id: "s1", timestamp, cwd: "/home/me/garden" },
      entry("a1", null, { role: "user", content: [text("What grows here?")] }),
      entry("a2", "a1", {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Dig first." },
          text("Let me look."),
          { type: "toolCall", id: "c1", name: "look", arguments: { bed: 9007199254740992, note: 'a "b"' } },
          { type: "toolCall", id: "c2", name: "dig", arguments: {} },
        ],
        model: "claude-sonnet-4-5",
        usage: { input: 30, output: 7, cacheRead: 12, cacheWrite: 0 },
        stopReason: "toolUse",
      }),
      entry("a3", "a2", { role: "toolResult", toolCallId: "c1", content: [text("tulips")], isError: true }),
      entry("a4", "a3", { role: "assistant", content: [text("Tulips.")], stopReason: "stop" }),
    ]);
    const source = createMemorySource(session.replace('"bed":9007199254740992', '"bed":9007199254740993'), "s.jsonl");
    const { text: json, written } = await trajectoryOf(source);
    expect(written).toMatchObject({ ok: true, value: { messages: 3, toolCalls: 2 } });
    expect(json).toContain('"bed":9007199254740993');
    const trajectory = parseAtif(JSON.parse(json));
    expect(trajectory.steps).toMatchObject([
      { step_id: 1, source: "user", message: "What grows here?", timestamp },
      {
        step_id: 2,
        source: "agent",
        message: "Let me look.",
        model_name: "claude-sonnet-4-5",
        metrics: { prompt_tokens: 42, completion_tokens: 7, cached_tokens: 12, extra: { cache_write_tokens: 0 } },
        reasoning_content: "Dig first.",
        tool_calls: [
          { tool_call_id: "c1", function_name: "look", arguments: { note: 'a "b"' } },
          { tool_call_id: "c2", function_name: "dig", arguments: {} },
        ],
        observation: { results: [{ source_call_id: "c1", content: "tulips" }] },
        extra: { record: 2, failed_calls: ["c1"] },
      },
      { step_id: 3, source: "agent", message: "Tulips." },
    ]);
    expect(trajectory.final_metrics).toMatchObject({ total_steps: 3 });
    expect(new Date(time).toISOString()).toBe(timestamp);
  });

  it("reads arguments that a text spells, and keeps those that are no object as a text", async () => {
    const long = `{"note":"${"roses ".repeat(20_000)}"}`;
    const source = createMemorySource(
      transcriptOf([
        line("session_meta", { id: "s1", timestamp, cwd: "/home/me", originator: "codex_exec", cli_version: "0.99.0" }),
        user("Go"),
        call("c1", '{"command":["ls","\\u00e9"],"n":1.10}'),
        output("c1", "a b"),
        call("c2", "not { JSON"),
        output("c2", "refused"),
        call("c3", ""),
        call("c4", long),
      ]),
      "rollout-s1.jsonl",
    );
    const { text } = await trajectoryOf(source);
    expect(text).toContain('"n":1.10');
    const { steps } = parseAtif(JSON.parse(text));
    const given = steps.flatMap(({ tool_calls: calls = [] }) => calls.map((one) => one.arguments));
    expect(given).toEqual([{ command: ["ls", "é"], n: 1.1 }, { text: "not { JSON" }, {}, JSON.parse(long)]);
  });

  it("reads an AG-UI log, and refuses one of several threads with their names", async () => {
    const run = (threadId: string) => [
      { type: "RUN_STARTED", threadId, runId: `${threadId}-1` },
      { type: "TEXT_MESSAGE_START", messageId: `${threadId}-m`, role: "assistant" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: `${threadId}-m`, delta: "Hel" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: `${threadId}-m`, delta: "lo" },
      { type: "TEXT_MESSAGE_END", messageId: `${threadId}-m` },
      {
        type: "TOOL_CALL_CHUNK",
        toolCallId: "call",
        toolCallName: "look",
        parentMessageId: `${threadId}-m`,
        delta: "{}",
      },
      { type: "RUN_FINISHED", threadId, runId: `${threadId}-1` },
    ];
    const one = await trajectoryOf(createMemorySource(transcriptOf(run("a")), "log.jsonl"));
    expect(parseAtif(JSON.parse(one.text)).steps).toMatchObject([
      { source: "agent", message: "Hello", tool_calls: [{ tool_call_id: "call" }] },
    ]);
    const two = await trajectoryOf(createMemorySource(transcriptOf([...run("a"), ...run("b")]), "log.jsonl"));
    expect(two.written).toMatchObject({ ok: false, failure: { code: "several-threads" } });
    expect(two.text).toBe("");
    const chosen = await trajectoryOf(
      createMemorySource(transcriptOf([...run("a"), ...run("b")]), "log.jsonl"),
      withoutExtras,
      false,
      { thread: "b" },
    );
    expect(parseAtif(JSON.parse(chosen.text)).steps).toMatchObject([{ message: "Hello", extra: { record: 8 } }]);
    const none = await trajectoryOf(
      createMemorySource(transcriptOf([...run("a"), ...run("b")]), "log.jsonl"),
      withoutExtras,
      false,
      { thread: "c" },
    );
    expect(none.written).toMatchObject({ ok: false, failure: { code: "no-such-thread" } });
  });

  it("holds the texts and times of events that a capture has wrapped", async () => {
    const events = [
      { type: "RUN_STARTED", threadId: "a", runId: "1", timestamp: time },
      { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant", timestamp: time },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "Hello", timestamp: time },
      { type: "TEXT_MESSAGE_END", messageId: "m", timestamp: time },
    ];
    const wrapped = transcriptOf(events.map((event, seq) => ({ seq, event })));
    const { text } = await trajectoryOf(createMemorySource(wrapped, "log.jsonl"));
    expect(parseAtif(JSON.parse(text)).steps).toMatchObject([{ message: "Hello", timestamp }]);
  });

  it("is the same document when it is indented", async () => {
    const source = () => createMemorySource(transcriptOf([user("Go"), call("c1", "{}"), output("c1", "x")]), "r.jsonl");
    const plain = await trajectoryOf(source());
    const pretty = await trajectoryOf(source(), withoutExtras, true);
    expect(JSON.parse(pretty.text)).toEqual(JSON.parse(plain.text));
    expect(pretty.text.split("\n").length).toBeGreaterThan(10);
  });
});

describe("files of sub-agents beside a session", () => {
  const session = "0b1c2d3e-0000-4000-8000-000000000001";
  const claude = (agent: string | undefined, ...lines: readonly object[]) =>
    transcriptOf(
      lines.map((line, index) => ({
        ...{ parentUuid: index === 0 ? null : `${agent ?? "main"}-${index - 1}`, uuid: `${agent ?? "main"}-${index}` },
        ...{ isSidechain: agent !== undefined, agentId: agent, userType: "external", cwd: "/work", version: "2.1.0" },
        ...{ sessionId: session, timestamp, ...line },
      })),
    );
  const prompt = (content: string) => ({ type: "user", message: { role: "user", content } });
  const answer = (id: string, ...content: readonly object[]) => ({
    type: "assistant",
    message: { id, type: "message", role: "assistant", model: "model-1", content, stop_reason: null },
  });
  const task = (id: string) => ({ type: "tool_use", id, name: "Task", input: { prompt: "Look around" } });
  const result = (call: string, agentId: string) => ({
    ...{ type: "user", toolUseResult: { agentId, status: "completed" } },
    message: { role: "user", content: [{ type: "tool_result", tool_use_id: call, content: `${agentId} is done` }] },
  });
  const text = (words: string) => ({ type: "text", text: words });

  function written(withAgents = true): Source {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-atif-"));
    onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
    const agents = path.join(folder, session, "subagents");
    fs.mkdirSync(path.join(agents, "workflows"), { recursive: true });
    const file = path.join(folder, `${session}.jsonl`);
    const lines = [prompt("Go"), answer("m1", task("c1"), task("c2")), result("c1", "one"), result("c2", "gone")];
    fs.writeFileSync(file, claude(undefined, ...lines, answer("m2", text("All is done."))));
    const ofAgent = (name: string, ...inside: readonly object[]) =>
      fs.writeFileSync(path.join(agents, name), claude(path.basename(name), ...inside));
    if (withAgents) {
      ofAgent(
        "agent-one.jsonl",
        prompt("Look around"),
        answer("m3", task("c3")),
        result("c3", "two"),
        answer("m4", text("One.")),
      );
      ofAgent("agent-two.jsonl", prompt("Look deeper"), answer("m5", text("Two.")));
      ofAgent("workflows/agent-three.jsonl", prompt("Look wide"), answer("m6", text("Three.")));
      fs.writeFileSync(path.join(agents, "workflows/agent-empty.jsonl"), "");
    }
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    onTestFinished(() => opened.value.close());
    return opened.value;
  }

  it("are trajectories of the same document, which their calls name", async () => {
    const source = written();
    const { text: json, written: summary } = await trajectoryOf(source);
    const whole = parseAtif(JSON.parse(json));
    const [one, three] = whole.subagents;
    expect(whole.subagents.map(({ trajectory_id: id }) => id)).toEqual([
      `${session}/subagents/agent-one.jsonl`,
      `${session}/subagents/workflows/agent-three.jsonl`,
    ]);
    expect(whole.steps[1]?.observation?.results).toEqual([
      {
        ...{ source_call_id: "c1", content: "one is done" },
        subagent_trajectory_ref: [{ trajectory_id: `${session}/subagents/agent-one.jsonl` }],
      },
      { source_call_id: "c2", content: "gone is done" },
    ]);
    expect(one?.steps.map(({ message }) => message)).toEqual(["Look around", "", "One."]);
    expect(one?.steps[1]?.observation?.results[0]?.subagent_trajectory_ref).toEqual([
      { trajectory_id: "agent-two.jsonl" },
    ]);
    expect(one?.subagents.map(({ steps }) => steps.at(-1)?.message)).toEqual(["Two."]);
    expect(three?.steps.at(-1)?.message).toBe("Three.");
    expect(summary).toMatchObject({ ok: true, value: { messages: 3 + 3 + 2 + 2, toolCalls: 3 } });
    expect(whole.extra).toMatchObject({ subagent_files: [`${session}/subagents/workflows/agent-empty.jsonl`] });
    expect((await trajectoryOf(source)).text).toBe(json);
    expect(JSON.parse((await trajectoryOf(source, withoutExtras, true)).text)).toEqual(JSON.parse(json));
  });

  it("are only named where a part is exported", async () => {
    const { text: json } = await trajectoryOf(written(), withoutExtras, false, { withSubagents: false });
    const whole = parseAtif(JSON.parse(json));
    expect(whole.subagents).toEqual([]);
    expect(whole.steps[1]?.observation?.results[0]?.subagent_trajectory_ref).toEqual([
      { trajectory_path: `${session}/subagents/agent-one.jsonl` },
    ]);
    expect(json).not.toContain("Two.");
  });

  it("need not be there", async () => {
    const whole = parseAtif(JSON.parse((await trajectoryOf(written(false))).text));
    expect(whole.subagents).toEqual([]);
    expect(whole.steps).toHaveLength(3);
  });

  it("a transcript without a message is one empty step, since the schema wants one", async () => {
    const { text: json } = await trajectoryOf(createMemorySource(claude(undefined, { type: "summary" }), "s.jsonl"));
    expect(parseAtif(JSON.parse(json)).steps).toHaveLength(1);
  });
});

const corpus = process.env.SEEKLINE_CORPUS;

describe.runIf(corpus !== undefined)("every transcript of the corpus", () => {
  const folder = path.resolve(corpus ?? "");
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(jsonl|ndjson|json)$/.test(name))
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .sort();

  it.each(files)("%s gives a trajectory that fits the schema, or none", async (name) => {
    const opened = openFile(path.join(folder, name));
    if (!opened.ok) throw new Error(opened.failure.code);
    const { written, text } = await trajectoryOf(opened.value, { inherited: true, undone: true, reasoning: true });
    opened.value.close();
    if (written.ok) expect(() => parseAtif(JSON.parse(text))).not.toThrow();
    else expect(written.failure.code).toBe("several-threads");
  });
});

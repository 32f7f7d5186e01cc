// A key in a text that streams in piece by piece, in each family that also writes the whole text, and where no family is known.

import { expect, it } from "vitest";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import { redactTranscript } from "../export/redactedTranscript.ts";

const { transcriptOf } = openedTranscripts();
const { signal } = new AbortController();

const token = `ghp_${"a1B2".repeat(9)}`;
const text = `the key: ${token}, again`;
const pieces = text.match(/.{1,7}/gs) ?? [];
const timestamp = "2026-03-01T10:00:00.000Z";

const ids = { session_id: "s", parent_tool_use_id: null, uuid: "u" };
const streamEvent = (event: object) => ({ type: "stream_event", event, ...ids });
const streamed = (id: string) => [
  streamEvent({ type: "message_start", message: { id, role: "assistant", content: [] } }),
  streamEvent({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
  ...pieces.flatMap((piece, at) => [
    streamEvent({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: piece } }),
    // What the program is at may be told between two pieces.
    ...(at === 2 ? [{ type: "system", subtype: "status", status: null, ...ids }] : []),
  ]),
  {
    type: "assistant",
    message: { id, role: "assistant", content: [{ type: "text", text }] },
    ...ids,
  },
  streamEvent({ type: "content_block_stop", index: 0 }),
  streamEvent({ type: "message_stop" }),
];
const init = { type: "system", subtype: "init", model: "m", ...ids };
const appServer = (method: string, params: object) => ({ method, params: { threadId: "t", turnId: "u", ...params } });
const copilot = (type: string, data: object) => ({ type, data, id: "i", timestamp, parentId: null });
const piUpdate = (delta: string) => ({
  type: "message_update",
  assistantMessageEvent: { type: "text_delta", contentIndex: 0, delta },
  message: { role: "assistant", content: [] },
});

const sessions: Readonly<Record<string, readonly object[]>> = {
  "claude-stream": [{ ...init, claude_code_version: "2.1.300" }, ...streamed("m1"), ...streamed("m2")],
  "qwen-stream": [{ ...init, qwen_code_version: "0.24.4" }, ...streamed("m1"), ...streamed("m2")],
  copilot: [
    copilot("session.start", { sessionId: "s", version: 1, producer: "copilot-agent" }),
    copilot("user.message", { content: "Go" }),
    // Two answers stream in at once.
    ...pieces.flatMap((deltaContent) => [
      copilot("assistant.message_delta", { messageId: "m1", deltaContent }),
      copilot("assistant.message_delta", { messageId: "m2", deltaContent }),
    ]),
    ...["m1", "m2"].map((messageId) => copilot("assistant.message", { messageId, content: text, toolRequests: [] })),
  ],
  "pi-stream": [
    { type: "session", version: 3, id: "s", timestamp, cwd: "/garden" },
    { type: "agent_start" },
    { type: "message_start", message: { role: "assistant", content: [], timestamp: 1 } },
    ...pieces.map(piUpdate),
    { type: "message_end", message: { role: "assistant", content: [{ type: "text", text }], timestamp: 1 } },
  ],
  // As it was printed until August 2025.
  "codex-exec": [
    { workdir: "/garden", model: "m", provider: "p" },
    { prompt: "Go" },
    { id: "0", msg: { type: "task_started" } },
    ...pieces.map((delta) => ({ id: "0", msg: { type: "agent_reasoning_delta", delta } })),
    { id: "0", msg: { type: "agent_reasoning", text } },
    ...pieces.map((delta) => ({ id: "0", msg: { type: "agent_message_delta", delta } })),
    { id: "0", msg: { type: "agent_message", message: text } },
  ],
  "codex-app-server": [
    appServer("turn/started", { turn: { id: "u", items: [], status: "inProgress" } }),
    appServer("item/started", { item: { type: "commandExecution", id: "c", command: "env", status: "inProgress" } }),
    ...pieces.map((delta) => appServer("item/commandExecution/outputDelta", { itemId: "c", delta })),
    ...pieces.map((delta) => appServer("item/agentMessage/delta", { itemId: "i", delta })),
    appServer("item/completed", { item: { type: "agentMessage", id: "i", text } }),
  ],
};

const batches = [pieces.slice(0, 4), pieces.slice(4, 5), pieces.slice(5)];

/** All of a stream that somebody has kept in one text, with so many pieces before those of the key. */
const body = (before: number): string =>
  [...Array.from({ length: before }, (_, n) => `so it is, "${n}"\\ `), ...pieces]
    .map((text) => `event: delta\ndata: ${JSON.stringify({ type: "text_delta", delta: { text } })}\n\n`)
    .join("");
const exchange = (held: object) => [
  { path: "/v1/x", status: 200 },
  { path: "/v1/x", status: 200, ...held },
];

/** Logs of no known family. */
const others: Readonly<Record<string, readonly object[]>> = {
  "a member called delta": pieces.map((delta, seq) => ({ seq, id: "m1", delta })),
  "kinds of chunks, two at once": pieces.flatMap((text) =>
    ["m1", "m2"].map((streamId) => ({ type: "answer.chunk", streamId, value: { text } })),
  ),
  "tokens with ids of their own, others between": pieces.flatMap((data, n) => [
    { event: "on_llm_new_token", uuid: `u${n}`, data },
    ...(n % 2 === 0 ? [{ event: "heartbeat", uuid: `h${n}` }] : []),
  ]),
  "a text that nothing ends": [
    ...Array.from({ length: 8_189 }, () => ({ n: 1, delta: "and " })),
    ...pieces.map((delta) => ({ n: 1, delta })),
  ],
  "a text of an id that every record has, two at once": [
    ...Array.from({ length: 8_189 }, () => ({ agent: "writer", delta: "and " })),
    ...pieces.flatMap((delta) => [
      { agent: "writer", delta },
      { agent: "critic", delta: "so. " },
    ]),
  ],
  "choices in a list": pieces.map((content) => ({ n: 1, made: "x", options: [{ delta: { content } }] })),
  "ids that are numbers, two at once": pieces.flatMap((delta) => [
    { messageId: 1, delta },
    { messageId: 2, delta: "so. " },
  ]),
  "an id behind three others, two at once": pieces.flatMap((delta) =>
    Object.entries({ m1: delta, m2: "so. " }).map(([messageId, piece]) => ({
      ...{ id: "e", sessionId: "s", runId: "r", messageId },
      delta: piece,
    })),
  ),
  "two kinds at once, of one session": pieces.flatMap((delta) => [
    { type: "thinking.delta", sessionId: "s", delta },
    { type: "text.delta", sessionId: "s", delta: "so. " },
  ]),
  "two outputs at once": pieces.flatMap((chunk) => [
    { stream: "stdout", chunk },
    { stream: "stderr", chunk: "so. " },
  ]),
  "a kind inside of a record": pieces.map((text, n) => ({ n, event: { type: "message.chunk", text } })),
  "blocks of a list, deep in a record": pieces.map((text) => ({
    event: "on_chat_model_stream",
    data: { chunk: { lc: 1, kwargs: { content: [{ index: 0, type: "text", text }] } } },
  })),
  "pieces in a list": batches.map((texts) => ({ type: "chunks", deltas: texts })),
  "blocks in a list": batches.map((texts) => ({ type: "chunks", parts: texts.map((text) => ({ text })) })),
  "a list of pieces of two texts": batches.map((texts) => ({
    events: texts.flatMap((delta) => [
      { messageId: "m1", delta },
      { messageId: "m2", delta: "so. " },
    ]),
  })),
  "choices beside each other": pieces.map((text) => ({ n: 1, chunk: [{ text }, { text: "so. " }] })),
  "JSON inside of a text": pieces.map((text) => ({
    event: "message",
    data: JSON.stringify({ type: "text_delta", delta: { text } }),
  })),
  "JSON inside of JSON inside of a text": pieces.map((text) => ({
    line: JSON.stringify({ Ä: "x\\", payload: JSON.stringify({ delta: text, note: "ä\n" }) }),
  })),
  "JSON inside of a long text": pieces.map((text) => ({
    event: "message",
    data: JSON.stringify({ type: "text_delta", delta: { text }, logits: "0".repeat(6_000) }),
  })),
  "server-sent events": batches.map((texts) => ({
    type: "body.chunk",
    text: texts.map((text) => `event: x\ndata: ${JSON.stringify({ text })}\n\n`).join(""),
  })),
  "a text of more lines than pieces are taken of a record": exchange({ body: body(100) }),
  "a text longer than is looked into with its record": exchange({ body: body(3_000) }),
  "such a text in a list, behind another one": exchange({ bodies: [{ text: body(900) }, { text: body(1_000) }] }),
  "such a text inside of JSON in a text": exchange({
    line: JSON.stringify({ host: "ä\n", response: { body: body(700) } }),
  }),
  "a long text that is one object": [
    { type: "text.delta", delta: "so. " },
    { batch: JSON.stringify({ logits: "0".repeat(40_000), events: pieces.map((delta) => ({ delta })) }) },
  ],
  "two agents at once, told apart by a name": pieces.flatMap((delta) => [
    { agent: "writer", delta },
    { agent: "critic", delta: "so. " },
  ]),
  "two at once, told apart by a member of any name": pieces.flatMap((delta) => [
    { desk: "left", delta },
    { desk: "right", delta: "so. " },
  ]),
  "two agents with two outputs each": pieces.flatMap((delta) =>
    ["writer", "critic"].flatMap((agent) => [
      { agent, channel: "said", delta: agent === "writer" ? delta : "so. " },
      { agent, channel: "thought", delta: "hm. " },
    ]),
  ),
  "a member called deltaContent": pieces.map((deltaContent) => ({ made: "x", deltaContent })),
  "two at once, whose members' names are spelled alike": pieces.map((piece) => ({
    delta: { Text: "so. " },
    deltaText: piece,
  })),
  "a flag that says that more comes": pieces.map((text) => ({
    author: "a",
    content: { parts: [{ text }] },
    partial: true,
  })),
  "a flag that says that it is not the end": pieces.map((response) => ({ model: "m", response, done: false })),
  "no reason yet to end": pieces.map((text) => ({ choices: [{ text, finish_reason: null }] })),
  "numbers that begin anew with each text": ["Well. ".match(/./g) ?? [], pieces].flatMap((texts) =>
    texts.map((delta, index) => ({ index, delta })),
  ),
};

it.each([
  ...Object.entries(sessions).map(([format, records]) => ({ format, how: format, records })),
  ...Object.entries(others).map(([how, records]) => ({ format: "generic", how, records })),
])("is hidden in what streams: $how", async ({ format, records }) => {
  const transcript = await transcriptOf(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  expect(transcript.format.name).toBe(format);
  const found = await redactTranscript(transcript, { signal });
  if (!found.ok) throw new Error(found.failure.code);
  const { source } = found.value.transcript;
  const bytes = Buffer.alloc(source.size);
  source.readInto(bytes, 0, bytes.length, 0);
  const written = bytes.toString("utf8");
  expect(written).not.toMatch(/a1B2|2a1B|B2a1/);
  // Nothing else is hidden, and every line is what it was.
  expect(written.split("\n").map((line) => line.length)).toEqual([
    ...records.map((record) => JSON.stringify(record).length),
    0,
  ]);
  expect(written).toContain(", again");
});

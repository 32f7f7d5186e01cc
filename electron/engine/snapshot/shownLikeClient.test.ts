// What is shown of an AG-UI log are the messages that the official client has: the same prompts, answers, calls and results.

import { expect, it } from "vitest";
import type { ItemText } from "../../../shared/conversation.ts";
import { itemsOf, shownIn } from "../../testing/shownOf.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { replay } from "./testing/clientReplay.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { RandomLog } from "./testing/randomLog.ts";

const seeds = Array.from({ length: 400 }, (_, index) => index + 1);

interface Told {
  readonly prompts: readonly string[];
  readonly answers: readonly string[];
  /** Name, arguments, and the last result if it is a text. */
  readonly calls: readonly (readonly [string, string, string])[];
}

/** Stands for a result that is none, or is made of parts. */
const noText = "(no text)";

it("has the prompts, answers, calls and results of the official client, in its order", async () => {
  let compared = 0;
  for (const seed of seeds) {
    // Lists may change anything: what is shown of them has tests of its own.
    const events = new RandomLog(seed).events
      .filter(({ type }) => type !== "MESSAGES_SNAPSHOT")
      .map(({ input: _, ...event }) => event);
    // A result that comes before its call holds the call's place, so that they stand together. What is said under a
    // result's id goes on the result for the client, and is not shown.
    if (hasEarlyResult(events) || hasSharedIds(events)) continue;
    const log = logText(events);
    const { messages, error } = await replay(log);
    if (error !== undefined) continue;
    compared++;
    expect({ seed, ...(await shownBy(log)) }).toEqual({ seed, ...toldBy(messages) });
  }
  expect(compared).toBeGreaterThan(80);
});

function hasEarlyResult(events: readonly Readonly<Record<string, unknown>>[]): boolean {
  const answered = new Set<unknown>();
  return events.some(({ type, toolCallId }) => {
    if (type === "TOOL_CALL_RESULT") answered.add(toolCallId);
    return (type === "TOOL_CALL_START" || type === "TOOL_CALL_CHUNK") && answered.has(toolCallId);
  });
}

function hasSharedIds(events: readonly Readonly<Record<string, unknown>>[]): boolean {
  const isResult = ({ type }: Readonly<Record<string, unknown>>): boolean => type === "TOOL_CALL_RESULT";
  const ids = new Set(events.filter(isResult).map(({ messageId }) => messageId));
  return events.some((event) => !isResult(event) && (ids.has(event.messageId) || ids.has(event.parentMessageId)));
}

function toldBy(messages: Awaited<ReturnType<typeof replay>>["messages"]): Told {
  const said = (role: string): readonly string[] =>
    messages
      .filter((message) => message.role === role)
      .map(({ content }) => (typeof content === "string" ? content : ""))
      .filter((text) => text !== "");
  const results = new Map(
    messages.flatMap((message) => (message.role === "tool" ? [[message.toolCallId, message.content] as const] : [])),
  );
  const calls = messages.flatMap((message) => (message.role === "assistant" ? (message.toolCalls ?? []) : []));
  return {
    prompts: said("user"),
    answers: said("assistant"),
    calls: calls.map(({ id, function: { name, arguments: given } }) => {
      const result: unknown = results.get(id);
      return [name, given, typeof result === "string" ? result : noText];
    }),
  };
}

async function shownBy(log: string): Promise<Told> {
  const items = await itemsOf(await shownIn(createMemorySource(log)));
  const said = (speaker: string): readonly string[] =>
    items.flatMap((item) => {
      if (item.sort !== "message" || item.speaker !== speaker) return [];
      const text = joined(item.texts.filter(({ sort }) => sort === "text"));
      return text === "" ? [] : [text];
    });
  const lines = log.split("\n");
  const isText = (records: readonly number[]): boolean => {
    const results = records
      .map((record): unknown => JSON.parse(lines[record] ?? "{}"))
      .filter((event) => Object(event).type === "TOOL_CALL_RESULT");
    return typeof Object(results.at(-1)).content === "string";
  };
  return {
    prompts: said("user"),
    answers: said("assistant"),
    calls: items.flatMap((item) =>
      item.sort === "call" && item.tool !== "(unknown call)"
        ? [[item.tool, joined(item.input), isText(item.records) ? joined(item.output) : noText] as const]
        : [],
    ),
  };
}

function joined(texts: readonly ItemText[]): string {
  return texts.map(({ head }) => head).join("");
}

it("shows what only a list holds where the list stands, and folds what a list has dropped", async () => {
  const log = logText([
    {
      type: "RUN_STARTED",
      threadId: "t",
      runId: "r",
      input: { messages: [{ id: "u1", role: "user", content: "Hi" }] },
    },
    { type: "TEXT_MESSAGE_START", messageId: "a1", role: "assistant" },
    { type: "TEXT_MESSAGE_CONTENT", messageId: "a1", delta: "Gone." },
    {
      type: "MESSAGES_SNAPSHOT",
      messages: [
        { id: "u1", role: "user", content: "Hi" },
        {
          id: "a2",
          role: "assistant",
          content: "Only here.",
          toolCalls: [{ id: "c", type: "function", function: { name: "look", arguments: '{"path":"a"}' } }],
        },
        { id: "r", role: "tool", toolCallId: "c", content: "found" },
      ],
    },
    { type: "RUN_FINISHED", threadId: "t", runId: "r" },
  ]);
  expect(await shownBy(log)).toEqual({
    prompts: ["Hi"],
    answers: ["Only here."],
    calls: [["look", '{"path":"a"}', noText]],
  });
  const items = await itemsOf(await shownIn(createMemorySource(log)));
  expect(items.map(({ sort }) => sort)).toEqual(["message", "hidden", "message", "call"]);
  expect(items[1]).toMatchObject({ byMark: [{ mark: "undone", count: 1 }] });
  expect(items[3]).toMatchObject({ argument: "a", output: [{ head: "found" }] });
});

it("shows arguments apart that came under the id of another call, and says so", async () => {
  const log = logText([
    { type: "RUN_STARTED", threadId: "t", runId: "r" },
    { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "look" },
    { type: "TOOL_CALL_ARGS", toolCallId: "c", delta: '{"a":' },
    { type: "TOOL_CALL_ARGS", toolCallId: "c", delta: "1}" },
    { type: "TOOL_CALL_ARGS", toolCallId: "c", delta: '{"a":' },
    { type: "TOOL_CALL_ARGS", toolCallId: "c", delta: "2}" },
    { type: "TOOL_CALL_END", toolCallId: "c" },
    { type: "RUN_FINISHED", threadId: "t", runId: "r" },
  ]);
  const items = await itemsOf(await shownIn(createMemorySource(log)));
  expect(items).toMatchObject([
    { sort: "call", input: [{ head: '{"a":1}' }, { head: '{"a":2}' }] },
    { sort: "ruler", what: "notice", sentence: expect.stringContaining("another call") },
  ]);
});

it("shows calls that a platform writes in its own way, with what came of them, as the compacted log has them", async () => {
  const log = logText([
    { type: "RUN_STARTED", threadId: "t", runId: "r" },
    {
      type: "MESSAGES_SNAPSHOT",
      messages: [
        { id: "u1", role: "user", content: "Go on" },
        {
          id: "a1",
          role: "assistant",
          content: "Looking.",
          toolCalls: [
            { id: "c1", name: "read", args: '{"p":1}', type: "function", result: "one", status: "completed" },
            { id: "c2", name: "list", arguments: { deep: true }, result: { found: [1] } },
            { id: "c3", type: "function", function: { name: "find", arguments: { q: 1 } }, error: "no such file" },
            { id: "c4", name: "stat", args: "{}", result: "held" },
          ],
        },
        { id: "r4", role: "tool", toolCallId: "c4", content: "said in a message" },
        { id: "a2", role: "assistant", tool_calls: [{ id: "c5", name: "late", args: "{}", result: null }] },
      ],
    },
    { type: "TOOL_CALL_START", toolCallId: "c6", toolCallName: "grep", parentMessageId: "a1" },
    { type: "TOOL_CALL_ARGS", toolCallId: "c6", delta: "{}" },
    { type: "TOOL_CALL_END", toolCallId: "c6", result: "at the end" },
    { type: "TOOL_CALL_START", toolCallId: "c7", toolCallName: "grep", parentMessageId: "a1" },
    { type: "TOOL_CALL_END", toolCallId: "c7", error: "failed at the end" },
    { type: "TOOL_CALL_START", toolCallId: "c8", toolCallName: "grep", parentMessageId: "a1" },
    { type: "TOOL_CALL_END", toolCallId: "c8", result: "again" },
    { type: "TOOL_CALL_RESULT", messageId: "r8", toolCallId: "c8", content: "again, whole" },
    { type: "TOOL_CALL_END", toolCallId: "nobody", result: "lost" },
    { type: "RUN_FINISHED", threadId: "t", runId: "r" },
  ]);
  const items = await itemsOf(await shownIn(createMemorySource(log)));
  const shown = items.flatMap((item) =>
    item.sort === "call" ? [[item.tool, joined(item.input), joined(item.output)] as const] : [],
  );
  expect(shown).toEqual([
    ["read", '{"p":1}', "one"],
    ["list", '{"deep":true}', '{"found":[1]}'],
    ["find", '{"q":1}', "no such file"],
    ["stat", "{}", "said in a message"],
    ["grep", "{}", "at the end"],
    ["grep", "", "failed at the end"],
    ["grep", "", "again, whole"],
    ["late", "{}", ""],
  ]);
  const { messages } = await replay((await compact(log)).text);
  const inOrder = [...shown].map((call) => call.join(" ")).sort();
  expect(
    toldBy(messages)
      .calls.map((call) => call.join(" ").replace(noText, ""))
      .sort(),
  ).toEqual(inOrder);
});

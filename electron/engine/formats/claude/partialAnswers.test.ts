// What streams in only announces the whole records that follow: nothing of a conversation tells that it was there.

import { describe, expect, it } from "vitest";
import type { Item } from "../../../../shared/conversation.ts";
import { findingsOf } from "../../../testing/findingsOf.ts";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";

const session_id = "garden";
const usage = { input_tokens: 100, output_tokens: 1 };
const init = { type: "system", subtype: "init", session_id, tools: [], mcp_servers: [], claude_code_version: "2" };
const text = (words: string) => ({ type: "text", text: words });
const thinking = (words: string) => ({ type: "thinking", thinking: words, signature: "" });
const call = { type: "tool_use", id: "c1", name: "Bash", input: { command: "dig" } };

function whole(id: string, block: object): object {
  const message = {
    id,
    type: "message",
    role: "assistant",
    model: "rose-1",
    content: [block],
    stop_reason: null,
    usage,
  };
  return { type: "assistant", message, session_id, parent_tool_use_id: null, timestamp: "2026-11-01T10:00:00.000Z" };
}

const result = {
  ...{ type: "user", session_id, parent_tool_use_id: null },
  message: { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: "done" }] },
};
const event = (given: object) => ({ type: "stream_event", event: given, session_id, parent_tool_use_id: null });
const delta = (given: object) => event({ type: "content_block_delta", index: 0, delta: given });
const begin = (id: string) => event({ type: "message_start", message: { id, usage } });
const block = (content_block: object) => event({ type: "content_block_start", index: 0, content_block });
const pieces = (...texts: readonly string[]) => [
  block(text("")),
  ...texts.map((piece) => delta({ type: "text_delta", text: piece })),
];
const thoughts = (...texts: readonly string[]) => [
  block(thinking("")),
  ...texts.map((piece) => delta({ type: "thinking_delta", thinking: piece })),
];
const asked = [
  block({ ...call, input: {} }),
  delta({ type: "input_json_delta", partial_json: '{"command":' }),
  delta({ type: "input_json_delta", partial_json: '"dig"}' }),
];
const stop = event({ type: "content_block_stop", index: 0 });
const over = [
  event({ type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 9 } }),
  event({ type: "message_stop" }),
];

const session = [
  init,
  begin("m1"),
  ...thoughts("I th", "ink."),
  whole("m1", thinking("I think.")),
  stop,
  ...pieces("I l", "ook."),
  whole("m1", text("I look.")),
  stop,
  ...asked,
  whole("m1", call),
  stop,
  ...over,
  result,
  begin("m2"),
  ...pieces("Do", "ne", "."),
  whole("m2", text("Done.")),
  stop,
  ...over,
];
const isEvent = (line: object) => "type" in line && line.type === "stream_event";
const withoutEvents = session.filter((line) => !isEvent(line));

/** What is shown, without where it stands. */
function shown(items: readonly Item[]): readonly unknown[] {
  return items.map((item) => {
    switch (item.sort) {
      case "message":
        return [item.speaker, item.time, item.marks, item.texts.map((part) => [part.sort, part.head])];
      case "call":
        return [item.tool, item.outcome, item.input.map((part) => part.head), item.output.map((part) => part.head)];
      default:
        return item;
    }
  });
}

describe("answers that stream in before their whole records", () => {
  it("are shown once, and nothing is hidden", async () => {
    const items = await itemsOf(await shownOf(session));
    expect(items.map(({ sort }) => sort)).not.toContain("hidden");
    expect(items).toHaveLength(3);
    expect(shown(items)).toEqual(shown(await itemsOf(await shownOf(withoutEvents))));
  });

  it("leave the summary and what is checked as they are", async () => {
    const counts = ({
      answers,
      toolCalls,
      openCalls,
      result: said,
      errors,
      end,
    }: Awaited<ReturnType<typeof summaryOf>>) => ({
      ...{ answers, toolCalls, openCalls, said, errors, end },
    });
    expect(counts(await summaryOf(session))).toEqual(counts(await summaryOf(withoutEvents)));
    expect(await findingsOf(session)).toEqual(await findingsOf(withoutEvents));
  });

  it("are the answer's records", async () => {
    const conversation = await shownOf(session);
    const of = (line: object) => conversation.itemOf(session.indexOf(line));
    const first = session.find((line) => JSON.stringify(line).includes('"ook."'));
    const last = session.find((line) => JSON.stringify(line).includes('"text":"ne"'));
    expect([first, last].map((line) => (line === undefined ? undefined : of(line)))).toEqual([
      { item: 0, holds: true },
      { item: 2, holds: true },
    ]);
  });

  it("are what there is of an answer that was cut in a later block", async () => {
    const cut = session.slice(0, session.findIndex((line) => JSON.stringify(line).includes('"ook."')) + 1);
    const items = await itemsOf(await shownOf(cut));
    expect(shown(items)).toEqual([
      [
        "assistant",
        Date.parse("2026-11-01T10:00:00.000Z"),
        ["cut"],
        [
          ["reasoning", "I think."],
          ["text", "I look."],
        ],
      ],
    ]);
    expect(await summaryOf(cut)).toMatchObject({ answers: 1, result: { text: "I look." }, end: "open" });
  });

  it("are followed by a whole record behind their end in some versions", async () => {
    const later = [init, begin("m1"), ...pieces("Ro", "ses."), stop, ...over, whole("m1", text("Roses.")), begin("m2")];
    const items = await itemsOf(await shownOf(later));
    expect(items).toMatchObject([{ sort: "message", marks: [] }]);
    expect(await summaryOf(later)).toMatchObject({ answers: 1 });
  });
});

// What only older releases of Claude Code write.

import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, call, result, session, text, user } from "./testing/sessionLines.ts";

describe("words typed ahead that hang in the middle of their turn (1.0.128)", () => {
  const turn = [
    user("First", { uuid: "u1" }),
    answer("m1", [call("c1")], { uuid: "a1" }, "tool_use"),
    result("c1", "done", false, { uuid: "r1" }),
    answer("m2", [text("All heard.")], { uuid: "a2" }),
  ];
  const ahead = [user("Second", { uuid: "u2", parentUuid: "r1" }), user("Third", { uuid: "u3", parentUuid: "u2" })];
  const next = [user("Fourth", { uuid: "u4", parentUuid: "a2" }), answer("m4", [text("Four.")])];

  it("are prompts, though the turn went on beside them", async () => {
    expect(await summaryOf(session(...turn, ...ahead, ...next))).toMatchObject({ prompts: 4, undone: 0, answers: 2 });
  });

  it("are told from a prompt that was answered and then taken back", async () => {
    const answered = [...ahead, answer("m3", [text("Three.")], { parentUuid: "u3" })];
    expect(await summaryOf(session(...turn, ...answered, ...next))).toMatchObject({ prompts: 2, undone: 2 });
  });

  it("are told from a prompt at the end of a turn that was taken back before its answer", async () => {
    const lines = session(...turn, user("No", { parentUuid: "a2" }), ...next);
    expect(await summaryOf(lines)).toMatchObject({ prompts: 2, undone: 1 });
  });

  it("stay in the order in which they waited, though of some the queue has no words (2.1.88)", async () => {
    const queue = (operation: string, more: object = {}) => ({ type: "queue-operation", operation, ...more });
    const begun = [user("First"), answer("m1", [call("c1")], {}, "tool_use")];
    const waiting = [queue("enqueue"), queue("enqueue", { content: "Third" }), queue("remove")];
    expect(await summaryOf(session(...begun, ...waiting))).toMatchObject({ prompts: 1 });
    expect(await summaryOf(session(...begun, ...waiting, queue("remove")))).toMatchObject({ prompts: 2 });
  });
});

describe("lines that a resumed session begins with (1.0.58)", () => {
  const timestamp = "2026-03-01T08:00:00.500Z";
  const copied = { timestamp, version: "1.0.58" };
  const copies = [
    user([text("First")], copied),
    answer("m1", [call("c1")], copied, "tool_use"),
    result("c1", "done", false, copied),
    answer("m2", [text("One.")], copied),
  ];
  const own = [user("Second", { timestamp: "2026-03-01T08:00:00.501Z" }), answer("m3", [text("Two.")])];

  it("are another session's, under new ids and at one time", async () => {
    expect(await summaryOf(session({ type: "summary", summary: "One" }, ...copies, ...own))).toMatchObject({
      ...{ prompts: 1, answers: 1, toolCalls: 0, inherited: 1 },
      ...{ tokens: { input: 100, output: 8 }, result: { text: "Two." } },
    });
  });

  it("are its own where time passed between them, or another version wrote them", async () => {
    const asked = [
      user([text("First")], copied),
      answer("m1", [text("One.")], { timestamp: "2026-03-01T08:00:00.502Z" }),
    ];
    expect(await summaryOf(session(...asked, ...own))).toMatchObject({ prompts: 2, inherited: 0 });
    const later = copies.map((line) => ({ ...line, version: "2.1.88" }));
    expect(await summaryOf(session(...later, ...own))).toMatchObject({ prompts: 2, inherited: 0 });
  });
});

describe("the file of an agent that sums a session up (2.1.88)", () => {
  const lines = (agentId: string) =>
    session(
      user("First", { isSidechain: true, agentId }),
      answer("m1", [text("One.")], { isSidechain: true, agentId }),
      user("Respond with text only", { isSidechain: true, agentId }),
      answer("m2", [text("It was about one.")], { isSidechain: true, agentId }),
    );

  it("begins with the session's lines, which are no work of the agent", async () => {
    expect(await summaryOf(lines("acompact-87ca1f734b174156"))).toMatchObject({
      ...{ prompts: 1, answers: 1, inherited: 1 },
      tokens: { input: 100, output: 8 },
    });
  });

  it("is told from that of an agent that was asked twice", async () => {
    expect(await summaryOf(lines("a87ca1f734b174156"))).toMatchObject({ prompts: 2, answers: 2, inherited: 0 });
  });
});

import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, done, piece, session, toolCall, update } from "./testing/acpLines.ts";

describe("messages of version 2 of the Agent Client Protocol", () => {
  it("takes text of another message for another answer", async () => {
    const said = (text: string, messageId: string) => piece(text, { messageId });
    const lines = [...session.slice(0, 5), said("Let me", "m1"), said(" look.", "m1"), said("Roses.", "m2")];
    expect(await summaryOf(lines)).toMatchObject({ answers: 2, result: { text: "Roses." } });
  });

  it("counts a prompt of version 2 once, a message that comes again whole once, and ends with the state", async () => {
    const content = (text: string) => [{ type: "text", text }];
    const echo = update("user_message", { messageId: "u1", content: content("What grows here?") });
    const state = (now: string, more: object = {}) => update("state_update", { state: now, ...more });
    const begun = [
      ...session.slice(0, 5),
      answer(2, { messageId: "u1" }),
      echo,
      state("running"),
      update("agent_thought_chunk", { messageId: "t1", content: { type: "text", text: "Dig first." } }),
      update("agent_thought", { messageId: "t1", content: content("Dig first.") }),
      piece("Ro", { messageId: "m1" }),
      piece("ses.", { messageId: "m1" }),
      update("agent_message", { messageId: "m1", content: content("Roses.") }),
    ];
    const counts = { prompts: 1, answers: 1, result: { text: "Roses." } };
    expect(await summaryOf(begun)).toMatchObject({ ...counts, end: "open" });
    const idle = (stopReason: string) => [...begun, state("idle", { stopReason })];
    expect(await summaryOf(idle("end_turn"))).toMatchObject({ ...counts, end: "completed" });
    expect(await summaryOf(idle("cancelled"))).toMatchObject({ ...counts, end: "interrupted" });
  });

  it("puts a whole message in the place of its pieces, and goes on behind it", async () => {
    const content = (text: string) => [{ type: "text", text }];
    const whole = (more: object) => update("agent_message", { messageId: "m1", ...more });
    const begun = [...session.slice(0, 5), piece("Rozes", { messageId: "m1" })];
    const log = [...begun, update("tool_call", toolCall), done("beds"), whole({ content: content("Roses") })];
    expect(await summaryOf(log)).toMatchObject({ answers: 1, result: { text: "Roses" } });
    const on = [...begun, whole({ content: content("Roses") }), piece(" and more.", { messageId: "m1" })];
    expect(await summaryOf(on)).toMatchObject({ answers: 1, result: { text: "Roses and more." } });
    expect(await summaryOf([...begun, whole({})])).toMatchObject({ answers: 1, result: { text: "Rozes" } });
    expect(await summaryOf([...begun, whole({ content: null })])).toMatchObject({ answers: 0 });
    const prompt = (text: string) => update("user_message", { messageId: "u1", content: content(text) });
    const items = await itemsOf(await shownOf([session[0] ?? {}, prompt("Dyg"), prompt("Dig")]));
    expect(items.flatMap((item) => (item.sort === "message" ? item.texts.map(({ head }) => head) : []))).toEqual([
      "Dig",
    ]);
  });
});

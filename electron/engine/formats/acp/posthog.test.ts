import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, prompt, session, update } from "./testing/acpLines.ts";

describe("a log of PostHog Code", () => {
  const stored = (notification: object) => ({
    type: "notification",
    timestamp: "2026-03-01T10:00:00.000Z",
    notification,
  });

  it("is a log of the protocol with times and methods of its own", async () => {
    const log = [
      ...session.map(stored),
      stored({ jsonrpc: "2.0", method: "__posthog/compact_boundary", params: {} }),
      stored({ jsonrpc: "2.0", method: "_posthog/error", params: { message: "no money" } }),
    ];
    expect(await summaryOf(log)).toMatchObject({
      format: "posthog",
      started: Date.parse("2026-03-01T10:00:00Z"),
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      compactions: 1,
      errors: [{ message: "no money" }],
      end: "failed",
    });
  });

  it("takes an answer that was joined before it was stored as one", async () => {
    const whole = update("agent_message", { content: { type: "text", text: "Roses and weeds." } });
    const log = [prompt(2, "Hi"), whole, answer(2, { stopReason: "end_turn" })].map(stored);
    expect(await summaryOf(log)).toMatchObject({ answers: 1, result: { text: "Roses and weeds." } });
  });

  it("ends with its turn", async () => {
    const end = stored({ jsonrpc: "2.0", method: "_posthog/turn_complete", params: { stopReason: "cancelled" } });
    expect(await summaryOf([stored(prompt(2, "Hi")), end])).toMatchObject({ end: "interrupted" });
  });
});

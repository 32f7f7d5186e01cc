import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../testing/findingsOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, begin, complete, item, meta, toldAnswer, toldPrompt, user } from "./testing/rolloutLines.ts";

describe("a goal that a person sets (0.171)", () => {
  const goal = (turn: string) =>
    item(turn, { type: "function_call_output", name: "goal_objective", namespace: "agent", output: "Count to three" });
  const turn = (name: string, ...lines: readonly unknown[]) => [
    begin(name),
    ...lines,
    toldAnswer(name, `${name}.`, `m${name}`),
    answer(name, `${name}.`, `m${name}`),
    complete(name),
  ];
  const asked = turn("u1", user("u1", "Dig", ["user.text"]), toldPrompt("u1", "Dig"));

  it("is a prompt in a rollout, and no result of a call; told again it is the program's", async () => {
    const lines = [meta(), ...asked, ...turn("u2", goal("u2")), ...turn("u3", goal("u3"))];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 2, answers: 3, toolCalls: 0, end: "completed" });
    expect((await findingsOf(lines)).map(({ rule }) => rule)).not.toContain("orphan-result");
  });

  it("is a prompt in what the app-server sends, when it is set", async () => {
    const note = (method: string, params: object) => ({ method, params: { threadId: "t1", ...params } });
    const updated = (turnId: string | null, status: string) =>
      note("thread/goal/updated", { turnId, goal: { threadId: "t1", objective: "Count to three", status } });
    const lines = [
      note("thread/started", { thread: { id: "t1" } }),
      updated(null, "active"),
      note("turn/started", { turn: { id: "u1" } }),
      updated("u1", "complete"),
      updated(null, "active"),
      note("turn/completed", { turn: { id: "u1", status: "completed" } }),
    ];
    expect(await summaryOf(lines)).toMatchObject({ format: "codex-app-server", prompts: 1, end: "completed" });
  });
});

import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, session, text, user } from "./testing/sessionLines.ts";

const attached = (attachment: object) => ({ type: "attachment", attachment });

describe("a goal that a person sets (2.1.332)", () => {
  const command = user("<command-name>/goal</command-name>\n<command-args>Count to three</command-args>");
  const goal = { type: "goal_status", met: false, sentinel: true, condition: "Count to three" };
  const told = user("A session-scoped Stop hook is now active.", { isMeta: true });

  it("is a prompt, and its command none", async () => {
    const lines = session(attached(goal), command, told, answer("m1", [text("One.")]));
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, answers: 1, end: "completed" });
  });

  it("is none when it is told again, or was met", async () => {
    const again = [
      { ...goal, sentinel: false },
      { ...goal, met: true },
    ].map(attached);
    expect(await summaryOf(session(user("Dig"), ...again))).toMatchObject({ prompts: 1 });
  });
});

describe("a session that goes on in the background (2.1.332)", () => {
  const news = (upTo: string) =>
    `<task-notification>\n<fork-source>\nThis session began as a fork. The conversation up to ${upTo} is shared history with it.`;
  const enqueued = (content: string) => ({
    ...{ type: "queue-operation", operation: "enqueue", content },
    timestamp: "2026-03-01T09:01:00.000Z",
  });
  const lines = (content: string) =>
    session(
      enqueued(content),
      user("Dig"),
      answer("m1", [text("Dug.")]),
      user("Look at the figs"),
      answer("m2", [text("Ripe.")], { timestamp: "2026-03-01T09:01:01.000Z" }),
    );

  it("has its first prompt, which is older than its first line, for its own", async () => {
    expect(await summaryOf(lines(news("2026-03-01T09:00:02.000Z")))).toMatchObject({
      ...{ prompts: 1, answers: 1, inherited: 1 },
      tokens: { input: 100, output: 8 },
    });
  });

  it("is told from a fork, whose first prompt waits in the queue", async () => {
    expect(await summaryOf(lines("Look at the figs"))).toMatchObject({ prompts: 0, inherited: 2 });
  });
});

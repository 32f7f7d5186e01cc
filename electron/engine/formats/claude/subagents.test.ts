import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, call, result, session, text, user } from "./testing/sessionLines.ts";

describe("the sub-agents of a session of Claude Code", () => {
  it("names sub-agents once, and none for a call that was refused", async () => {
    const lines = session(
      user("Ask around"),
      answer("m1", [call("c1", "Agent", { prompt: "a" })], {}, "tool_use"),
      result("c1", "started", false, { toolUseResult: { agentId: "a1", status: "async_launched" } }),
      answer("m2", [call("c2", "Task", { prompt: "b" })], {}, "tool_use"),
      result("c2", "denied", true),
      answer("m3", [call("c3", "Agent", { prompt: "c" })], {}, "tool_use"),
    );
    expect(await summaryOf(lines)).toMatchObject({ subagents: 2, toolCalls: 3, openCalls: 1, end: "open" });
  });

  it("keeps an agent that was at work when its session broke off, behind the result that a resume makes up", async () => {
    const lines = session(
      user("Ask around"),
      answer("m1", [call("c1", "Agent", { prompt: "a" })], {}, "tool_use"),
      result("c1", "Interrupted", true, { toolDenialKind: "interrupted" }),
      user("Go on"),
    );
    expect(await summaryOf(lines)).toMatchObject({ subagents: 1, toolErrors: 0, openCalls: 1 });
    expect(await summaryOf(lines.slice(0, -2))).toMatchObject({ subagents: 1, openCalls: 1 });
  });

  it("counts a workflow's agents by its news", async () => {
    const usage = `<usage><agent_count>3</agent_count></usage>`;
    const news = `<task-notification>\n<task-id>w1</task-id>\n<result>${"x".repeat(5000)}</result>\n${usage}</task-notification>`;
    const hostile = news.replace("3", "1.5").replace("w1", "w2");
    expect(await summaryOf(session(user("Ask all"), user(news), user(news)))).toMatchObject({
      subagents: 3,
      prompts: 1,
    });
    expect(await summaryOf(session(user(hostile)))).toMatchObject({ subagents: 0 });
  });

  it("believes the news of a background task that failed", async () => {
    const news = "<task-notification>\n<tool-use-id>c1</tool-use-id>\n<status>failed</status>\n</task-notification>";
    const begun = [user("Dig"), answer("m1", [call("c1")], {}, "tool_use"), result("c1", "Running in background")];
    const told = [user(news, { origin: { kind: "task-notification" } }), answer("m2", [text("It failed.")])];
    expect(await summaryOf(session(...begun, ...told))).toMatchObject({ prompts: 1, toolErrors: 1 });
    const queued = { type: "queued_command", prompt: news, commandMode: "task-notification" };
    const inTurn = session(...begun, { type: "attachment", attachment: queued });
    expect(await summaryOf(inTurn)).toMatchObject({ prompts: 1, toolErrors: 1 });
  });

  it("reads a sub-agent's own file as a conversation, and one inside its caller's as the caller's doing", async () => {
    const side = { isSidechain: true };
    const own = session(user("Count the beds", side), answer("m1", [text("Three.")], side));
    expect(await summaryOf(own)).toMatchObject({ prompts: 1, answers: 1, end: "completed" });
    const inline = session(
      user("How many?"),
      answer("m0", [call("c1", "Task", { prompt: "Count the beds" })], {}, "tool_use"),
      user("Count the beds", { ...side, parentUuid: null }),
      answer("m1", [text("Three.")], side),
    );
    expect(await summaryOf(inline)).toMatchObject({ prompts: 1, answers: 1, subagents: 1, end: "open" });
  });

  it("takes what a sub-agent is asked for prompts of its own file, though its program writes it", async () => {
    const side = { isSidechain: true };
    const skill = user("Base directory for this skill: /beds\n\nCount.", { ...side, isMeta: true, parentUuid: null });
    const told = user("The coordinator sent a message while you were working:\nAnd pots?", {
      ...{ ...side, isMeta: true, origin: { kind: "coordinator" } },
    });
    const reminder = user("Mind the time.", { ...side, isMeta: true });
    const own = session(
      skill,
      answer("m1", [text("Three.")], side),
      reminder,
      told,
      answer("m2", [text("Two.")], side),
    );
    expect(await summaryOf(own)).toMatchObject({ prompts: 2, answers: 2, undone: 0, end: "completed" });
    const others = session(user("Dig"), user("And pots?", { isMeta: true, origin: { kind: "coordinator" } }));
    expect(await summaryOf(others)).toMatchObject({ prompts: 1 });
  });

  it("counts an agent that is asked again under another call once", async () => {
    const asked = (id: string, more: object = {}) => [
      answer(`m-${id}`, [call(id, "Task", { prompt: "Count", ...more })], {}, "tool_use"),
      result(id, "Three.", false, { toolUseResult: { agentId: "a1" } }),
    ];
    expect(await summaryOf(session(user("Ask"), ...asked("c1"), ...asked("c2", { resume: "a1" })))).toMatchObject({
      subagents: 1,
    });
  });
});

import { describe, expect, it } from "vitest";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { claudeCode } from "./claudeCode.ts";
import { answer, call, result, session, text, user } from "./testing/sessionLines.ts";

describe("a session of Claude Code", () => {
  it("is recognised by its tree, and told from what only looks like it", () => {
    expect(formatOf(session(user("Plant roses"), answer("m1", [text("Planted.")])))).toBe("claude-code");
    const terminal = session(user("Plant roses", { session_id: "garden" }), answer("m1", [text("Yes.")]));
    expect(formatOf(terminal)).toBe("claude-code");
    const qwen = { uuid: "a", parentUuid: null, sessionId: "s", type: "user", message: { role: "user", parts: [] } };
    expect(formatOf([qwen])).not.toBe("claude-code");
    const journal = { type: "result", key: "k", agentId: "a1", result: "done" };
    expect(formatOf([{ type: "started", key: "k" }, journal])).toBe("generic");
  });

  it("counts an answer once that is written block by block, and its usage once", async () => {
    const lines = session(
      user("Plant roses"),
      answer("m1", [{ type: "thinking", thinking: "Where?" }], {}, "tool_use"),
      answer("m1", [text("I look first.")], {}, "tool_use"),
      answer("m1", [call("c1")], {}, "tool_use"),
      result("c1", "Exit code 2\nno spade", true),
      answer("m2", [text("There is no spade.")]),
    );
    expect(await summaryOf(lines)).toMatchObject({
      format: "claude-code",
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      openCalls: 0,
      models: ["rose-1"],
      tokens: { input: 200, cachedInput: 140, cacheWrite: 40, output: 16 },
      result: { text: "There is no spade." },
      end: "completed",
    });
  });

  it("keeps parallel calls, whose lines lie beside the way to the last one", async () => {
    const lines = session(
      user("Water all", { uuid: "u" }),
      answer("m1", [call("slow")], { uuid: "a1" }, "tool_use"),
      answer("m1", [call("quick")], { uuid: "a2" }, "tool_use"),
      answer("m1", [call("quicker")], { uuid: "a3" }, "tool_use"),
      result("quicker", "ok", false, { uuid: "r3", parentUuid: "a3" }),
      result("quick", "ok", false, { uuid: "r2", parentUuid: "a2" }),
      result("slow", "ok", false, { uuid: "r1", parentUuid: "a1" }),
      answer("m2", [text("Watered.")], { uuid: "b", parentUuid: "r1" }),
    );
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, answers: 1, toolCalls: 3, openCalls: 0, undone: 0 });
  });

  it("finds the result that was written before its call", async () => {
    const lines = session(
      user("Dig"),
      result("c1", "Exit code 1", true),
      answer("m1", [call("c1")], {}, "tool_use"),
      answer("m2", [text("Failed.")]),
    );
    expect(await summaryOf(lines)).toMatchObject({ toolCalls: 1, openCalls: 0, toolErrors: 1 });
  });

  it("takes the true one of several results, and leaves a call open that has only an invented one", async () => {
    const invented = result("c1", "[interrupted]", true, { toolDenialKind: "interrupted" });
    const begun = [user("Dig"), answer("m1", [call("c1")], {}, "tool_use"), invented];
    expect(await summaryOf(session(...begun))).toMatchObject({ openCalls: 1, toolErrors: 0 });
    expect(await summaryOf(session(...begun, result("c1", "deep")))).toMatchObject({ openCalls: 0, toolErrors: 0 });
    const refused = result("c1", "No.", true, { toolDenialKind: "permission-rule" });
    expect(await summaryOf(session(...begun, refused))).toMatchObject({ openCalls: 0, toolErrors: 1 });
  });

  it("counts no answer that the program gave, and names its error", async () => {
    const synthetic = (words: string, isApiErrorMessage: boolean) => {
      const line = answer("x", [text(words)], { isApiErrorMessage });
      return { ...line, message: { ...line.message, model: "<synthetic>" } };
    };
    const retry = { type: "system", subtype: "api_error", uuid: "e", retryAttempt: 1, maxRetries: 2 };
    const lines = session(
      user("Dig"),
      { ...retry, error: { formatted: "500 mud" } },
      synthetic("API Error: 500 mud", true),
    );
    expect(await summaryOf(lines)).toMatchObject({
      answers: 0,
      models: [],
      tokens: null,
      errors: [
        { record: 1, message: "500 mud (retry 1 of 2)" },
        { record: 2, message: "API Error: 500 mud" },
      ],
      end: "failed",
    });
    expect(await summaryOf(session(user("Dig"), synthetic("No response requested.", false)))).toMatchObject({
      answers: 0,
      errorCount: 0,
      end: "open",
    });
  });

  it("keeps what stands before a compaction, and counts its summary as nothing", async () => {
    const lines = session(
      user("Dig"),
      answer("m1", [text("Dug.")]),
      { type: "system", subtype: "compact_boundary", uuid: "z", parentUuid: null, logicalParentUuid: "n1" },
      user("We dug.", { isCompactSummary: true }),
      user("Plant"),
      answer("m2", [text("Planted.")]),
    );
    expect(await summaryOf(lines)).toMatchObject({ prompts: 2, answers: 2, compactions: 1, undone: 0 });
  });

  it("marks what a fork copied, by the session that its answers were given in", async () => {
    const copied = { requestSessionId: "meadow" };
    const lines = session(
      user("Dig"),
      answer("m1", [text("Dug.")], copied),
      user("Deeper"),
      answer("m2", [text("Deeper.")], copied),
      user("Plant"),
      answer("m3", [text("Planted.")], { requestSessionId: "garden" }),
    );
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, inherited: 2, answers: 1, tokens: { input: 100 } });
    const [prompt, reply, next] = session(user("Dig"), answer("m1", [text("Dug.")]), user("Plant"));
    const asked = { type: "queue-operation", operation: "enqueue", content: "Plant", sessionId: "garden" };
    const byTime = [{ ...asked, timestamp: "2026-03-01T09:00:01.500Z" }, prompt, reply, next];
    expect(await summaryOf(byTime)).toMatchObject({ prompts: 1, inherited: 1, answers: 0, tokens: null });
    const boundary = {
      ...{ type: "system", subtype: "compact_boundary", uuid: "z", parentUuid: null, sessionId: "garden" },
      timestamp: "2026-03-01T09:00:00.000Z",
    };
    const failed = { ...boundary, subtype: "api_error", uuid: "y", error: { message: "overloaded" } };
    const compacted = [{ ...asked, timestamp: "2026-03-01T09:00:01.500Z" }, boundary, failed, prompt, reply, next];
    expect(await summaryOf(compacted)).toMatchObject({ prompts: 1, inherited: 1, compactions: 0, errorCount: 0 });
    const older = session(user("Dig", { forkedFrom: { sessionId: "meadow" } }), user("Plant"));
    expect(await summaryOf(older)).toMatchObject({ prompts: 1, inherited: 1 });
  });

  it("counts entries that are repeated once", async () => {
    const lines = session(user("Dig"), answer("m1", [text("Dug.")]), user("Plant"));
    expect(await summaryOf([...lines.slice(0, 2), ...lines])).toMatchObject({
      prompts: 2,
      answers: 1,
      tokens: { output: 8 },
      result: { text: "Dug." },
    });
  });

  it("says how it ended", async () => {
    const ends = async (...lines: readonly object[]) => (await summaryOf(session(user("Dig"), ...lines))).end;
    expect(await ends()).toBe("open");
    expect(await ends(answer("m1", [text("Dug.")], {}, null))).toBe("completed");
    expect(await ends(answer("m1", [call("c1")], {}, null))).toBe("open");
    expect(await ends(answer("m1", [text("No.")], {}, "refusal"))).toBe("failed");
    expect(await ends(answer("m1", [text("Du")], {}, "max_tokens"))).toBe("failed");
    const goOn = user("Go on.", { isMeta: true, turnCompanion: true });
    expect(await ends(answer("m1", [text("Du")]), goOn)).toBe("open");
    expect(await ends(answer("m1", [text("Du")], {}, null), user([text("[Request interrupted by user]")]))).toBe(
      "interrupted",
    );
    const output = { type: "attachment", attachment: { type: "structured_output", data: {}, toolUseID: "c1" } };
    const called = answer("m1", [call("c1")], {}, "tool_use");
    expect(await ends(called, output, result("c1"))).toBe("completed");
    expect(await ends(called, result("c1"), output)).toBe("completed");
    expect(await ends(called, output, result("c1"), answer("m2", [call("c2")], {}, "tool_use"), result("c2"))).toBe(
      "open",
    );
    const limit = { type: "attachment", attachment: { type: "max_turns_reached", maxTurns: 1 } };
    expect(await ends(answer("m1", [call("c1")], {}, "tool_use"), result("c1"), limit)).toBe("failed");
  });

  it("takes the cost that the file states last, and no time from it", async () => {
    const lines = [
      ...session(user("Dig"), answer("m1", [text("Dug.")])),
      { type: "cost-state", sessionId: "garden", totalCostUSD: 0.25, startTime: 1_600_000_000_000 },
      { type: "cost-state", sessionId: "garden", totalCostUSD: 0.5, startTime: 1_600_000_000_000 },
    ];
    expect(await summaryOf(lines)).toMatchObject({ cost: { usd: 0.5 }, started: Date.UTC(2026, 2, 1, 9) });
  });

  it("reads like sentences", () => {
    const [prompt, ask, failure, thought, state, queued] = [
      user("Fix the fence"),
      answer("m1", [call("c1", "Bash", { command: "npm test" })]),
      result("c1", "Exit code 1\nno nails", true),
      answer("m2", [{ type: "thinking", thinking: "" }]),
      { type: "cost-state", totalCostUSD: 0.5 },
      { type: "attachment", attachment: { type: "queued_command", prompt: "faster", commandMode: "prompt" } },
    ].map((line) => claudeCode.preview(line));
    expect(prompt).toBe("user  “Fix the fence”");
    expect(ask).toBe("Bash  npm test");
    expect(failure).toBe("→ exit 1  no nails");
    expect(thought).toBe("thinks  (not shown)");
    expect(state).toBe("$0.5000 so far");
    expect(queued).toBe("user, while a tool ran  “faster”");
    const others = [
      user("<command-name>/clear</command-name>\n<command-args></command-args>"),
      user(
        "<command-message>mow</command-message>\n<command-name>/mow</command-name>\n<command-args>the lawn</command-args>",
      ),
      user("<bash-input>ls beds</bash-input>"),
      user("<bash-stdout>roses</bash-stdout>"),
      user("<task-notification><status>failed</status>\n<summary>Digging failed</summary></task-notification>"),
      user("Be brief.", { isMeta: true }),
      { type: "attachment", attachment: { type: "hook_success", hookName: "Stop", content: "ok" } },
      { type: "attachment", attachment: { type: "date", date: "2026-03-01" } },
      { type: "system", subtype: "turn_duration", durationMs: 1500 },
      { type: "progress", data: { type: "bash_progress", elapsedTimeSeconds: 2, output: "dig" } },
      { type: "progress", data: { type: "agent_progress", message: { message: { content: [text("Count")] } } } },
      { type: "file-history-snapshot", snapshot: { trackedFileBackups: { "beds.txt": {} } } },
      { type: "last-prompt", lastPrompt: "Dig" },
      { type: "mode", mode: "normal", sessionId: "garden" },
    ];
    expect(others.map((line) => claudeCode.preview(line))).toEqual([
      "command  /clear",
      "command  /mow  the lawn",
      "!  ls beds",
      "→ roses",
      "task  failed  Digging failed",
      "program  “Be brief.”",
      "hook  Stop  ok",
      "added  date  date: 2026-03-01",
      "turn took 1.5 s",
      "running for 2 s  dig",
      "sub-agent  prompt  “Count”",
      "1 file kept  beds.txt",
      "last prompt  “Dig”",
      "mode: normal",
    ]);
    // The first bytes of a long line end before its type.
    expect(claudeCode.preview({ parentUuid: "x", message: { role: "assistant", content: [text("So")] } })).toBe(
      "assistant  “So”",
    );
  });
});

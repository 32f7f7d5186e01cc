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

  it("takes back prompts that were rewound, also the first one", async () => {
    const lines = session(
      user("Roses?", { uuid: "u1" }),
      answer("m1", [text("Yes.")], { uuid: "a1" }),
      user("Red ones", { uuid: "u2", parentUuid: "a1" }),
      answer("m2", [text("Red."), call("c1")], { uuid: "a2" }),
      user("No, white ones", { uuid: "u3", parentUuid: "a1" }),
      answer("m3", [text("White.")], { uuid: "a3" }),
    );
    expect(await summaryOf(lines)).toMatchObject({ prompts: 2, undone: 1, answers: 2, toolCalls: 0, openCalls: 0 });
    const first = session(
      user("Roses?"),
      answer("m1", [text("Yes.")]),
      user("Tulips?", { parentUuid: null }),
      answer("m2", [text("No.")]),
    );
    expect(await summaryOf(first)).toMatchObject({ prompts: 1, undone: 1, answers: 1, result: { text: "No." } });
  });

  it("takes words that were typed while a tool ran for a prompt, once", async () => {
    const lines = session(
      user("Dig"),
      answer("m1", [call("c1")], {}, "tool_use"),
      { type: "queue-operation", operation: "enqueue", content: "deeper" },
      result("c1"),
      { type: "attachment", attachment: { type: "queued_command", prompt: "deeper", commandMode: "prompt" } },
      { type: "queue-operation", operation: "remove", content: "deeper", reason: "absorbed_mid_turn" },
      { type: "attachment", attachment: { type: "queued_command", prompt: "x", commandMode: "task-notification" } },
      answer("m2", [text("Deeper.")]),
    );
    expect(await summaryOf(lines)).toMatchObject({ prompts: 2, answers: 1 });
  });

  it("finds such words in the queue alone, as versions wrote them that kept no attachments", async () => {
    const lines = session(
      user("Dig"),
      answer("m1", [call("c1")], {}, "tool_use"),
      { type: "queue-operation", operation: "enqueue", content: "deeper" },
      { type: "queue-operation", operation: "remove" },
      { type: "queue-operation", operation: "enqueue", content: "and plant" },
      result("c1"),
      answer("m2", [text("Deeper.")]),
      { type: "queue-operation", operation: "dequeue" },
      user("and plant"),
    );
    expect(await summaryOf(lines)).toMatchObject({ prompts: 3, answers: 1 });
  });

  it("counts nothing that no person said as a prompt", async () => {
    const lines = session(
      user("Weed"),
      user("<command-name>/clear</command-name>"),
      user("<local-command-stdout></local-command-stdout>"),
      user("<bash-input>ls</bash-input>"),
      user("<system-reminder>Be brief.</system-reminder>"),
      user("<task-notification><status>completed</status></task-notification>", {
        origin: { kind: "task-notification" },
      }),
      user("Expanded", { isMeta: true }),
      user([text("[Request interrupted by user]")]),
      user("Caveat: The messages below were generated by the user while running local commands.", { isMeta: true }),
      { type: "api-request-blob", hash: "h", message: { role: "user", content: "Weed" } },
      { type: "last-prompt", lastPrompt: "Weed" },
      user([text("<system-reminder>Be brief.</system-reminder>"), text("Now mow")]),
      user("<command-message>mow</command-message>\n<command-name>/mow</command-name>"),
    );
    expect(await summaryOf(lines)).toMatchObject({ prompts: 3, answers: 0 });
  });

  it("counts a command once that older versions expand in a line that is not meta, and one that there is not never", async () => {
    const name = "<command-message>mow is running</command-message>\n<command-name>/mow</command-name>";
    const lines = (first: unknown) =>
      session(
        user(first),
        user("Please mow the lawn."),
        answer("m1", [text("Mown.")]),
        user("Unknown slash command: dig"),
        user("Unknown slash command: dig is what it says"),
      );
    expect(await summaryOf(lines(name))).toMatchObject({ prompts: 2, answers: 1 });
    expect(await summaryOf(lines([text(name)]))).toMatchObject({ prompts: 2, answers: 1 });
    expect(await summaryOf(lines("Mow."))).toMatchObject({ prompts: 3 });
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

  it("takes a local command that is written as it was typed for no prompt", async () => {
    const caveat =
      "<local-command-caveat>The command below was run directly in Claude Code, not sent to you as a request.";
    const local = {
      type: "system",
      subtype: "local_command",
      content: "<local-command-stdout>Four.</local-command-stdout>",
    };
    const above = [
      user("Dig"),
      answer("m1", [text("Dug.")]),
      user(`${caveat}</local-command-caveat>`, { isMeta: true }),
    ];
    expect(await summaryOf(session(...above, user("/apart to four"), local))).toMatchObject({
      ...{ prompts: 1, answers: 1, undone: 0, end: "completed" },
    });
    expect(await summaryOf(session(...above, user("/apart to four"), local, user("Sow")))).toMatchObject({
      ...{ prompts: 2, answers: 1, undone: 0, end: "open" },
    });
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

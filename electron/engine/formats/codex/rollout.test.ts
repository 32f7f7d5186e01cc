import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../testing/findingsOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import {
  answer,
  begin,
  call,
  complete,
  count,
  event,
  exited,
  item,
  line,
  meta,
  output,
  ran,
  script,
  told,
  toldAnswer,
  toldPrompt,
  usage,
  user,
} from "./testing/rolloutLines.ts";

/** Of lines behind a session's header. */
const of = (...lines: readonly unknown[]) => summaryOf([meta(), ...lines]);

describe("twins in a rollout", () => {
  it("are one prompt, one answer and one call of the paginated dialect", async () => {
    const summary = await of(
      begin("u1"),
      user("u1", "<environment_context>/</environment_context>", ["environments.environment_context"]),
      user("u1", "Water the roses", ["user.text"]),
      toldPrompt("u1", "Water the roses"),
      told("u1", { type: "Reasoning", id: "r1", summary_text: ["Where?"] }),
      item("u1", { type: "reasoning", id: "r1", summary: [{ type: "summary_text", text: "Where?" }] }),
      call("u1", "c1"),
      ran("u1", "c1", 0),
      output("u1", "c1", exited(0)),
      toldAnswer("u1", "Done.", "m1"),
      answer("u1", "Done.", "m1"),
      complete("u1", { last_agent_message: "Done." }),
    );
    expect(summary).toMatchObject({ prompts: 1, answers: 1, toolCalls: 1, openCalls: 0, end: "completed" });
    expect(summary.result).toEqual({ text: "Done.", bytes: 5, cut: false });
  });

  it("are no prompt when they are a picture that a call's result promised (0.98)", async () => {
    const picture = [
      item("u1", {
        type: "message",
        role: "user",
        content: [{ type: "input_image", image_url: "data:image/png;base64,AA" }],
      }),
      event("user_message", { message: "", images: ["data:image/png;base64,AA"], local_images: [] }),
    ];
    const asked = [begin("u1"), user("u1", "Look"), event("user_message", { message: "Look", images: [] })];
    const looked = [call("u1", "c1", "view_image", { path: "p.png" }), output("u1", "c1", "attached local image path")];
    expect(await of(...asked, ...looked, ...picture)).toMatchObject({ prompts: 1, toolCalls: 1 });
    expect(await of(...asked, ...looked, answer("u1", "Seen."), ...picture)).toMatchObject({ prompts: 2 });
    expect(await of(...asked, call("u1", "c1"), output("u1", "c1", exited(0)), ...picture)).toMatchObject({
      prompts: 2,
    });
  });

  it("are paired by text in the legacy dialect, whose events have no ids", async () => {
    const turn = (name: string) => [
      begin(name),
      user(name, "Go on"),
      event("user_message", { message: "Go on", images: [] }),
      event("agent_reasoning", { text: "Where?" }),
      item(name, { type: "reasoning", summary: [{ type: "summary_text", text: "Where?" }] }),
      event("agent_message", { message: "Done." }),
      count(10, 10),
      answer(name, "Done.", "m1"),
      complete(name),
    ];
    expect(await of(...turn("u1"), ...turn("u2"))).toMatchObject({ prompts: 2, answers: 2, end: "completed" });
  });

  it("are paired though both have ids, and others: a migrated file", async () => {
    const lines = [begin("u1"), toldAnswer("u1", "Done.", "item-1"), answer("u1", "Done.", "m1"), complete("u1")];
    expect(await of(...lines)).toMatchObject({ answers: 1 });
  });

  it("are paired though a picture stands in only one of them", async () => {
    const content = [
      { type: "input_text", text: '<image name=[Image #1] path="bed.png">' },
      { type: "input_image", image_url: "data:image/png;base64,AAAA" },
      { type: "input_text", text: "</image>" },
      { type: "input_text", text: "Look" },
    ];
    const said = [
      { type: "local_image", path: "bed.png" },
      { type: "text", text: "Look" },
    ];
    const lines = [
      begin("u1"),
      item("u1", { type: "message", role: "user", content }, ["user.text", "user.image"]),
      told("u1", { type: "UserMessage", id: "p", content: said }),
    ];
    expect(await of(...lines)).toMatchObject({ prompts: 1 });
  });

  it("are told from the same words said again", async () => {
    const lines = ["u1", "u2"].flatMap((turn) => [
      begin(turn),
      user(turn, "Go on", ["user.text"]),
      toldPrompt(turn, "Go on"),
      toldAnswer(turn, "Done.", "m1"),
      answer(turn, "Done.", "m1"),
      answer(turn, "Done.", "m2"),
      complete(turn),
    ]);
    expect(await of(...lines)).toMatchObject({ prompts: 2, answers: 4 });
  });
});

describe("words of role user that no person said", () => {
  it("are no prompts, by what the record says of them or by how they begin", async () => {
    const lines = [
      user("u1", "<turn_aborted>…</turn_aborted>", ["generic.turn_aborted"]),
      user("u1", "<subagent_notification>{}</subagent_notification>"),
      user("u1", "<user_shell_command>…</user_shell_command>"),
      user("u1", "<user_action>…</user_action>", ["unknown"]),
      user("u1", "Another language model started to solve this problem and …"),
      user("u1", "Water the roses"),
    ];
    expect(await of(...lines)).toMatchObject({ prompts: 1 });
  });

  it("are none when prompts have events and these have not", async () => {
    const lines = [
      begin("u1"),
      user("u1", "A hook's remark"),
      user("u1", "Water the roses"),
      event("user_message", { message: "Water the roses" }),
      complete("u1"),
    ];
    expect(await of(...lines)).toMatchObject({ prompts: 1 });
  });
});

describe("tokens", () => {
  it("are those of each response's record, and not the counts beside them", async () => {
    const lines = [
      begin("u1"),
      count(5, 5),
      usage("u1", "r0", 10),
      count(15, 10),
      usage("u1", "r1", 20),
      count(35, 20),
    ];
    const again = [begin("u2"), usage("u2", "r0", 30), count(30, 30), usage("u2", "r0", 30)];
    expect((await of(...lines, ...again)).tokens).toMatchObject({ input: 60, cachedInput: 3, output: 6 });
  });

  it("are those of the counts in a turn without records: once each, and never zeros", async () => {
    const zeros = event("token_count", { info: { total_token_usage: { input_tokens: 0, total_tokens: 99 } } });
    const lines = [
      begin("u1"),
      count(105, 5),
      count(105, 5),
      event("token_count", { info: null }),
      zeros,
      count(115, 10),
    ];
    expect((await of(...lines, begin("u2"), usage("u2", "r0", 30))).tokens).toMatchObject({ input: 45 });
    expect((await of(zeros)).tokens).toBeNull();
  });
});

describe("a compaction", () => {
  it("is one however it is told, and its summary is no answer", async () => {
    const lines = [
      begin("u1"),
      user("u1", "Work", ["user.text"]),
      toldPrompt("u1", "Work"),
      toldAnswer("u1", "First", "m1"),
      answer("u1", "First", "m1"),
      answer("u1", "SUMMARY", "m2"),
      usage("u1", "r1", 10),
      line("compacted", { message: "Another language model … SUMMARY", replacement_history: [] }),
      told("u1", { type: "ContextCompaction", id: "x" }),
      toldAnswer("u1", "Second", "m3"),
      answer("u1", "Second", "m3"),
    ];
    expect(await of(...lines)).toMatchObject({ prompts: 1, answers: 2, compactions: 1 });
    expect(await of(begin("u1"), event("context_compacted"))).toMatchObject({ compactions: 1 });
  });
});

describe("how a rollout ends", () => {
  const end = async (...lines: readonly unknown[]) => (await of(...lines)).end;

  it("is told by the last turn", async () => {
    expect(await end(begin("u1"), complete("u1"))).toBe("completed");
    expect(await end(begin("u1"), event("turn_aborted", { turn_id: "u1", reason: "interrupted" }))).toBe("interrupted");
    expect(await end(begin("u1"), complete("u1"), begin("u2"), user("u2", "Go"))).toBe("open");
    const failed = await of(begin("u1"), complete("u1", { error: { message: "too busy", codex_error_info: "x" } }));
    expect(failed).toMatchObject({ end: "failed", errors: [{ message: "too busy (x)" }] });
  });

  it("is told by the last word where turns are not told", async () => {
    expect(await end(user(undefined, "Go"), answer(undefined, "Gone"))).toBe("completed");
    expect(await end(user(undefined, "Go"), answer(undefined, "Gone"), user(undefined, "Where?"))).toBe("open");
    expect(await end(user(undefined, "Go"), call(undefined, "c1"))).toBe("open");
    // An answer that says nothing is told by its tokens alone.
    const counted = (input_tokens: number) =>
      event("token_count", { info: { total_token_usage: { input_tokens }, last_token_usage: { input_tokens: 10 } } });
    const said = [user(undefined, "Go"), answer(undefined, "Gone"), counted(10), user(undefined, "And?")];
    expect(await end(...said, counted(20))).toBe("completed");
    expect(await end(...said, counted(10))).toBe("open");
    expect(await end(...said, call(undefined, "c1"), counted(20))).toBe("open");
    expect(await end(...said, call(undefined, "c1"), counted(20), counted(30))).toBe("completed");
  });

  it("does not ask that a turn's end has its start's id: a review", async () => {
    expect(await end(begin("child"), complete("own"))).toBe("completed");
  });
});

describe("other threads", () => {
  it("leave what they had said in a sub-agent's file, and an interruption that was none", async () => {
    const numbered = (ordinal: number, one: object) => ({ ...one, ordinal });
    const lines = [
      meta({ agent_path: "/root/digger", subagent_history_start_ordinal: 5 }),
      meta({ id: "t0" }),
      begin("u0"),
      user("u0", "Delegate", ["user.text"]),
      event("turn_aborted", { turn_id: "u0", reason: "interrupted" }),
      begin("u1"),
      item("u1", {
        type: "agent_message",
        author: "/root",
        recipient: "/root/digger",
        content: [{ type: "encrypted_content", encrypted_content: "Dig" }],
      }),
      answer("u1", "Dug.", "m1"),
    ].map((one, ordinal) => numbered(ordinal, one));
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, inherited: 1, answers: 1, end: "open" });
    expect(await summaryOf([...lines, complete("u1")])).toMatchObject({ end: "completed" });
  });

  it("were replayed in older forks, up to a turn younger than the fork", async () => {
    const lines = [
      meta({ id: "019a0000-0000-7000-8000-000000000000", forked_from_id: "t0" }),
      meta({ id: "t0" }),
      begin("01990000-0000-7000-8000-000000000001"),
      user(undefined, "Old question"),
      answer(undefined, "Old answer"),
      count(50, 50),
      complete("01990000-0000-7000-8000-000000000001"),
      begin("019b0000-0000-7000-8000-000000000002"),
      user(undefined, "New question"),
      answer(undefined, "New answer"),
      count(57, 7),
    ];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, inherited: 1, answers: 1, tokens: { input: 7 } });
    // The turn in which a parent spawned its sub-agent is not ended there.
    const spawned = lines.filter((one) => !JSON.stringify(one).includes("task_complete"));
    const ended = [...spawned, complete("019b0000-0000-7000-8000-000000000002")];
    expect(await findingsOf(ended)).toEqual([]);
  });

  it("were replayed at once where ids tell no time", async () => {
    const at = (second: number, one: object) => ({ ...one, timestamp: `2026-03-01T10:00:${second}.000Z` });
    const lines = [
      at(10, meta({ forked_from_id: "t0" })),
      at(10, meta({ id: "t0" })),
      at(11, user(undefined, "Old question")),
      at(14, user(undefined, "New question")),
    ];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, inherited: 1 });
  });

  it("are no sub-agents when they are those this one comes from", async () => {
    const talked = event("sub_agent_activity", { agent_thread_id: "t0", agent_path: "/root", kind: "interacted" });
    expect(await summaryOf([meta({ parent_thread_id: "t0" }), begin("u1"), talked])).toMatchObject({ subagents: 0 });
  });

  it("are not asked for by a session's own header that stands there again", async () => {
    expect(await of(user("u1", "One"), meta(), user("u1", "Two"))).toMatchObject({ prompts: 2, inherited: 0 });
  });

  it("are sub-agents when an item names them, each once", async () => {
    const started = { type: "SubAgentActivity", id: "c1", kind: "started", agent_thread_id: "t2" };
    const spawned = { type: "CollabAgentToolCall", id: "c2", tool: "spawn_agent", receiver_thread_ids: ["t2", "t3"] };
    expect(await of(begin("u1"), told("u1", started), told("u1", spawned))).toMatchObject({ subagents: 2 });
    const lines = [call("u1", "c1", "spawn_agent", {}), output("u1", "c1", '{"agent_id":"t4","nickname":"Ada"}')];
    expect(await of(...lines)).toMatchObject({ subagents: 1 });
  });

  it("are repeated by a review's parent", async () => {
    const lines = [
      begin("child"),
      told("child", { type: "UserMessage", id: "p", content: [{ type: "text", text: "Review this" }] }, "t2"),
      told("child", { type: "CommandExecution", id: "c1", command: ["ls"], exit_code: 1 }, "t2"),
      answer("own", "One finding", "m1"),
      told("own", { type: "AgentMessage", id: "m1", content: [{ type: "Text", text: "One finding" }] }),
      complete("own"),
    ];
    expect(await of(...lines)).toMatchObject({ prompts: 0, answers: 1, toolCalls: 0, subagents: 1 });
  });
});

describe("what a person did beside prompting", () => {
  it("by running a command is no call of the model", async () => {
    const lines = [begin("u1"), script("u1", "c1"), ran("u1", "x1", 1, { source: "user_shell" })];
    expect(await of(...lines)).toMatchObject({ toolCalls: 1, toolErrors: 0 });
  });

  it("by taking turns back undoes what was said in them", async () => {
    const turn = (name: string) => [
      begin(name),
      user(name, name, ["user.text"]),
      answer(name, name, "m1"),
      complete(name),
    ];
    const lines = [...turn("u1"), ...turn("u2"), ...turn("u3"), event("thread_rolled_back", { num_turns: 2 })];
    expect(await of(...lines, ...turn("u4"))).toMatchObject({ prompts: 2, undone: 2, answers: 2 });
  });
});

describe("what is wrong in a rollout", () => {
  // The ordinal stands behind the time.
  const numbered = (...lines: readonly object[]) => lines.map((one, ordinal) => ({ timestamp: "", ordinal, ...one }));
  const rules = async (lines: readonly unknown[]) => (await findingsOf(lines)).map(({ rule }) => rule);
  const turn = (name: string, input: number) => [
    begin(name),
    call(name, "c1"),
    usage(name, "r0", input),
    ran(name, "c1", 0),
    output(name, "c1", exited(0)),
    count(input, input),
    complete(name),
  ];

  it("is nothing, though each result stands there in two cuts, and a script's in several", async () => {
    const lines = [
      begin("u2"),
      script("u2", "c1"),
      ran("u2", "exec-1", 0),
      output("u2", "c1", "one", "custom_tool_call_output"),
      output("u2", "c1", "two", "custom_tool_call_output"),
      complete("u2"),
    ];
    expect(await rules(numbered(meta(), ...turn("u1", 5), ...lines))).toEqual([]);
  });

  it("is a second result of a call", async () => {
    const lines = [begin("u1"), call("u1", "c1"), output("u1", "c1", "1"), output("u1", "c1", "2"), complete("u1")];
    expect(await rules([meta(), ...lines])).toEqual(["several-results"]);
  });

  it("is an ordinal that is missing, or was given to a torn line before", async () => {
    const [first, second, third] = numbered(meta(), begin("u1"), complete("u1"));
    expect(await rules([first, third])).toEqual(["ordinal-gap"]);
    const torn = JSON.stringify(third).replace(/.{20}$/, "");
    expect(await rules([first, second, torn, third])).toEqual(["not-json", "ordinal-repeated"]);
  });

  it("is a turn that never ends", async () => {
    expect(await rules([meta(), begin("u1"), begin("u2")])).toEqual(["unclosed-turn", "unclosed-turn"]);
  });

  it("are totals that are not the sum of the requests, said once", async () => {
    const lines = [meta(), begin("u1"), usage("u1", "r0", 10), usage("u1", "r1", 10), count(110, 10), count(120, 10)];
    const total = { input_tokens: 130 };
    const asFork = line("token_usage_record", {
      turn_id: "u1",
      usage: { input_tokens: 10 },
      thread_token_usage: total,
    });
    expect(await rules([...lines, asFork, complete("u1")])).toEqual(["token-totals", "token-totals"]);
  });
});

describe("lines before September 2025", () => {
  it("are items without an envelope", async () => {
    const lines = [
      { id: "t1", timestamp: "2025-08-01T10:00:00.000Z", instructions: null },
      { record_type: "state" },
      { type: "message", role: "user", content: [{ type: "input_text", text: "Water the roses" }] },
      { type: "function_call", name: "shell", arguments: "{}", call_id: "c1" },
      { type: "function_call_output", call_id: "c1", output: "patch rejected by user" },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "No." }] },
    ];
    expect(await summaryOf(lines)).toMatchObject({
      format: "codex-rollout",
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      toolErrors: 1,
      end: "completed",
    });
  });
});

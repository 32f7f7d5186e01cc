// Calls of a rollout: how they went, what they gave, and what a script called.

import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../testing/findingsOf.ts";
import { summaryOf, transcriptOf } from "../../../testing/summaryOf.ts";
import { readCallStatistics } from "../../conversation/callStatistics.ts";
import { Entries } from "../../conversation/entries.ts";
import { runNow } from "../../conversation/pacer.ts";
import { readEntries } from "../../conversation/readEntries.ts";
import { exportEntries } from "../../snapshot/testing/exportEntries.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import { codexRollout } from "./rollout.ts";
import { begin, call, complete, event, exited, item, meta, output, ran, script, told } from "./testing/rolloutLines.ts";

/** Of lines behind a session's header. */
const of = (...lines: readonly unknown[]) => summaryOf([meta(), ...lines]);

describe("what came of a call", () => {
  const went = async (...lines: readonly unknown[]) => {
    const { toolCalls, toolErrors, openCalls } = await of(begin("u1"), ...lines);
    return { toolCalls, toolErrors, openCalls };
  };
  const fine = { toolCalls: 1, toolErrors: 0, openCalls: 0 };
  const failed = { toolCalls: 1, toolErrors: 1, openCalls: 0 };

  it("is told by the event's exit code, or else by the prose", async () => {
    expect(await went(call("u1", "c1"), ran("u1", "c1", 3), output("u1", "c1", "no"))).toEqual(failed);
    expect(await went(call("u1", "c1"), output("u1", "c1", exited(3)))).toEqual(failed);
    expect(await went(call("u1", "c1"), output("u1", "c1", exited(0)))).toEqual(fine);
  });

  it("is told behind a command of any length (0.118)", async () => {
    const text = (code: number) => `Command: sh -c '${"x\n".repeat(3000)}'\n${exited(code)}roses`;
    expect(await went(call("u1", "c1"), output("u1", "c1", text(2)))).toEqual(failed);
    expect(await went(call("u1", "c1"), output("u1", "c1", text(0)))).toEqual(fine);
  });

  it("is told by JSON whose code stands behind an output of any length", async () => {
    const told = (code: number) =>
      JSON.stringify({ output: "x".repeat(5000), metadata: { exit_code: code, duration_seconds: 0.1 } });
    expect(await went(call("u1", "c1"), output("u1", "c1", told(2)))).toEqual(failed);
    expect(await went(call("u1", "c1"), output("u1", "c1", told(0)))).toEqual(fine);
  });

  it("is not said to have taken no time where call and result were written together (0.34 to 0.4x)", async () => {
    const told = JSON.stringify({ output: "", metadata: { exit_code: 0, duration_seconds: 1.1 } });
    const timed = async (text: string) => {
      const lines = [meta(), begin("u1"), call("u1", "c1"), output("u1", "c1", text)];
      const source = createMemorySource(lines.map((one) => `${JSON.stringify(one)}\n`).join(""));
      const entries = new Entries();
      await readEntries(source, { format: codexRollout, time: codexRollout.plan([]).time }, entries);
      return runNow(readCallStatistics(entries)).tools[0]?.timed;
    };
    expect(await timed(told)).toBe(0);
    expect(await timed(exited(0))).toBe(1);
  });

  it.each([
    "unsupported call: update_plan",
    "apply_patch verification failed: no such file",
    "patch rejected by user",
    "failed in sandbox LinuxSeccomp with execution error: exit code: 2",
    "execution error: No such file or directory (os error 2)",
    "error: Failed to find expected lines in /a.txt",
    "failed to parse function arguments: EOF",
  ])("is a refusal when the prose begins as one: %s", async (text) => {
    expect(await went(call("u1", "c1"), output("u1", "c1", text))).toEqual(failed);
  });

  it.each([
    ["exec_command", "approval policy is Never; reject command — you cannot ask for escalated permissions"],
    ["exec_command", "Command blocked by PreToolUse hook: no. Command: ls"],
    ["close_agent", "invalid agent id none: Error(ParseChar { character: 'n', index: 1 })"],
    ["followup_task", "live agent path `/root/roses` not found"],
    ["read_mcp_resource", "unknown MCP server 'none' for the selected environment"],
    ["request_user_input", "request_user_input is unavailable in Default mode"],
    ["view_image", "image path `/a` is not a file"],
  ])("is a refusal when %s gives no such thing when it works: %s", async (tool, text) => {
    expect(await went(call("u1", "c1", tool), output("u1", "c1", text))).toEqual(failed);
  });

  it.each([
    ["close_agent", '{"previous_status":{"completed":"roses"}}'],
    ["view_image", [{ type: "input_image", image_url: "data:image/png;base64,AA==" }]],
    ["view_image", "attached local image path"],
    ["update_plan", "Plan updated"],
    ["another_tool", "unknown roses"],
  ])("is none when %s works", async (tool, given) => {
    expect(await went(call("u1", "c1", tool), output("u1", "c1", given))).toEqual(fine);
  });

  it("is not judged by what the tool itself gave", async () => {
    const text = `${exited(0)}error: this is what the file says`;
    expect(await went(call("u1", "c1"), output("u1", "c1", text))).toEqual(fine);
    expect(await went(call("u1", "c1"), output("u1", "c1", "Wall time: 0.1 seconds\nOutput:\nerror: 1"))).toEqual(fine);
  });

  it("of an MCP tool is told by its flag", async () => {
    const mcp = { type: "McpToolCall", id: "c1", server: "sums", tool: "add", status: "completed" };
    const lines = [call("u1", "c1", "add"), told("u1", { ...mcp, result: { content: [], isError: true } })];
    expect(await went(...lines, output("u1", "c1", "Wall time: 0.1 seconds\nOutput:\nno"))).toEqual(failed);
    const end = { call_id: "c1", invocation: { server: "sums", tool: "add" }, result: { Err: "no" } };
    expect(await went(call("u1", "c1", "add"), event("mcp_tool_call_end", end))).toEqual(failed);
  });

  it("is told by the legacy dialect's events", async () => {
    const end = { call_id: "c1", command: ["ls"], exit_code: 1, aggregated_output: "" };
    expect(await went(call("u1", "c1"), event("exec_command_end", end))).toEqual(failed);
    expect(await went(call("u1", "c1"), event("patch_apply_end", { call_id: "c1", success: false }))).toEqual(failed);
  });

  it("is open without a result", async () => {
    expect(await went(call("u1", "c1"))).toEqual({ toolCalls: 1, toolErrors: 0, openCalls: 1 });
  });

  it("of a process that went on belongs to the call that began it", async () => {
    const running = "Chunk ID: 1\nProcess running with session ID 77\nOutput:\n";
    const lines = [
      call("u1", "c1"),
      output("u1", "c1", running),
      call("u1", "c2", "write_stdin", { session_id: 77, chars: "" }),
      output("u1", "c2", exited(1)),
    ];
    expect(await went(...lines)).toEqual({ toolCalls: 2, toolErrors: 1, openCalls: 0 });
  });

  it("is exported as the model was given it, or as the event has it when nothing else is there", async () => {
    const resultOf = async (...lines: readonly unknown[]) => {
      const text = transcriptOf([meta(), begin("u1"), call("u1", "c1"), ran("u1", "c1", 0), ...lines]);
      return JSON.parse((await exportEntries(createMemorySource(text), "messages")).text)[1].content;
    };
    expect(await resultOf(output("u1", "c1", "as given"))).toBe("as given");
    expect(await resultOf()).toBe("roses");
  });

  it("is marked as cut where it says so, and nowhere else", async () => {
    const cut = async (text: string, aggregated: string) => {
      const event = ran("u1", "c1", 0, { aggregated_output: aggregated });
      const log = transcriptOf([
        meta(),
        begin("u1"),
        call("u1", "c1"),
        event,
        output("u1", "c1", `${exited(0)}${text}`),
      ]);
      const [made] = JSON.parse((await exportEntries(createMemorySource(log), "messages")).text);
      return made.metadata.marks;
    };
    expect(await cut("Total output lines: 900\n\nroses", "roses")).toEqual(["cut"]);
    expect(await cut("Warning: truncated output (original token count: 9)\nroses", "roses")).toEqual(["cut"]);
    expect(await cut("roses\nTotal output lines: 900\n", "x".repeat(70_000))).toBeUndefined();
  });

  it("may be told behind the end of the turn, and ends nothing", async () => {
    const lines = [
      begin("u1"),
      call("u1", "c1"),
      output("u1", "c1", "Process running with session ID 7\n"),
      complete("u1"),
    ];
    expect(await of(...lines, begin("u2"), complete("u2"), ran("u1", "c1", -1))).toMatchObject({
      toolCalls: 1,
      toolErrors: 1,
      end: "completed",
    });
  });

  it("is not that of another turn's call, when it names its turn", async () => {
    const lines = [call("u1", "c1"), output("u1", "c1", exited(0)), begin("u2"), ran("u2", "c1", 1)];
    expect(await went(...lines)).toEqual(fine);
  });

  it("belongs to its own turn though ids begin anew in each", async () => {
    const lines = ["u1", "u2"].flatMap((turn) => [
      begin(turn),
      call(turn, "c1"),
      ran(turn, "c1", turn === "u1" ? 0 : 1),
    ]);
    expect(await of(...lines)).toMatchObject({ toolCalls: 2, toolErrors: 1, openCalls: 0 });
  });
});

describe("a script of code mode", () => {
  const done = [{ type: "input_text", text: "Script completed\nWall time 0.2 seconds\nOutput:\n" }];
  const scripts = (...lines: readonly unknown[]) => of(begin("u1"), script("u1", "c1"), ...lines);

  it("is one call with several outputs, whatever it called", async () => {
    const lines = [
      ran("u1", "exec-1", 0),
      ran("u1", "exec-2", 0),
      output("u1", "c1", done, "custom_tool_call_output"),
      output("u1", "c1", "a notice", "custom_tool_call_output"),
    ];
    expect(await scripts(...lines)).toMatchObject({ toolCalls: 1, toolErrors: 0, openCalls: 0 });
  });

  it("is exported as one call with all it said, and what it called is named as left out", async () => {
    const lines = [
      ran("u1", "exec-1", 0),
      output("u1", "c1", done, "custom_tool_call_output"),
      output("u1", "c1", "a notice", "custom_tool_call_output"),
    ];
    const text = transcriptOf([meta(), begin("u1"), script("u1", "c1"), ...lines]);
    const exported = await exportEntries(createMemorySource(text), "messages");
    const [made, result, ...others] = JSON.parse(exported.text);
    expect(made.toolCalls).toHaveLength(1);
    expect(result.content).toBe("Script completed\nWall time 0.2 seconds\nOutput:\n\n\na notice");
    expect(others).toEqual([]);
    expect(exported.summary.skipped.first).toMatchObject([{ record: 3 }]);
  });

  it("has not succeeded because it completed", async () => {
    const lines = [ran("u1", "exec-1", 3), output("u1", "c1", done, "custom_tool_call_output")];
    expect(await scripts(...lines)).toMatchObject({ toolCalls: 1, toolErrors: 1 });
  });
});

describe("searches", () => {
  it("are one call each, told by an event and by the history, with ids or without", async () => {
    const search = { type: "web_search_call", status: "completed", action: { type: "search", query: "roses" } };
    const withId = [told("u1", { type: "WebSearch", id: "w1", query: "roses" }), item("u1", { ...search, id: "w1" })];
    const without = [event("web_search_end", { call_id: "w2", query: "roses" }), item("u1", search)];
    const lines = [begin("u1"), ...withId, ...without];
    expect(await of(...lines)).toMatchObject({ toolCalls: 2, openCalls: 0 });
    expect(await findingsOf([meta(), ...lines, complete("u1")])).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { grokStream } from "./grokStream.ts";

const usage = (input: number) => ({
  input_tokens: input,
  output_tokens: 12,
  cache_read_input_tokens: 40,
  reasoning_tokens: 5,
});
const call = (id: string, toolName = "run_terminal_command") => ({
  ...{ type: "tool_call", toolCallId: id, title: toolName, status: "pending", toolName, rawInput: { command: "ls" } },
});
const update = (id: string, status: string, exit_code: number, text: string) => ({
  ...{ type: "tool_call_update", toolCallId: id, status, rawOutput: { type: "Bash", exit_code } },
  content: [{ type: "content", content: { type: "text", text } }],
});
const end = { type: "end", stopReason: "end_turn", sessionId: "s1", usage: usage(210), modelUsage: { "plum-2": {} } };

const stream = [
  { type: "available_commands", tools: ["run_terminal_command"], commands: ["compact"] },
  { type: "thought", data: "Dig " },
  { type: "thought", data: "first." },
  { type: "text", data: "Let me" },
  { type: "text", data: " look." },
  { type: "usage", usage: usage(100) },
  call("c1"),
  call("c2"),
  update("c1", "in_progress", 0, ""),
  update("c2", "completed", 0, "beds"),
  update("c1", "completed", 3, "no beds"),
  { type: "text", data: "Roses." },
  { type: "usage", usage: usage(110) },
  end,
];

describe("Grok's standard output", () => {
  it("joins pieces, takes a running command's exit code for none, and adds the cache to the input", async () => {
    expect(formatOf(stream)).toBe("grok-stream");
    expect(await summaryOf(stream)).toMatchObject({
      ...{ prompts: 0, answers: 2, toolCalls: 2, toolErrors: 1, openCalls: 0, models: ["plum-2"] },
      ...{ tokens: { input: 290, cachedInput: 80, output: 24, reasoning: 10 }, end: "completed" },
      result: { text: "Roses." },
    });
    // A run that was killed.
    expect(await summaryOf(stream.slice(0, 9))).toMatchObject({
      openCalls: 2,
      answers: 1,
      end: "open",
      awaits: "result",
    });
  });

  it("takes the sum of a run where no request told its own, and an error for the end", async () => {
    const untold = stream.filter(({ type }) => type !== "usage");
    expect(await summaryOf(untold)).toMatchObject({ tokens: { input: 250, output: 12 } });
    const failed = [...stream.slice(0, 5), { type: "error", message: "400 no" }];
    expect(await summaryOf(failed)).toMatchObject({ errors: [{ message: "400 no" }], end: "failed" });
  });

  it("counts sub-agents by the calls that start them", async () => {
    const lines = stream.with(6, call("c1", "spawn_subagent"));
    expect(await summaryOf(lines)).toMatchObject({ subagents: 1 });
  });

  it("reads like sentences", () => {
    expect(grokStream.preview(call("c1"))).toBe("run_terminal_command  ls");
    expect(grokStream.preview(update("c1", "completed", 3, "no beds"))).toBe("→ exit 3  no beds");
  });
});

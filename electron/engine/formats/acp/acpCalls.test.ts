import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { acp } from "./acp.ts";
import { answer, done, piece, request, session, toolCall, update } from "./testing/acpLines.ts";

describe("calls in a log of the Agent Client Protocol", () => {
  it("takes a command that ends otherwise than with 0 for failed, though it is completed", async () => {
    const rawOutput = { content: "no", contents: [{ type: "shell_exit", shellId: "1", exitCode: 3 }] };
    const ended = update("tool_call_update", { toolCallId: "c1", status: "completed", content: [], rawOutput });
    expect(await summaryOf([...session.slice(0, 9), ended])).toMatchObject({ toolErrors: 1 });
    // opencode tells one that a person ended without any.
    const rawOfOpencode = { output: "", metadata: { exit: null } };
    const aborted = update("tool_call_update", { toolCallId: "c1", status: "completed", rawOutput: rawOfOpencode });
    expect(await summaryOf([...session.slice(0, 9), aborted])).toMatchObject({ toolErrors: 1 });
  });

  it("takes what a tool gave for its result when nothing is shown", async () => {
    const rawOutput = { exit_code: 3, stdout: "beds", formatted_output: "beds" };
    const ended = update("tool_call_update", { toolCallId: "c1", status: "failed", rawOutput });
    const shown = await shownOf([...session.slice(0, 7), update("tool_call", toolCall), ended]);
    expect((await itemsOf(shown)).at(-1)).toMatchObject({ exitCode: 3, outcome: "failed", output: [{ head: "beds" }] });
  });

  it("joins what a call gives piece by piece, until content of an update takes its place", async () => {
    const block = (text: string) => ({ type: "content", content: { type: "text", text } });
    const chunk = (text: string) => update("tool_call_content_chunk", { toolCallId: "c1", content: block(text) });
    const call = (more: object) => update("tool_call_update", { toolCallId: "c1", ...more });
    const start = [
      ...session.slice(0, 5),
      call({ title: "ls", status: "in_progress" }),
      chunk("beds\n"),
      chunk("paths"),
    ];
    const outputs = async (log: readonly object[]) =>
      (await itemsOf(await shownOf(log))).flatMap((item) =>
        item.sort === "call" ? item.output.map(({ head }) => head) : [],
      );
    expect(await outputs(start)).toEqual(["beds\n", "paths"]);
    expect(await summaryOf(start)).toMatchObject({ toolCalls: 1, openCalls: 1 });
    const ended = [...start, call({ status: "completed" })];
    expect(await outputs(ended)).toEqual(["beds\n", "paths"]);
    expect(await summaryOf(ended)).toMatchObject({ toolCalls: 1, openCalls: 0, toolErrors: 0 });
    expect(await outputs([...start, call({ status: "completed", content: [block("all")] })])).toEqual(["all"]);
    expect(acp.preview(chunk("beds"))).toBe("beds");
  });

  it("tells two calls of one id apart by their beginnings", async () => {
    const begun = (text: string) => [piece(text), update("tool_call", toolCall), update("tool_call_update", toolCall)];
    const twice = [...session.slice(0, 5), ...begun("One."), done("a"), ...begun("Two."), done("b", "failed")];
    expect(await summaryOf(twice)).toMatchObject({ toolCalls: 2, toolErrors: 1, openCalls: 0 });
  });

  it("takes how a call's command ended from its terminal", async () => {
    const terminal = { content: [{ type: "terminal", terminalId: "t1" }] };
    const call = (more: object) => update("tool_call_update", { toolCallId: "c1", ...more });
    const begun = [...session.slice(0, 5), update("tool_call", { ...toolCall, ...terminal })];
    const exit = (exitCode: number | null, signal: string | null = null) =>
      update("terminal_update", { terminalId: "t1", exitStatus: { exitCode, signal } });
    const over = call({ status: "completed" });
    const failures = async (...lines: readonly object[]) => {
      const { toolErrors, openCalls } = await summaryOf([...begun, ...lines]);
      return [toolErrors, openCalls];
    };
    expect(await failures(exit(3), over)).toEqual([1, 0]);
    expect(await failures(over, exit(3))).toEqual([1, 0]);
    expect(await failures(exit(0), over)).toEqual([0, 0]);
    expect(await failures(exit(null, "SIGTERM"), over)).toEqual([1, 0]);
    expect(await failures(exit(null), over)).toEqual([0, 0]);
    const waited = [
      request(9, "terminal/wait_for_exit", { terminalId: "t1" }),
      answer(9, { exitCode: 2, signal: null }),
    ];
    expect(await failures(...waited, call({ status: "completed", ...terminal }))).toEqual([1, 0]);
    const asked = [
      request(8, "terminal/output", { terminalId: "t1" }),
      answer(8, { output: "beds", truncated: false, exitStatus: { exitCode: 2 } }),
    ];
    const shown = await shownOf([...begun, ...asked, call({ status: "completed", ...terminal })]);
    expect((await itemsOf(shown)).at(-1)).toMatchObject({ exitCode: 2, outcome: "failed", output: [{ head: "beds" }] });
    const printed = update("terminal_output_chunk", {
      terminalId: "t1",
      data: Buffer.from("beds\n").toString("base64"),
    });
    expect([acp.preview(printed), acp.preview(exit(3))]).toEqual(["beds\n", "→ exit 3"]);
  });

  it("reads calls of MCP", async () => {
    const calls = [
      request(1, "tools/call", { name: "dig", arguments: { depth: 2 } }),
      answer(1, { content: [{ type: "text", text: "stone" }], isError: true }),
      request(2, "tools/call", { name: "dig", arguments: { depth: 1 } }),
    ];
    expect(await summaryOf(calls)).toMatchObject({
      ...{ format: "acp", toolCalls: 2, toolErrors: 1, openCalls: 1, end: "open", awaits: "result" },
    });
    // No agent speaks here: once all is answered, nothing is awaited.
    expect(await summaryOf(calls.slice(0, 2))).toMatchObject({ openCalls: 0, end: "completed", awaits: null });
    const structured = [...calls, answer(2, { content: [], structuredContent: { roses: 6 } })];
    const shown = (await itemsOf(await shownOf(structured))).flatMap((item) =>
      item.sort === "call" ? item.output : [],
    );
    expect(shown.map(({ head }) => head)).toEqual(["stone", '{"roses":6}']);
  });
});

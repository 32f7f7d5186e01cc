import { describe, expect, it } from "vitest";
import { formatOf } from "../../../testing/summaryOf.ts";
import { codexAppServer } from "./appServer.ts";
import { codexExec } from "./exec.ts";
import { codexRollout } from "./rollout.ts";

const line = (type: string, payload: object) => ({ timestamp: "2026-03-01T10:00:00.000Z", type, payload });
const meta = line("session_meta", { id: "t1", cwd: "/home/me/garden", cli_version: "0.169.0" });
const said = (role: string, text: string) =>
  line("response_item", { type: "message", role, content: [{ type: "input_text", text }] });
const call = (name: string, given: object, more: object = {}) =>
  line("response_item", { type: "function_call", name, arguments: JSON.stringify(given), call_id: "c1", ...more });
const output = (text: string) => line("response_item", { type: "function_call_output", call_id: "c1", output: text });
const item = (content: object) => line("event_msg", { type: "item_completed", turn_id: "u1", item: content });

describe("what Codex writes is recognised", () => {
  it("as a rollout of either dialect, wherever the type stands", () => {
    expect(formatOf([meta, said("user", "Water the roses")])).toBe("codex-rollout");
    expect(formatOf([{ ordinal: 12, ...meta }])).toBe("codex-rollout");
  });

  it("as a rollout of 2025 with bare lines, by the header and the states between them", () => {
    const header = { id: "t1", timestamp: "2025-08-01T10:00:00.000Z", instructions: null };
    const bare = { type: "message", role: "user", content: [{ type: "input_text", text: "Hi" }] };
    expect(formatOf([header, { record_type: "state" }, bare])).toBe("codex-rollout");
    expect(formatOf([bare, bare])).toBe("chat-messages");
  });

  it("as standard output, in each of its three shapes", () => {
    const message = { id: "item_0", type: "agent_message", text: "Done." };
    expect(formatOf([{ type: "thread.started", thread_id: "t1" }])).toBe("codex-exec");
    expect(
      formatOf([
        { type: "item.completed", item: message },
        { type: "error", message: "no" },
      ]),
    ).toBe("codex-exec");
    expect(formatOf([{ type: "session.created", session_id: "t1" }])).toBe("codex-exec");
    const oldest = [{ workdir: "/", model: "m" }, { prompt: "Hi" }, { id: "0", msg: { type: "task_started" } }];
    expect(formatOf(oldest)).toBe("codex-exec");
  });

  it("as the app-server's messages, which are JSON-RPC in all but the name", () => {
    const note = { method: "turn/started", params: { threadId: "t1" }, emittedAtMs: 1772359200000 };
    expect(formatOf([{ id: 1, result: {} }, note])).toBe("codex-app-server");
    expect(formatOf([{ jsonrpc: "2.0", ...note }])).not.toBe("codex-app-server");
  });

  it("but not in what Codex keeps beside its sessions", () => {
    expect(formatOf([{ session_id: "t1", ts: 1772359200, text: "Hi" }])).toBe("generic");
    expect(formatOf([{ id: "t1", thread_name: "Roses", updated_at: "2026-03-01T10:00:00.1234Z" }])).toBe("generic");
  });
});

describe("a row of a rollout", () => {
  it("says who speaks, and what the program itself puts in", () => {
    expect(codexRollout.preview(said("user", "Water the roses"))).toBe("user  “Water the roses”");
    const fromEditor =
      "# Context from my IDE setup:\n\n## Open tabs:\n- a.ts\n\n## My request for Codex:\nWater the roses\n";
    expect(codexRollout.preview(said("user", fromEditor))).toBe("user  “Water the roses”");
    expect(codexRollout.preview(line("event_msg", { type: "user_message", message: fromEditor }))).toBe(
      "user  “Water the roses”",
    );
    expect(codexRollout.preview(said("user", "<environment_context>\n<cwd>/</cwd>"))).toMatch(
      /^injected {2}environment_context {2}</,
    );
  });

  it("says what is called and what came of it", () => {
    expect(codexRollout.preview(call("exec_command", { cmd: "npm test" }))).toBe("exec_command  npm test");
    expect(codexRollout.preview(call("shell", { command: ["bash", "-lc", "ls beds"] }))).toBe("shell  ls beds");
    expect(codexRollout.preview(call("add", { a: 1 }, { namespace: "mcp__sums" }))).toBe("mcp__sums/add  a: 1");
    const exited = "Chunk ID: 1\nWall time: 0.1 seconds\nProcess exited with code 1\nOutput:\n2 failed\n";
    expect(codexRollout.preview(output(exited))).toBe("→ exit 1  2 failed");
    expect(codexRollout.preview(output("Chunk ID: 1\nProcess running with session ID 7\nOutput:\n"))).toBe(
      "→ still running",
    );
    expect(codexRollout.preview(output("unsupported call: dig"))).toBe("→ failed  unsupported call: dig");
    expect(codexRollout.preview(output('{"output":"roses","metadata":{"exit_code":0,"duration_seconds":0.1}}'))).toBe(
      "→ exit 0  roses",
    );
  });

  it("says it of items, too", () => {
    const command = { type: "CommandExecution", id: "c1", command: ["/bin/bash", "-lc", "ls"], exit_code: 2 };
    expect(codexRollout.preview(item({ ...command, aggregated_output: "no" }))).toBe("command  ls  → exit 2  no");
    const { exit_code, ...cutOff } = command;
    expect(exit_code).toBe(2);
    expect(codexRollout.preview(item({ ...cutOff, aggregated_output: "ros" }))).toBe("command  ls  → ros");
    const activity = { type: "SubAgentActivity", kind: "started", agent_path: "/root/digger" };
    expect(codexRollout.preview(item(activity))).toBe("sub-agent  /root/digger  started");
    const changes = { "/a.txt": { type: "update" }, "/b.txt": { type: "add" } };
    expect(codexRollout.preview(item({ type: "FileChange", changes, status: "completed" }))).toBe(
      "patch  update /a.txt, add /b.txt  → completed",
    );
    const tool = { type: "McpToolCall", server: "sums", tool: "add", arguments: { a: 1 }, status: "failed" };
    expect(codexRollout.preview(item(tool))).toBe("mcp__sums/add  a: 1  → failed");
  });
});

describe("a row of standard output and of the app-server", () => {
  it("reads the same item the same", () => {
    const command = { type: "command_execution", id: "i", command: "/bin/bash -lc 'ls beds'", exit_code: 0 };
    expect(codexExec.preview({ type: "item.completed", item: { ...command, aggregated_output: "roses" } })).toBe(
      "command  ls beds  → exit 0  roses",
    );
    const other = { type: "commandExecution", id: "i", command: "zsh -lc ls", exitCode: 0, aggregatedOutput: "roses" };
    expect(codexAppServer.preview({ method: "item/completed", params: { item: other } })).toBe(
      "command  ls  → exit 0  roses",
    );
    expect(codexExec.preview({ type: "turn.failed", error: { message: "429" } })).toBe("the turn fails  429");
    expect(codexExec.preview({ prompt: "Water the roses" })).toBe("user  “Water the roses”");
  });
});

// What the adapters of Codex (2.6) and Claude Code (0.101) say in the agent's name, and beside the protocol.

import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, piece, prompt, request, update } from "./testing/acpLines.ts";

const begun = (name: string) => [
  request(0, "initialize"),
  answer(0, { protocolVersion: 1, agentInfo: { name } }),
  request(1, "session/new", { cwd: "/home/me/garden" }),
  answer(1, { sessionId: "s1", models: { currentModelId: "plum-2[medium]" } }),
];
const status = (codex: object) => update("session_info_update", { _meta: { codex } });
const failing = status({ threadStatus: { type: "systemError" } });
const ended = (id: number) => answer(id, { stopReason: "end_turn", usage: null });

describe("the adapter of Codex", () => {
  const codex = begun("@agentclientprotocol/codex-acp");
  const warning = piece("Warning: Model metadata for `plum-2` not found.\n\n");

  it("says its own words without the id of a message: no answer of the model's", async () => {
    const lines = [...codex, prompt(2, "Hi"), warning, piece("Hello.", { messageId: "m1" }), ended(2)];
    expect(await summaryOf(lines)).toMatchObject({
      ...{ answers: 1, models: ["plum-2"], result: { text: "Hello." }, end: "completed", errorCount: 0 },
    });
    // Other agents need not give ids at all, and may name a model as they like.
    const other = [...begun("Pear"), prompt(2, "Hi"), piece("Hello."), ended(2)];
    expect(await summaryOf(other)).toMatchObject({ answers: 1, models: ["plum-2[medium]"] });
  });

  it("ends a prompt that failed as well as any other, and tells before why in its words", async () => {
    const failed = [...codex, prompt(2, "Hi"), warning, failing, piece("400 no\n\n"), ended(2)];
    expect(await summaryOf(failed)).toMatchObject({ answers: 0, errors: [{ message: "400 no" }], end: "failed" });
    const next = [...failed, prompt(3, "Again"), warning, piece("Hello.", { messageId: "m2" }), ended(3)];
    expect(await summaryOf(next)).toMatchObject({ answers: 1, errorCount: 1, end: "completed" });
  });

  it("leaves the beginning of a broken answer beside the one that takes its place, and a cut answer as it is", async () => {
    const lines = [
      ...[...codex, prompt(2, "Hi"), piece("Half of", { messageId: "m1" })],
      status({ error: { message: "Reconnecting... 1/5", willRetry: true } }),
      ...[piece("Whole.", { messageId: "m2" }), ended(2)],
      ...[prompt(3, "More"), piece("To the", { messageId: "m3" }), failing, piece("Incomplete."), ended(3)],
    ];
    const said = (await itemsOf(await shownOf(lines))).filter(({ sort }) => sort === "message");
    expect(said.map((item) => (item.sort === "message" ? [item.texts[0]?.head, item.marks] : []))).toEqual([
      ["Hi", []],
      ["Half of", ["cut"]],
      ["Whole.", []],
      ["More", []],
      ["To the", ["cut"]],
      ["Incomplete.", ["made up"]],
    ]);
  });

  it("tells what a command prints beside the protocol, and its exit code", async () => {
    const beside = (_meta: object, more: object = {}) =>
      update("tool_call_update", { toolCallId: "c1", _meta, ...more });
    const printed = (data: string) => beside({ terminal_output_delta: { data, terminal_id: "c1" } });
    const content = [{ type: "terminal", terminalId: "c1" }];
    const lines = [
      ...[...codex, prompt(2, "Look"), piece("I look.", { messageId: "m1" })],
      update("tool_call", { toolCallId: "c1", name: "exec_command", status: "in_progress", content, rawInput: {} }),
      ...[printed("be"), printed("ds\n")],
      beside({ terminal_exit: { exit_code: 3, signal: null } }, { status: "failed" }),
      ended(2),
    ];
    expect((await itemsOf(await shownOf(lines))).find(({ sort }) => sort === "call")).toMatchObject({
      ...{ tool: "exec_command", outcome: "failed", exitCode: 3 },
      output: [{ head: "beds\n" }],
    });
  });
});

it("takes what the adapter of Claude Code calls informational for no answer", async () => {
  const notice = piece("**Notice:** the response was stopped", { _meta: { claudeCode: { kind: "informational" } } });
  const lines = [
    ...begun("claude-agent-acp"),
    ...[prompt(2, "Hi"), piece("No", { messageId: "m1" }), notice, piece("Hello.", { messageId: "m2" }), ended(2)],
  ];
  expect(await summaryOf(lines)).toMatchObject({ answers: 2, result: { text: "Hello." } });
});

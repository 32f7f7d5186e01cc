import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, begin, complete, meta, told, toldAnswer, toldPrompt, user } from "./testing/rolloutLines.ts";

const plan = "# Garden\n- dig\n";
const proposed = `<proposed_plan>\n${plan}</proposed_plan>`;
const note = (method: string, params: object) => ({ method, params: { threadId: "t1", turnId: "u1", ...params } });
const item = (state: string, content: object) => note(`item/${state}`, { item: content });
const ask = (more: object = {}) => ({
  ...note("item/tool/requestUserInput", { itemId: "c1", questions: [] }),
  ...more,
});
const settled = { method: "serverRequest/resolved", params: { threadId: "t1", requestId: 0 } };
const ended = (status: string) => note("turn/completed", { turn: { id: "u1", status } });
const started = [note("thread/started", { thread: { id: "t1" } }), note("turn/started", { turn: { id: "u1" } })];

describe("a plan that an answer proposes (0.171)", () => {
  it("is an answer in a rollout, whose event tells the plan alone", async () => {
    const asked = (turn: string) => [begin(turn), user(turn, turn), toldPrompt(turn, turn)];
    const lines = [
      ...[meta(), ...asked("u1"), toldAnswer("u1", "Dug.", "m1"), answer("u1", "Dug.", "m1"), complete("u1")],
      ...[...asked("u2"), told("u2", { type: "Plan", id: "p1", text: plan }), answer("u2", proposed, "m2")],
      complete("u2"),
    ].map((line, ordinal) => ({ ...line, ordinal }));
    expect(await summaryOf(lines)).toMatchObject({ prompts: 2, answers: 2, result: { text: proposed } });
  });

  it("is an answer of its own of the app-server's, where no other text is around it", async () => {
    const planned = [item("started", { type: "plan", id: "p1", text: "" })];
    const whole = item("completed", { type: "plan", id: "p1", text: plan });
    const alone = [...started, ...planned, whole, ended("completed")];
    expect(await summaryOf(alone)).toMatchObject({ answers: 1, result: { text: plan } });
    const begun = item("started", { type: "agentMessage", id: "m1", text: "" });
    const said = item("completed", { type: "agentMessage", id: "m1", text: "After it." });
    const within = [...started, ...planned, begun, whole, said, ended("completed")];
    expect(await summaryOf(within)).toMatchObject({ format: "codex-app-server", answers: 1 });
    const behind = [...started, begun, said, ...planned, whole, ended("completed")];
    expect(await summaryOf(behind)).toMatchObject({ answers: 2 });
  });
});

describe("what the model asks a person (0.171)", () => {
  it("is a call of the app-server's, which no item tells", async () => {
    const open = [...started, ask({ id: 0 })];
    expect(await summaryOf(open)).toMatchObject({ toolCalls: 1, openCalls: 1, toolErrors: 0 });
    const answered = [...open, settled, ended("completed")];
    expect(await summaryOf(answered)).toMatchObject({ toolCalls: 1, openCalls: 0, toolErrors: 0 });
    const stopped = [...open, ended("interrupted"), settled];
    expect(await summaryOf(stopped)).toMatchObject({ toolCalls: 1, openCalls: 0, toolErrors: 1 });
    const refusal = { id: 0, error: { code: -32000, message: "Nobody is here." } };
    const refused = [...open, refusal, settled, ended("completed")];
    expect(await summaryOf(refused)).toMatchObject({ toolCalls: 1, openCalls: 0, toolErrors: 1 });
    // Both sides count for themselves: this one is the app-server's, to a request of its client.
    const others = [...started, { id: 0, method: "thread/rollback", params: {} }, ask({ id: 0 }), refusal, settled];
    expect(await summaryOf(others)).toMatchObject({ toolCalls: 1, openCalls: 0, toolErrors: 0 });
  });

  it("has its answer in a log of both sides, whose requests may have the same ids", async () => {
    const own = { id: 0, result: { thread: { id: "t1" } } };
    const response = { id: 0, result: { answers: { way: { answers: ["Left"] } } } };
    const lines = [...started, ask({ id: 0 }), own, response, settled, ended("completed")];
    expect(await summaryOf(lines)).toMatchObject({ toolCalls: 1, openCalls: 0, toolErrors: 0 });
  });

  it("is told beside a call where a server of MCP asks, unless it is whether the call is allowed", async () => {
    const asks = (id: number, more: object = {}) => ({
      ...note("mcpServer/elicitation/request", { serverName: "demo", message: "Which way?", ...more }),
      id,
    });
    const lines = [
      ...[
        ...started,
        asks(0, { _meta: { codex_approval_kind: "mcp_tool_call" } }),
        { id: 0, result: { action: "accept" } },
      ],
      ...[asks(1), { id: 1, result: { action: "decline", content: null } }, ended("completed")],
    ];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 0, toolCalls: 0, end: "completed" });
    const items = await itemsOf(await shownOf(lines));
    for (const sentence of ["demo asks: Which way?", "demo is answered: decline"]) {
      expect(items).toContainEqual(expect.objectContaining({ sentence }));
    }
    expect(items.filter((one) => "sentence" in one && one.sentence?.startsWith("demo"))).toHaveLength(2);
  });
});

import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { linesOfDocuments } from "../../source/documentLines.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import { continueSession } from "./continueSession.ts";

const usage = {
  ...{ prompt_tokens: 40, completion_tokens: 6, model: "plum-2" },
  ...{ prompt_tokens_details: { cached_tokens: 10 }, completion_tokens_details: { reasoning_tokens: 2 } },
};
const step = (message: object, more: object = {}) => ({ message, contextItems: [], ...more });
const asked = (content: string | readonly object[]) => step({ role: "user", content });
const toolCall = (id: string) => ({ id, type: "function", function: { name: "Bash", arguments: '{"command":"ls"}' } });
const state = (id: string, status: string, output?: string) => ({
  ...{ toolCallId: id, toolCall: toolCall(id), status, parsedArgs: { command: "ls" } },
  ...(output === undefined ? {} : { output: [{ content: output, name: "Tool Result" }] }),
});
const said = (content: string, states: readonly { readonly toolCallId: string }[] = [], more: object = {}) =>
  step(
    {
      role: "assistant",
      content,
      usage,
      ...(states.length > 0 && { toolCalls: states.map((one) => toolCall(one.toolCallId)) }),
    },
    { ...(states.length > 0 && { toolCallStates: states }), ...more },
  );
const sessionOf = (...history: readonly object[]) => [
  { sessionId: "s1", title: "Garden", workspaceDirectory: "/home/me" },
  ...history,
  { usage: { totalCost: 1.5, promptTokens: 80 } },
];

describe("a session of Continue", () => {
  const history = [
    asked("What grows here?"),
    said("Let me look.", [state("c1", "done", "beds"), state("c2", "errored", "no"), state("c3", "canceled", "no")]),
    said("Roses."),
  ];

  it("is counted by its steps, and by what stands beside its calls", async () => {
    expect(await summaryOf(sessionOf(...history))).toMatchObject({
      format: "generic",
      ...{ prompts: 1, answers: 2, toolCalls: 3, toolErrors: 2, openCalls: 0, models: ["plum-2"], end: "completed" },
      tokens: { input: 80, cachedInput: 20, output: 12, reasoning: 4 },
      // What it says that it cost is made up for models without prices.
      cost: null,
    });
  });

  it("is the same as it lies on the disk, over many lines", async () => {
    const [session, ...rest] = sessionOf(...history);
    const document = JSON.stringify({ ...session, history: rest.slice(0, -1), usage: {} }, undefined, 2);
    const lines: string[] = [];
    for await (const part of linesOfDocuments(createMemorySource(document))) lines.push(Buffer.from(part).toString());
    expect(await summaryOf(lines.join("").trimEnd().split("\n"))).toMatchObject({
      prompts: 1,
      answers: 2,
      toolCalls: 3,
    });
  });

  it("leaves open what is being called, and reads what editors write: thoughts, results and compactions as steps", async () => {
    const summed = said("Beds.", [], { conversationSummary: "Beds were looked at." });
    const lines = sessionOf(
      step({ role: "system", content: "Be brief." }),
      asked([
        { type: "text", text: "Look." },
        { type: "imageUrl", imageUrl: { url: "data:image/png;base64,iVBO" } },
      ]),
      step({ role: "thinking", content: "Where?" }),
      said("Here.", [state("c1", "generated")]),
      step({ role: "tool", content: "beds", toolCallId: "c1" }),
      summed,
      said("", [state("c2", "calling")]),
    );
    expect(await summaryOf(lines)).toMatchObject({
      ...{ prompts: 1, answers: 2, toolCalls: 2, openCalls: 1, compactions: 1, end: "open" },
    });
    const items = await itemsOf(await shownOf(lines));
    const thoughtful = items.find(
      (item) => item.sort === "message" && item.texts.some(({ sort }) => sort === "reasoning"),
    );
    expect(thoughtful).toMatchObject({ texts: [{ head: "Where?" }, { head: "Here." }] });
  });

  it("reads like sentences", () => {
    expect(history.map((head) => continueSession.preview(head))).toEqual([
      "user  “What grows here?”",
      "assistant  “Let me look.”  Bash  ls  → beds  Bash  ls  → failed  no  Bash  ls  → failed  no",
      "assistant  “Roses.”",
    ]);
  });
});

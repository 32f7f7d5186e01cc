import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { runExport } from "../../export/runExport.ts";
import { clineSession } from "./clineSession.ts";

const { makeFolder, transcriptOf } = openedTranscripts();
const ts = 1_772_359_200_000;
const header = { version: 1, agent: "lead", sessionId: "1_a", origin: { source: "cli", version: "3.0.65" } };
const metrics = { inputTokens: 40, outputTokens: 6, cacheReadTokens: 10, cacheWriteTokens: 2 };
let numbered = 0;
const message = (role: string, content: readonly object[], more: object = {}) => {
  return { id: `m${numbered++}`, role, content, ts, ...more };
};
const text = (words: string) => ({ type: "text", text: words });
const asked = (words: string) => message("user", [text(`<user_input mode="act">${words}</user_input>`)]);
const said = (...content: readonly object[]) => message("assistant", content, { modelInfo: { id: "plum-2" }, metrics });
const call = (id: string) => ({ type: "tool_use", id, name: "run_commands", input: { commands: ["ls"] } });
const result = (id: string, one: object, more: object = {}) =>
  message("user", [{ type: "tool_result", tool_use_id: id, name: "run_commands", content: [one], ...more }]);
const broken = (words: string) => ({ ...said(text(words)), metrics: { ...metrics, inputTokens: 0, outputTokens: 0 } });
const failure = (words: string) => message("assistant", [text(words)], { metadata: { displayOnly: true } });

describe("the messages of a session of Cline", () => {
  const session = [
    header,
    asked("What grows here?"),
    said({ type: "thinking", thinking: "Look first." }, text("Let me look."), call("c1"), call("c2")),
    result("c1", { query: "ls", result: "beds", success: true }),
    result("c2", { query: "dig", error: "Command exited with code 3", success: false }),
    said(text("Roses.")),
    { system_prompt: "You are a gardener." },
  ];

  it("are counted, though their file is plain JSON by its name", async () => {
    expect(await summaryOf(session)).toMatchObject({
      format: "generic",
      ...{ prompts: 1, answers: 2, toolCalls: 2, toolErrors: 1, openCalls: 0, models: ["plum-2"], end: "completed" },
      tokens: { input: 80, cachedInput: 20, cacheWrite: 4, output: 12 },
      result: { text: "Roses." },
    });
    expect(await summaryOf(session, "cline-session")).toMatchObject({
      format: "cline-session",
      answers: 2,
    });
  });

  it("hold what the program says in the person's name and in the model's", async () => {
    const cut = message("user", [text("Your previous response was cut off because …")], {
      metadata: { userRunSpan: 0 },
    });
    const lines = [
      header,
      asked("Dig."),
      said(text("I will")),
      cut,
      said(text("Dug.")),
      asked("On."),
      broken("Half"),
      failure("400 no"),
    ];
    expect(await summaryOf(lines)).toMatchObject({
      ...{ prompts: 2, answers: 3, tokens: { input: 80 }, errors: [{ message: "400 no" }], end: "failed" },
    });
    const messages = (await itemsOf(await shownOf(lines, ["injected", "made up"]))).filter(
      ({ sort }) => sort === "message",
    );
    expect(messages.map(({ marks }) => marks)).toEqual([[], ["cut"], ["injected"], [], [], ["cut"], ["made up"]]);
  });

  it("leave a call open whose result never came, and show pictures", async () => {
    const picture = { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBO" } };
    const lines = [header, message("user", [text("Look."), picture]), said(call("c1"))];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, answers: 0, toolCalls: 1, openCalls: 1, end: "open" });
  });

  it("are none of other programs' chats", () => {
    const chat = [{ id: "1", role: "user", ts, content: [text("Hello")] }];
    expect(formatOf(chat)).not.toBe("cline-session");
  });

  it("read like sentences", () => {
    expect(session.slice(1, 6).map((head) => clineSession.preview(head))).toEqual([
      "user  “What grows here?”",
      "Look first.  assistant  “Let me look.”  run_commands  ls  run_commands  ls",
      "run_commands  → beds",
      expect.stringMatching(/^run_commands {2}→ failed/),
      "assistant  “Roses.”",
    ]);
  });

  it("show and export of a prompt what was typed, however long it is, and not what the program put around it", async () => {
    const long = `Dig </b> "deep"\n${"on and on, ".repeat(2000)}stop.`;
    const first = asked("What <b>grows</b> here?");
    const lines = [
      header,
      first,
      said(text("Roses.")),
      asked(long),
      said(text("<p>Dug.</p>")),
      message("user", [text("<p>")]),
    ];
    const shown = await shownOf(lines);
    const texts = (await itemsOf(shown)).map((item) => (item.sort === "message" ? item.texts[0] : undefined));
    expect(texts.map((one) => one?.head.slice(0, 30))).toEqual([
      "What <b>grows</b> here?",
      "Roses.",
      long.slice(0, 30),
      "<p>Dug.</p>",
      "<p>",
    ]);
    expect(texts[2]).toMatchObject({ bytes: Buffer.byteLength(long), tail: long.slice(-2048) });
    const target = path.join(makeFolder(), "messages.json");
    const options = { as: "messages", filter: "", pretty: false, dropRaw: false, readerLimit: 0, with: [] } as const;
    await runExport(await transcriptOf(lines.map((line) => `${JSON.stringify(line)}\n`).join("")), options, target);
    const exported: unknown = JSON.parse(fs.readFileSync(target, "utf8"));
    expect(exported).toMatchObject([
      { content: "What <b>grows</b> here?" },
      {},
      { content: long },
      {},
      { content: "<p>" },
    ]);
    expect(clineSession.preview(asked(long))).not.toContain("user_input");
  });
});

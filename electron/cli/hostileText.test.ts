// What a transcript holds is shown in many places of what a command prints, and obeyed by no terminal in any of them.

import path from "node:path";
import { expect, it } from "vitest";
import { printText } from "../../shared/printText.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();

/** A colour, a title, the same by single characters of eight bits, a turned direction, ends of lines. */
const hostile = "\u001b[31m\u001b]0;t\u0007\u009b1m\u0085\u202e\u2028";
const secret = `sk-ant-api03-${"a".repeat(93)}AA`;

const agui = [
  { type: "RUN_STARTED", threadId: `t${hostile}`, runId: `r${hostile}` },
  { type: "TEXT_MESSAGE_START", messageId: `m${hostile}`, role: "assistant" },
  { type: "TEXT_MESSAGE_START", messageId: `m${hostile}`, role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: `m${hostile}`, delta: `${hostile} ${secret} ${hostile}` },
  { type: "TEXT_MESSAGE_CONTENT", messageId: `q${hostile}`, delta: hostile },
  { type: "TOOL_CALL_START", toolCallId: `c${hostile}`, toolCallName: `n${hostile}` },
  { type: `X${hostile}` },
  { type: "RUN_FINISHED", threadId: `t${hostile}`, runId: "another", usage: [{ model: `m${hostile}` }] },
  { type: "RUN_ERROR", message: hostile, code: hostile },
];
const said = { sessionId: "s", cwd: `/${hostile}`, isSidechain: false };
const claude = [
  { ...said, type: "user", uuid: "1", timestamp: "2026-03-01T10:00:00Z", message: { role: "user", content: hostile } },
  { type: "summary", summary: `S${hostile}`, leafUuid: "1" },
  {
    ...said,
    type: "assistant",
    uuid: "2",
    parentUuid: "1",
    timestamp: "2026-03-01T10:00:01Z",
    message: {
      id: "i",
      role: "assistant",
      model: `m${hostile}`,
      content: [
        { type: "text", text: `done ${hostile}` },
        { type: "tool_use", id: "t", name: `Bash${hostile}`, input: { command: hostile } },
      ],
    },
  },
];
const lines = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

it("is harmless in all that is printed", async () => {
  const one = seekline.fileOf(lines(agui), `a${hostile}.jsonl`);
  const other = seekline.fileOf(lines(claude), "b.jsonl");
  const folder = path.dirname(one);
  const made = (name: string): string => path.join(seekline.makeFolder(), name);
  const manifest = made("manifest.json");
  const uses: readonly (readonly string[])[] = [
    ...[one, other].flatMap((file) =>
      ["stats", "summary", "check", "secrets"].flatMap((command) => [
        [command, file],
        [command, file, "--json"],
      ]),
    ),
    ...[one, other, folder].flatMap((file) => [["rows", file]]),
    ["rows", one, "--fold"],
    ["compare", one, other],
    ["compare", one, other, "--json"],
    ["library", folder],
    ["library", folder, "--json"],
    ["stats", folder],
    ["export", one, "--as", "snapshot", "-o", made("snapshot.jsonl")],
    ["export", one, "--as", "messages", "-o", made("messages.json"), "--json"],
    ["export", one, "--as", "records", "-o", made("records.jsonl"), "--manifest", manifest],
    ["verify", manifest, "--source", one],
    ["verify", manifest, "--source", one, "--json"],
    ["verify", manifest, "--source", other],
  ];
  for (const use of uses) {
    const { status, stdout, stderr } = await seekline.run(use);
    const printed = stdout + stderr;
    expect([use, status]).toEqual([use, use.at(-1) === other && use[0] === "verify" ? 1 : 0]);
    expect([use, printed.split("\n").map(printText).join("\n")]).toEqual([use, printed]);
  }
});

import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { entire } from "./entire.ts";

const line = (type: string, content: object[], more: object = {}) => {
  return { v: 1, agent: "Claude Code", cli_version: "0.5.6", type, ts: "2026-03-01T10:00:00.000Z", content, ...more };
};
const call = (id: string, status: string | undefined) => ({
  type: "tool_use",
  id,
  name: "Bash",
  input: { command: "ls" },
  ...(status === undefined ? {} : { result: { output: "beds", status } }),
});

describe("a compact transcript of Entire", () => {
  const usage = { id: "m1", input_tokens: 30, output_tokens: 5 };
  const transcript = [
    line("user", [{ text: "What grows here?" }]),
    line("assistant", [{ type: "text", text: "Let me look." }], usage),
    line("assistant", [call("c1", "error")], usage),
    line("assistant", [{ type: "text", text: "Roses." }], { id: "m2", input_tokens: 40, output_tokens: 6 }),
  ];

  it("counts a message's usage once, whatever its lines", async () => {
    expect(await summaryOf(transcript)).toMatchObject({
      format: "entire",
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      tokens: { input: 70, output: 11 },
      end: "completed",
    });
  });

  it("knows a call without a result", async () => {
    expect(await summaryOf([...transcript.slice(0, 2), line("assistant", [call("c1", undefined)])])).toMatchObject({
      openCalls: 1,
      end: "open",
    });
  });

  it("takes an empty line of the user for no prompt", async () => {
    expect(await summaryOf([line("user", [{ text: "" }]), ...transcript])).toMatchObject({ prompts: 1 });
    expect(entire.preview(transcript[2])).toBe("Bash  ls  → failed  beds");
  });
});

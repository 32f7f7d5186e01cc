import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, session, text, user } from "./testing/sessionLines.ts";

const search = { type: "server_tool_use", id: "s1", name: "web_search", input: { query: "roses" } };
const ran = { type: "server_tool_use", id: "s1", name: "bash_code_execution", input: { command: "dig" } };
const given = (type: string, content: unknown) => ({ type, tool_use_id: "s1", content });

describe("tools that the model's server runs", () => {
  it.each([
    [
      "a list was found",
      search,
      given("web_search_tool_result", [{ type: "web_search_result", url: "https://a.example" }]),
      0,
    ],
    [
      "an error is another sort of content",
      search,
      given("web_search_tool_result", { type: "web_search_tool_result_error", error_code: "max_uses_exceeded" }),
      1,
    ],
    [
      "a command ended well",
      ran,
      given("bash_code_execution_tool_result", { type: "bash_code_execution_result", stdout: "", return_code: 0 }),
      0,
    ],
    [
      "a command failed",
      ran,
      given("bash_code_execution_tool_result", { type: "bash_code_execution_result", stderr: "no", return_code: 2 }),
      1,
    ],
  ])("counts a failure where %s", async (_, called, gave, toolErrors) => {
    const lines = session(
      user("Find roses"),
      answer("m1", [called]),
      answer("m1", [gave]),
      answer("m1", [text("Found.")]),
    );
    expect(await summaryOf(lines)).toMatchObject({ answers: 1, toolCalls: 1, openCalls: 0, toolErrors });
  });
});

import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, call, result, session, user } from "./testing/sessionLines.ts";

describe("the end of a session", () => {
  it("is told by a hook that lets the run go no further", async () => {
    const hook = { type: "hook_stopped_continuation", message: "Enough.", toolUseID: "c1", hookEvent: "PostToolUse" };
    const lines = session(user("Dig"), answer("m1", [call("c1")], {}, "tool_use"), result("c1"));
    expect(await summaryOf(lines)).toMatchObject({ end: "open" });
    const stopped = session(...lines, { type: "attachment", attachment: hook });
    expect(await summaryOf(stopped)).toMatchObject({ openCalls: 0, end: "completed" });
  });
});

describe("words of a session's hooks (1.0.128)", () => {
  it("are no prompts", async () => {
    const lines = session(user("<session-start-hook>Water first.</session-start-hook>"), user("Dig"));
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1 });
  });
});

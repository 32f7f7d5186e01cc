import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, call, result, session, text, user } from "./testing/sessionLines.ts";

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

describe("what is summed up in part by going back to a prompt (2.1.332)", () => {
  it("was said, though the boundary stands behind what came before it", async () => {
    const boundary = (compactMetadata: object) => ({
      ...{ type: "system", subtype: "compact_boundary", uuid: "b", parentUuid: null, logicalParentUuid: "a1" },
      ...{ compactMetadata, timestamp: "2026-03-01T09:10:00.000Z" },
    });
    const before = [
      ...[user("First", { uuid: "u1" }), answer("m1", [text("One.")], { uuid: "a1" })],
      ...[user("Second", { uuid: "u2" }), answer("m2", [text("Two.")], { uuid: "a2" })],
    ];
    const after = [
      user("It was about two.", { isCompactSummary: true, parentUuid: "b" }),
      ...[user("Third", { uuid: "u3" }), answer("m3", [text("Three.")])],
    ];
    const inPart = session(...before, boundary({ trigger: "manual", messagesSummarized: 2 }), ...after);
    expect(await summaryOf(inPart)).toMatchObject({ prompts: 3, answers: 3, compactions: 1, undone: 0 });
    const ofAll = session(...before, boundary({ trigger: "manual" }), ...after);
    expect(await summaryOf(ofAll)).toMatchObject({ prompts: 2, answers: 2, compactions: 1, undone: 1 });
  });
});

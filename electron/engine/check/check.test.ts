import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../shared/findings.ts";
import { mostComparedMessages, mostFindings } from "../../../shared/limits.ts";
import { summaryOf, transcriptOf } from "../../testing/summaryOf.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { checkFile } from "./checkFile.ts";

const temporaryFolder = temporaryFolders();

async function check(lines: readonly unknown[], end = ""): Promise<readonly Finding[]> {
  const file = path.join(temporaryFolder(), "session.jsonl");
  fs.writeFileSync(file, transcriptOf(lines) + end);
  const findings: Finding[] = [];
  const checked = await checkFile(file, { onFinding: (finding) => findings.push(finding) });
  if (!checked.ok) throw new Error(checked.failure.code);
  return findings;
}

function places(findings: readonly Finding[]): readonly unknown[] {
  return findings.map(({ rule, record, line }) => [rule, record, line]);
}

/** More than are compared with a list. */
const manyIds = Array.from({ length: mostComparedMessages + 500 }, (_, index) => `m${index}`);

it("counts all that is open at the end of a run, however many they are", async () => {
  const opened = manyIds.map((messageId) => ({ type: "TEXT_MESSAGE_START", messageId, role: "assistant" }));
  const findings = await check([{ type: "RUN_STARTED", ...run }, ...opened, { type: "RUN_FINISHED", ...run }]);
  const unclosed = findings.filter(({ rule }) => rule === "unclosed-message");
  expect(unclosed.at(-1)?.message).toMatch(new RegExp(`^${manyIds.length - mostFindings} more`));
});

it("says that a list lacks at least so many messages when there are more than are compared", async () => {
  const said = manyIds.flatMap((messageId) => [
    { type: "TEXT_MESSAGE_START", messageId, role: "assistant" },
    { type: "TEXT_MESSAGE_END", messageId },
  ]);
  const empty = { type: "MESSAGES_SNAPSHOT", messages: [] };
  const findings = await check([{ type: "RUN_STARTED", ...run }, ...said, empty, { type: "RUN_FINISHED", ...run }]);
  const lacking = findings.find(({ rule }) => rule === "snapshot-mismatch");
  expect(lacking?.message).toContain(`and at least ${mostComparedMessages - 1} more`);
});

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, second)).toISOString();
const header = { type: "session", version: 3, id: "s1", timestamp: at(0), cwd: "/home/me/garden" };
const entry = (id: string, parentId: string | null, message: object, second: number) => {
  return { type: "message", id, parentId, timestamp: at(second), message };
};
const user = { role: "user", content: [{ type: "text", text: "What grows here?" }] };
const call = (id: string) => ({
  role: "assistant",
  content: [{ type: "toolCall", id, name: "look", arguments: {} }],
  stopReason: "toolUse",
});
const result = (toolCallId: string) => ({ role: "toolResult", toolCallId, content: [{ type: "text", text: "roses" }] });
const session = [
  header,
  entry("a1", null, user, 1),
  entry("a2", "a1", call("c1"), 2),
  entry("a3", "a2", result("c1"), 3),
];

const run = { threadId: "t1", runId: "r1" };
const log: readonly object[] = [
  { type: "RUN_STARTED", ...run },
  { type: "TEXT_MESSAGE_START", messageId: "m1", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "Roses." },
  { type: "TEXT_MESSAGE_END", messageId: "m1" },
  { type: "TOOL_CALL_START", toolCallId: "c1", toolCallName: "dig" },
  { type: "TOOL_CALL_ARGS", toolCallId: "c1", delta: '{"deep":' },
  { type: "TOOL_CALL_ARGS", toolCallId: "c1", delta: "true}" },
  { type: "TOOL_CALL_END", toolCallId: "c1" },
  { type: "TOOL_CALL_RESULT", messageId: "m2", toolCallId: "c1", content: "stone" },
  { type: "STEP_STARTED", stepName: "s" },
  { type: "STEP_FINISHED", stepName: "s" },
  { type: "RUN_FINISHED", ...run },
];
/** The log with other events in the place of those from `from` on. */
const changed = (from: number, count: number, ...events: object[]) => log.toSpliced(from, count, ...events);

const chunk = (toolCallId: string) => ({ type: "TOOL_CALL_CHUNK", toolCallId, toolCallName: "dig", delta: " " });
const listed = (id: string, ...calls: readonly string[]) => {
  const toolCalls = calls.map((call) => ({ id: call, type: "function", function: { name: "dig", arguments: "{}" } }));
  return { id, role: "assistant", content: "Roses.", ...(calls.length > 0 && { toolCalls }) };
};
const stateOf = (snapshot: unknown) => ({ type: "STATE_SNAPSHOT", snapshot });
const patchOf = (...delta: readonly object[]) => ({ type: "STATE_DELTA", delta });

describe("a check", () => {
  it("finds nothing in a clean session or log", async () => {
    expect(await check(session)).toEqual([]);
    expect(await check(log)).toEqual([]);
  });

  it("finds damage, with its place", async () => {
    expect(places(await check([...session, '{"type":"message","id":nope}'], '{"type":"mess'))).toEqual([
      ["not-json", 4, 5],
      ["torn-end", 5, 6],
    ]);
    expect((await check(session, "{")).map(({ message }) => message)).toEqual([
      "The file ends inside it, behind 1 byte.",
    ]);
  });

  it("finds one jump of a clock, and no steps of seconds", async () => {
    const jump = [...session, entry("a4", "a3", user, 500), entry("a5", "a4", user, 400), entry("a6", "a5", user, 401)];
    expect(places(await check(jump))).toEqual([["time-backwards", 5, 6]]);
    expect(await check([...session, entry("a4", "a3", user, 1)])).toEqual([]);
  });

  it("finds calls without a result, results without a call, and second results", async () => {
    const odd = [
      ...session,
      entry("a4", "a3", result("c1"), 4),
      entry("a5", "a4", result("c9"), 5),
      entry("a6", "a5", call("c2"), 6),
    ];
    expect(places(await check(odd))).toEqual([
      ["several-results", 4, 5],
      ["orphan-result", 5, 6],
      ["open-call", 6, 7],
    ]);
  });

  it.each([
    ["event-outside-run", log.slice(1), 0],
    [
      "event-outside-run",
      [...log, { type: "CUSTOM", name: "x", value: 1 }, { type: "CUSTOM", name: "y", value: 1 }],
      12,
    ],
    ["run-in-run", changed(4, 0, { type: "RUN_STARTED", threadId: "t1", runId: "r1" }), 4],
    ["run-ended-twice", [...log, { type: "RUN_FINISHED", ...run }], 12],
    ["open-run", log.slice(0, -1), 10],
    ["run-id-changed", changed(11, 1, { type: "RUN_FINISHED", threadId: "t1", runId: "r2" }), 11],
    ["unknown-message", changed(1, 1), 1],
    ["unclosed-message", changed(3, 1), 10],
    ["message-started-twice", changed(2, 0, { type: "TEXT_MESSAGE_START", messageId: "m1" }), 2],
    ["duplicate-id", changed(4, 0, ...log.slice(1, 4)), 4],
    ["unknown-call", changed(4, 1), 4],
    ["unclosed-call", changed(7, 1, { type: "CUSTOM", name: "x", value: 1 }), 8],
    ["call-started-twice", changed(8, 0, ...log.slice(4, 8)), 8],
    ["bad-arguments", changed(6, 1), 6],
    ["orphan-result", changed(8, 1, { type: "TOOL_CALL_RESULT", messageId: "m2", toolCallId: "c9", content: "" }), 8],
    ["several-results", changed(9, 0, { ...log[8], messageId: "m3" }), 9],
    ["step-not-started", changed(9, 1), 9],
    ["unclosed-step", changed(10, 1), 10],
    ["unclosed-reasoning", changed(9, 0, { type: "REASONING_START", messageId: "q1" }), 12],
    ["empty-delta", changed(2, 1, { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "" }), 2],
    ["unknown-parent", changed(4, 1, { ...log[4], parentMessageId: "m9" }), 4],
    ["bad-event", changed(4, 1, { type: "TOOL_CALL_START", toolCallId: "c1" }), 4],
    ["bad-event", changed(9, 0, { type: "STATE_SNAPSHOT" }), 9],
    ["bad-event", changed(9, 0, { type: "CUSTOM", name: 7, value: 1 }), 9],
    ["delta-without-state", changed(9, 0, patchOf({ op: "add", path: "/a", value: 1 })), 9],
    ["bad-patch", changed(9, 0, stateOf({ a: [] }), patchOf({ op: "replace", path: "/a/3", value: 1 })), 10],
    ["bad-patch", changed(9, 0, stateOf({}), patchOf({ op: "merge", path: "/a", value: 1 })), 10],
    ["bad-patch", changed(9, 0, stateOf({}), patchOf({ op: "add", path: "/a" })), 10],
    [
      "state-mismatch",
      changed(9, 0, stateOf({ a: 1 }), patchOf({ op: "replace", path: "/a", value: 2 }), stateOf({ a: 9 })),
      11,
    ],
    ["snapshot-mismatch", changed(9, 0, { type: "MESSAGES_SNAPSHOT", messages: [] }), 9],
    [
      "duplicate-id",
      changed(9, 0, { type: "MESSAGES_SNAPSHOT", messages: [listed("m1"), listed("m1"), listed("m2")] }),
      9,
    ],
    ["call-started-twice", changed(9, 0, chunk("c1")), 9],
    [
      "call-started-twice",
      [
        ...log,
        { type: "RUN_STARTED", ...run },
        { type: "MESSAGES_SNAPSHOT", messages: [listed("m1", "c7"), listed("m2")] },
        chunk("c7"),
        { type: "RUN_FINISHED", ...run },
      ],
      14,
    ],
    ["unknown-event", changed(9, 0, { type: "GARDEN_EVENT" }, { type: "GARDEN_EVENT" }), 9],
    ["bad-event", changed(9, 0, { type: "TEXT_MESSAGE_CONTENT", delta: "x" }), 9],
    ["wrapped-event", changed(9, 0, { type: "RAW", event: { type: "RUN_STARTED" } }), 9],
  ] as const)("finds %s in a log", async (rule, events, record) => {
    const found = await check(events);
    expect(found.map((finding) => finding.rule)).toContain(rule);
    expect(found.find((finding) => finding.rule === rule)?.record).toBe(record);
  });

  it("finds nothing in a state that is changed, given again as it is, and taken on by the next run", async () => {
    const long = "x".repeat(5000);
    const clean = changed(
      9,
      0,
      stateOf({ a: [long], b: 1.0 }),
      patchOf({ op: "test", path: "/a/0", value: long }, { op: "add", path: "/a/-", value: 2 }),
      stateOf({ b: 1, a: [long, 2] }),
      { ...log[4], toolCallId: "c2", parentMessageId: "m2" },
      { type: "TOOL_CALL_END", toolCallId: "c2" },
      { type: "REASONING_START", messageId: "q1" },
      { type: "REASONING_END", messageId: "q1" },
    );
    const next = [
      { type: "RUN_STARTED", threadId: "t1", runId: "r2" },
      patchOf({ op: "remove", path: "/a/1" }),
      { type: "RUN_FINISHED", threadId: "t1", runId: "r2", outcome: null },
      { type: "RUN_STARTED", threadId: "t2", runId: "r3" },
      patchOf({ op: "remove", path: "/nobody/knows" }),
      { type: "RUN_FINISHED", threadId: "t2", runId: "r3" },
    ];
    expect(await check([...clean, ...next])).toEqual([]);
  });

  it("finds nothing in chunks of calls that alternate, and are listed then", async () => {
    const chunks = [chunk("c5"), chunk("c6"), chunk("c5"), chunk("c6")];
    const list = { type: "MESSAGES_SNAPSHOT", messages: [listed("m1"), listed("m2", "c5")] };
    expect(await check(changed(9, 0, ...chunks, list, chunk("c5")))).toEqual([]);
  });

  it("follows the runs of several threads side by side", async () => {
    const named = (threadId: string) =>
      log.map((event) => ({ ...event, ...("runId" in event && { runId: threadId }), threadId }));
    const [one, other] = [named("t1"), named("t2")];
    const mixed = one.flatMap((event, n) => [event, ...other.slice(n, n + 1)]);
    expect(await check(mixed)).toEqual([]);
    const inside = [...one.slice(0, 2), ...other, ...one.slice(2)];
    expect(await check(inside)).toEqual([]);
    expect(places(await check([...inside.slice(0, -1), { type: "RUN_STARTED", threadId: "t1", runId: "r9" }]))).toEqual(
      [
        ["run-in-run", 23, 24],
        ["open-run", 23, 24],
      ],
    );
    expect(await summaryOf(inside.slice(0, -1))).toMatchObject({ end: "open" });
    expect(await summaryOf(inside)).toMatchObject({ end: "completed" });
  });

  it.each([
    [{ type: "interrupt", interrupts: [] }, "interrupted"],
    [{ type: "cancelled" }, "interrupted"],
    ["interrupt", "interrupted"],
    [{ type: "success" }, "completed"],
    [undefined, "completed"],
  ])("takes the outcome %j of a run for %s", async (outcome, end) => {
    expect(await summaryOf([...log.slice(0, -1), { type: "RUN_FINISHED", ...run, outcome }])).toMatchObject({ end });
  });

  it("takes an id of one thread for none of another", async () => {
    const other = log.map((event) => ("threadId" in event ? { ...event, threadId: "t2" } : event));
    expect(await check([...log, ...other])).toEqual([]);
    const alone = [
      { type: "RUN_STARTED", threadId: "t3", runId: "r3" },
      { type: "MESSAGES_SNAPSHOT", messages: [listed("m9")] },
      { type: "RUN_FINISHED", threadId: "t3", runId: "r3" },
    ];
    expect(await check([...log, ...alone])).toEqual([]);
    // Back in the first one, its ids are known as they were.
    expect(places(await check([...log, ...other, ...log]))).toContainEqual(["duplicate-id", 25, 26]);
  });

  it("takes the records of a capture that hold no event for no bad events", async () => {
    const wrapped = log.map((event, index) => ({ kind: "event", tMs: index, event }));
    const header = { kind: "header", tool: "devtools" };
    expect(await check([header, ...wrapped])).toEqual([]);
  });

  it("finds what the program invented, and records of which a part was not looked at", async () => {
    const line = (uuid: string, parentUuid: string | null, type: string, content: unknown, more: object = {}) => ({
      ...{ parentUuid, isSidechain: false, type, uuid, timestamp: at(1), sessionId: "s1" },
      ...{ message: { role: type, content, ...(type === "assistant" ? { id: `m${uuid}` } : {}) } },
      ...more,
    });
    const killed = [
      line("u1", null, "user", "Dig"),
      line("a1", "u1", "assistant", [{ type: "tool_use", id: "c1", name: "Bash", input: {} }]),
      line("r1", "a1", "user", [{ type: "tool_result", tool_use_id: "c1", is_error: true, content: "[interrupted]" }], {
        toolDenialKind: "interrupted",
      }),
    ];
    expect(places(await check(killed))).toEqual(
      expect.arrayContaining([
        ["made-up-result", 2, 3],
        ["open-call", 1, 2],
      ]),
    );
    const deep = `{"type":"custom","id":"k1","parentId":"a3","data":${"[".repeat(300)}${"]".repeat(300)}}`;
    expect(places(await check([...session, deep]))).toEqual([["cut-output", 4, 5]]);
  });

  it("lists a thousand findings of a rule and counts the rest", async () => {
    const broken = Array.from({ length: mostFindings + 7 }, () => "{nope}");
    const found = await check([...session, ...broken]);
    expect(found).toHaveLength(mostFindings + 1);
    expect(found.at(-1)).toMatchObject({
      rule: "not-json",
      record: undefined,
      message: expect.stringMatching(/^7 more/),
    });
  });
});

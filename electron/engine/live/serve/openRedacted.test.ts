// What a server tells that hides secrets, in every form, and what it keeps: nothing of them.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { StreamClient } from "../../../testing/eventStreamClient.ts";
import { openStream } from "../../../testing/eventStreamClient.ts";
import { allEvents, becomeQuiet, eventually, json, servingTest } from "../../../testing/servingTest.ts";
import { redactionRules } from "../../redaction/redactionRules.ts";
import { openTranscript } from "../../session.ts";
import { replayFrom } from "../../snapshot/testing/clientReplay.ts";
import { openRedacted } from "./openRedacted.ts";

const test = servingTest();
const token = `ghp_${"aB3dE5fG7h".repeat(3)}kL9mN1`;
const password = "tulip-river-42";

const lines = (events: readonly object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join("");
const pieces = (id: string, text: string, by: number): readonly object[] =>
  Array.from({ length: Math.ceil(text.length / by) }, (_, at) => ({
    ...{ type: "TEXT_MESSAGE_CONTENT", messageId: id },
    delta: text.slice(at * by, (at + 1) * by),
  }));
const started = { type: "RUN_STARTED", threadId: "t", runId: "r" };
const finished = { type: "RUN_FINISHED", threadId: "t", runId: "r" };
const spelled = [
  { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
  ...pieces("m", `The token is ${token}. It is yours.`, 7),
  { type: "TEXT_MESSAGE_END", messageId: "m" },
];
/** A token spelled in pieces and whole in a result, and a password that is known by one of its two places. */
const log = lines([
  ...[started, ...spelled],
  { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "env", parentMessageId: "m" },
  { type: "TOOL_CALL_ARGS", toolCallId: "c", delta: `{"say":"${password}"}` },
  { type: "TOOL_CALL_END", toolCallId: "c" },
  {
    type: "TOOL_CALL_RESULT",
    messageId: "x",
    toolCallId: "c",
    role: "tool",
    content: `A=${token}\nPASSWORD=${password}`,
  },
  { type: "STATE_SNAPSHOT", snapshot: { key: token, lines: ["PASSWORD=", password] } },
  finished,
]);

async function serveRedacted(rules?: string): Promise<string> {
  const read = await redactionRules(rules);
  if (!read.ok) throw new Error(read.failure.code);
  return test.serve(test.folder, undefined, openRedacted(openTranscript, read.value, new AbortController().signal));
}

/** All that was told, with what is spelled in pieces put together. */
function told({ events }: StreamClient): string {
  const data = events.map((event) => event.data);
  const deltas = data.map((text) => JSON.parse(text).delta ?? "");
  return [...data, deltas.join("")].join("\n");
}

function expectHidden(text: string): void {
  expect(text).toContain("[githubToken]***");
  for (const secret of [token, password, token.slice(4, 12), token.slice(-12)]) expect(text).not.toContain(secret);
}

/** What is kept of whole transcripts, not of records by themselves. */
const kept = (): string =>
  test
    .keptLogs()
    .map((name) => fs.readFileSync(path.join(test.cache, name), "latin1"))
    .join("\n");

describe("a finished session", () => {
  it("is told without its secrets, compacted and record by record", async () => {
    test.write("s.jsonl", log);
    const url = `${await serveRedacted()}/sessions/s.jsonl`;
    const compacted = await allEvents(`${url}/events`);
    expectHidden(told(compacted));
    expect(told(compacted)).toContain("MESSAGES_SNAPSHOT");
    expectHidden(told(await allEvents(`${url}/events?raw=1`)));
    expectHidden(JSON.stringify(await replayFrom(`${url}/run`)));
    expectHidden(kept());
    expect(await json(url)).toMatchObject({ records: log.trim().split("\n").length, state: "finished" });
  });

  it("has a kept log of its own for each way, and a client of one begins anew with the other", async () => {
    test.write("s.jsonl", log);
    const ways = [() => test.serve(), serveRedacted, () => test.serve(), serveRedacted];
    const seen: string[] = [];
    let last: string | undefined;
    for (const [number, serve] of ways.entries()) {
      const url = `${await serve()}/sessions/s.jsonl/events`;
      const whole = await allEvents(url);
      const again = await allEvents(url, last);
      expect(again.events).toEqual(whole.events);
      last = whole.events[3]?.id;
      seen.push(told(whole));
      expect(told(whole).includes(token)).toBe(number % 2 === 0);
      const raw = await allEvents(`${url}?raw=1`);
      expect(told(raw).includes(token)).toBe(number % 2 === 0);
      await test.server?.close();
    }
    expectHidden(seen[1] ?? "");
    expect(seen.slice(2)).toEqual(seen.slice(0, 2));
    expect(test.keptLogs().length).toBe(2);
  });

  it("is told by the rules that are given, and kept by them", async () => {
    test.write("s.jsonl", log);
    const rules = path.join(test.folder, "rules.json");
    fs.writeFileSync(rules, JSON.stringify({ rules: [{ kind: "word", text: "yours" }], without: ["githubToken"] }));
    await allEvents(`${await serveRedacted()}/sessions/s.jsonl/events`);
    await test.server?.close();
    const own = told(await allEvents(`${await serveRedacted(rules)}/sessions/s.jsonl/events`));
    expect(own).toContain(token);
    expect(own).not.toContain("yours");
    expect(own).not.toContain(password);
  });
});

describe("an active session", () => {
  it.each(["", "?raw=1"])("is told a text when it is whole, so that a secret is found in it (%s)", async (form) => {
    const file = test.write("s.jsonl", lines([started]), "live");
    const client = await openStream(`${await serveRedacted()}/sessions/s.jsonl/events${form}`);
    await eventually(() => expect(client.events.length).toBe(1));
    fs.appendFileSync(file, lines(spelled.slice(0, 4)));
    await eventually(() => expect(client.events.length).toBe(2));
    fs.appendFileSync(file, lines(spelled.slice(4, -1)));
    // What follows lets the text be told.
    fs.appendFileSync(file, lines([...spelled.slice(-1), finished]));
    await eventually(() => expect(client.events.length).toBe(spelled.length + 2));
    expectHidden(told(client));
    client.hangUp();
  });

  it("waits for the end of a text that is written in turns with others", async () => {
    const start = (id: string) => ({ type: "TEXT_MESSAGE_START", messageId: id, role: "assistant" });
    const end = (id: string) => ({ type: "TEXT_MESSAGE_END", messageId: id });
    const state = { type: "STATE_SNAPSHOT", snapshot: {} };
    const first = pieces("m", `The token is ${token}. It is yours.`, 7);
    const second = pieces("n", "Nothing to hide here, at all.", 7);
    const half = Math.floor(first.length / 2);
    const file = test.write("s.jsonl", lines([started, start("m"), ...first.slice(0, half), state]), "live");
    const url = `${await serveRedacted()}/sessions/s.jsonl`;
    const client = await openStream(`${url}/events`);
    await eventually(() => expect(client.events.length).toBe(2));
    fs.appendFileSync(file, lines([start("n"), ...second, end("n"), state]));
    await eventually(async () => expect(await json(url)).toMatchObject({ records: half + second.length + 6 }));
    const other = await openStream(`${url}/events`);
    await eventually(() => expect(other.events.length).toBe(2));
    other.hangUp();
    expect(told(client)).not.toContain("The tok");
    fs.appendFileSync(file, lines([...first.slice(half), end("m"), finished]));
    await eventually(() => expect(client.events.length).toBe(first.length + second.length + 8));
    expectHidden(told(client));
    client.hangUp();
  });

  it("is told by its messages without the pieces that wait, and with them in the end", async () => {
    const half = Math.floor(spelled.length / 2);
    const file = test.write("s.jsonl", lines([started, ...spelled.slice(0, half)]), "live");
    const client = await openStream(`${await serveRedacted()}/sessions/s.jsonl/events?thread=t`);
    await eventually(() => expect(client.events.length).toBe(2));
    expect(told(client)).not.toContain("The tok");
    fs.appendFileSync(file, lines(spelled.slice(half, -1)));
    becomeQuiet(file);
    await client.ended;
    expectHidden(told(client));
    expect(client.events.at(-2)?.data).toContain("It is yours.");
  });

  it("of no known family is told a text when others stand behind it, and all of it in the end", async () => {
    const said = pieces("m", `The token is ${token}. It is yours.`, 7).map((piece) => ({
      ...piece,
      type: "said.chunk",
    }));
    const other = { type: "tick" };
    const half = Math.floor(said.length / 2);
    const file = test.write("s.jsonl", lines([other, ...said.slice(0, half)]), "live");
    const client = await openStream(`${await serveRedacted()}/sessions/s.jsonl/events?raw=1`);
    await eventually(() => expect(client.events.length).toBe(1));
    fs.appendFileSync(file, lines([other, ...said.slice(half), other, other, other]));
    const second = await openStream(`${await serveRedacted()}/sessions/s.jsonl/events?raw=1`);
    await eventually(() => expect(second.events.length).toBe(1));
    second.hangUp();
    expect(told(client)).not.toContain("The tok");
    fs.appendFileSync(file, lines([other]));
    await eventually(() => expect(client.events.length).toBe(said.length + 6));
    expectHidden(told(client));
    fs.appendFileSync(file, lines(said.slice(0, 2)));
    becomeQuiet(file);
    await client.ended;
    expect(client.events.filter(({ data }) => data.includes("said.chunk")).length).toBe(said.length + 2);
  });

  it("of another family is told without its secrets", async () => {
    const line = (number: number, role: string, text: string) => ({
      ...{ type: role, uuid: `u${number}`, parentUuid: number === 0 ? null : `u${number - 1}`, isSidechain: false },
      ...{ sessionId: "s", timestamp: `2026-03-01T00:00:0${number}.000Z`, cwd: "/p", version: "2.1.78" },
      message: { role, content: text, ...(role === "assistant" ? { id: `m${number}`, model: "x" } : {}) },
    });
    const file = test.write("s.jsonl", lines([line(0, "user", `Keep PASSWORD=${password}`)]), "live");
    const client = await openStream(`${await serveRedacted()}/sessions/s.jsonl/events`);
    await eventually(() => expect(client.events.length).toBe(2));
    fs.appendFileSync(file, lines([line(1, "assistant", `I keep ${password} and ${token}`)]));
    await eventually(() => expect(client.events.length).toBeGreaterThan(2));
    await eventually(() => expect(told(client)).toContain("I keep"));
    expectHidden(told(client));
    client.hangUp();
  });
});

// The server over real connections: lists, finished and active sessions, other families.

import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import type { StreamClient } from "../../../testing/eventStreamClient.ts";
import { openStream } from "../../../testing/eventStreamClient.ts";
import { allEvents, becomeQuiet, eventually, json, servingTest, weather } from "../../../testing/servingTest.ts";
import { replay, replayFrom } from "../../snapshot/testing/clientReplay.ts";

const test = servingTest();
const typesOf = ({ events }: StreamClient): readonly string[] => events.map(({ data }) => JSON.parse(data).type);

const recordsOf = (log: string): readonly unknown[] =>
  log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** A prompt and an answer as Claude Code writes them. */
function claude(number: number, text: string): string {
  const common = { sessionId: "s", timestamp: `2026-03-01T00:00:0${number}.000Z`, cwd: "/p", version: "2.1.78" };
  const [type, message] =
    number % 2 === 0
      ? ["user", { role: "user", content: text }]
      : ["assistant", { id: `m${number}`, role: "assistant", model: "x", content: [{ type: "text", text }] }];
  const parentUuid = number === 0 ? null : `u${number - 1}`;
  return `${JSON.stringify({ type, uuid: `u${number}`, parentUuid, isSidechain: false, ...common, message })}\n`;
}

describe("the list of sessions", () => {
  it("comes in pages in the order of the ids, each session once", async () => {
    const names = Array.from(
      { length: 1_203 },
      (_, at) => `${at % 3 === 0 ? "a/" : ""}${at % 7 === 0 ? "b/" : ""}s${at}.jsonl`,
    );
    for (const name of names) test.write(name, "{}\n");
    test.write(".hidden.jsonl", "{}\n");
    test.write("notes.txt", "{}\n");
    const url = await test.serve();
    const found: unknown[] = [];
    const sizes: number[] = [];
    for (let next: unknown = ""; next !== undefined; ) {
      const page = await json(`${url}/sessions?continue=${next}`);
      const sessions = Array.isArray(page.sessions) ? page.sessions : [];
      sizes.push(sessions.length);
      found.push(...sessions.map(({ id }) => id));
      next = page.continue;
    }
    expect(sizes).toEqual([500, 500, 203]);
    expect(found).toEqual([...names].sort());
    expect(await json(`${url}/sessions?limit=0`)).toEqual({ error: "limit takes a number from 1 to 500" });
    expect(await json(`${url}/sessions?continue=nonsense`)).toEqual({
      error: "continue takes what the page before gave",
    });
  });

  it("names what cannot be looked at, and lists the others", async () => {
    for (const name of ["a.jsonl", "closed/b.jsonl", "half/c.jsonl", "half/d.jsonl"]) test.write(name, "{}\n");
    const [closed, broken] = [path.join(test.folder, "closed"), path.join(test.folder, "half/c.jsonl")];
    const { readdirSync, statSync, realpathSync } = fs;
    const refuse = (): never => {
      throw Object.assign(new Error("EACCES"), { code: "EACCES" });
    };
    const spies = [
      vi
        .spyOn(fs, "readdirSync")
        .mockImplementation((...[place, options]: Parameters<typeof readdirSync>) =>
          path.resolve(String(place)) === closed ? refuse() : readdirSync(place, options),
        ),
      vi.spyOn(fs, "statSync").mockImplementation((...args) => (args[0] === broken ? refuse() : statSync(...args))),
      vi
        .spyOn(fs, "realpathSync")
        .mockImplementation((...args) => (args[0] === broken ? refuse() : realpathSync(...args))),
    ];
    const url = await test.serve();
    const page = await json(`${url}/sessions`);
    expect(page).toMatchObject({
      sessions: [{ id: "a.jsonl" }, { id: "half/d.jsonl" }],
      problems: [
        { id: "closed/", word: "EACCES" },
        { id: "half/c.jsonl", word: "EACCES" },
      ],
      problemCount: 2,
    });
    expect(await json(`${url}/sessions/half%2Fc.jsonl`)).toEqual({
      error: "“c.jsonl” cannot be read (EACCES). Check that you may read it.",
    });
    for (const spy of spies) spy.mockRestore();
  });

  it("of a single file is that file", async () => {
    const url = await test.serve(test.write("one.log", weather));
    expect(await json(`${url}/sessions`)).toMatchObject({
      sessions: [{ id: "one.log", bytes: Buffer.byteLength(weather) }],
    });
    expect((await replayFrom(`${url}/sessions/one.log/run`)).messages).toEqual((await replay(weather)).messages);
  });
});

describe("a session that cannot be read as it is", () => {
  const inForms: readonly (readonly [name: string, content: Uint8Array, notice: string])[] = [
    ["s.jsonl", Buffer.from(`\ufeff${weather}`, "utf16le"), "UTF-16"],
    ["s.jsonl", Buffer.from(JSON.stringify(recordsOf(weather), undefined, 2)), "JSON over many lines"],
    ["s.jsonl.gz", gzipSync(weather).subarray(0, -4), "ends early"],
  ];

  it.each(inForms)("(%s, %#) is told as what it holds, which is said", async (name, content, notice) => {
    test.write(name, content);
    const url = await test.serve();
    expect(await json(`${url}/sessions`)).toMatchObject({ sessions: [{ id: name, bytes: content.length }] });
    const whole = await replay(weather);
    expect(await json(`${url}/sessions/${name}`)).toMatchObject({
      format: "ag-ui",
      records: recordsOf(weather).length,
      notice: expect.stringContaining(notice),
    });
    expect((await replayFrom(`${url}/sessions/${name}/run`)).messages).toEqual(whole.messages);
    expect((await allEvents(`${url}/sessions/${name}/events?raw=1`)).events.length).toBe(recordsOf(weather).length);
  });

  it("leaves nothing behind when it is let go", async () => {
    test.write("s.jsonl.gz", gzipSync(weather));
    const url = await test.serve();
    await json(`${url}/sessions/s.jsonl.gz`);
    expect(fs.readdirSync(test.spools).length).toBe(1);
    await test.server?.close();
    await eventually(() => expect(fs.readdirSync(test.spools)).toEqual([]));
  });
});

describe("a finished session", () => {
  it("is compacted once, and read by the official client as its log is", async () => {
    test.write("a b/ü.jsonl", weather);
    const url = `${await test.serve()}/sessions/${encodeURIComponent("a b/ü.jsonl")}`;
    const [one, events, same] = await Promise.all([
      replayFrom(`${url}/run`),
      ...[1, 2].map(() => allEvents(`${url}/events`)),
    ]);
    expect(one).toEqual(await replay(weather));
    expect(same?.events).toEqual(events?.events);
    expect(test.keptLogs().length).toBe(1);
    const types = events === undefined ? [] : typesOf(events);
    expect(types.filter((type) => type === "MESSAGES_SNAPSHOT").length).toBe(1);
    expect(types).not.toContain("TEXT_MESSAGE_CONTENT");
  });

  it("goes on behind the last event that a client got, and begins anew when it is another now", async () => {
    const file = test.write("s.jsonl", weather);
    const url = `${await test.serve()}/sessions/s.jsonl/events`;
    const { events } = await allEvents(url);
    for (const at of [0, 5, events.length - 1]) {
      expect((await allEvents(url, events[at]?.id)).events).toEqual(events.slice(at + 1));
    }
    const [log = ""] = test.keptLogs();
    const kept = fs.readFileSync(path.join(test.cache, log), "utf8");
    fs.appendFileSync(file, weather);
    becomeQuiet(file);
    const again = await allEvents(url, events[5]?.id);
    expect(again.events.length).toBeGreaterThan(events.length);
    expect(fs.readFileSync(path.join(test.cache, log), "utf8")).not.toBe(kept);
  });

  it.each([
    ["one byte is another", (bytes: Buffer, at: number) => bytes.with(at, (bytes[at] ?? 0) ^ 1)],
    ["it was cut", (bytes: Buffer, at: number) => bytes.subarray(0, at)],
  ])("is made anew when the kept log is damaged: %s", async (_, damaged) => {
    test.write("s.jsonl", weather);
    const url = `${await test.serve()}/sessions/s.jsonl/events`;
    const whole = await allEvents(url);
    const [log = ""] = test.keptLogs();
    const kept = fs.readFileSync(path.join(test.cache, log));
    for (const share of [0.3, 0.9, 1 - 1 / kept.length, 1 - 10 / kept.length]) {
      fs.writeFileSync(path.join(test.cache, log), damaged(kept, Math.floor(share * kept.length)));
      const answers = [await allEvents(url), await allEvents(url)];
      // The first one may have been told of it only where it came to the damage.
      for (const { events } of answers) {
        if (events.at(-1)?.data.includes("SESSION_UNREADABLE") !== true) expect(events).toEqual(whole.events);
      }
      expect(answers[1]?.events).toEqual(whole.events);
    }
  });

  it("is told all the same when its log cannot be kept, or read again", async () => {
    test.write("s.jsonl", weather);
    const url = await test.serve();
    const { openSync } = fs;
    const refused = vi.spyOn(fs, "openSync").mockImplementation((...args) => {
      if (String(args[0]).endsWith(".seekcompact")) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
      return openSync(...args);
    });
    const { messages } = await replay(weather);
    expect((await replayFrom(`${url}/sessions/s.jsonl/run`)).messages).toEqual(messages);
    expect(test.keptLogs()).toEqual([]);
    refused.mockRestore();
    expect((await replayFrom(`${url}/sessions/s.jsonl/run`)).messages).toEqual(messages);
    expect(test.keptLogs().length).toBe(1);
  });

  it("is no longer kept when it goes on", async () => {
    const file = test.write("s.jsonl", weather);
    const url = `${await test.serve()}/sessions/s.jsonl`;
    await allEvents(`${url}/events`);
    expect(test.keptLogs().length).toBe(1);
    fs.appendFileSync(file, '{"type":"RUN_STARTED","threadId":"t","runId":"next"}\n');
    const client = await openStream(`${url}/events`);
    await eventually(() => expect(typesOf(client)).toContain("TEXT_MESSAGE_CONTENT"));
    expect(test.keptLogs()).toEqual([]);
    client.hangUp();
  });

  it.each([
    [
      "codex exec",
      [
        '{"type":"thread.started","thread_id":"t"}',
        '{"type":"turn.started"}',
        '{"type":"item.completed","item":{"id":"item_0","type":"agent_message","text":"done"}}',
        '{"type":"turn.completed","usage":{"input_tokens":1,"cached_input_tokens":0,"output_tokens":1}}',
      ],
    ],
    [
      "Gemini CLI",
      [
        '{"type":"init","timestamp":"2026-03-01T00:00:00.000Z","session_id":"s","model":"m"}',
        '{"type":"message","timestamp":"2026-03-01T00:00:01.000Z","role":"user","content":"go"}',
        '{"type":"message","timestamp":"2026-03-01T00:00:02.000Z","role":"assistant","content":"done","delta":true}',
        '{"type":"result","timestamp":"2026-03-01T00:00:03.000Z","status":"success","stats":{"total_tokens":2}}',
      ],
    ],
  ])("of %s is finished as soon as its last record says so, until something follows", async (_, lines) => {
    const file = test.write("s.jsonl", lines.map((line) => `${line}\n`).join(""), "live");
    const url = `${await test.serve()}/sessions/s.jsonl`;
    expect(await json(url)).toMatchObject({ state: "finished" });
    const { events } = await allEvents(`${url}/events`);
    expect(events.at(-1)?.data).toContain("RUN_FINISHED");
    expect(events.map(({ data }) => data).join()).toContain("done");
    expect((await allEvents(`${url}/events?raw=1`)).events.map(({ data }) => data)).toEqual(lines);
    expect(test.keptLogs().length).toBe(1);
    fs.appendFileSync(file, `${lines[1]}\n`);
    expect(await json(url)).toMatchObject({ state: "active" });
    const client = await openStream(`${url}/events`);
    await eventually(() => expect(typesOf(client)).toEqual(["RUN_STARTED", "MESSAGES_SNAPSHOT"]));
    expect(test.keptLogs()).toEqual([]);
    client.hangUp();
  });

  it.each([
    ["Claude Code", '"claude_code_version":"2.1.300"'],
    ["Qwen Code", '"qwen_code_version":"0.24.4"'],
  ])("of %s is not behind a result, since one is printed for each turn", async (_, version) => {
    const lines = [
      `{"type":"system","subtype":"init","session_id":"s","uuid":"a","model":"m",${version}}`,
      '{"type":"result","subtype":"success","is_error":false,"session_id":"s","uuid":"b","result":"It runs.","usage":{}}',
    ];
    test.write("s.jsonl", lines.map((line) => `${line}\n`).join(""), "live");
    expect(await json(`${await test.serve()}/sessions/s.jsonl`)).toMatchObject({ state: "active" });
  });

  it("is the run that ended a moment ago, too, for who asks for it; its log stays while its session is watched", async () => {
    const file = test.write("s.jsonl", weather, "live");
    const url = `${await test.serve()}/sessions/s.jsonl`;
    expect(await replayFrom(`${url}/run`)).toEqual(await replay(weather));
    expect(test.keptLogs().length).toBe(1);
    const client = await openStream(`${url}/events`);
    await eventually(() => expect(client.events.length).toBe(recordsOf(weather).length));
    expect(test.keptLogs().length).toBe(1);
    client.hangUp();
    const next = '{"type":"RUN_STARTED","threadId":"other","runId":"next"}\n';
    fs.appendFileSync(file, next + next.replace("STARTED", "FINISHED"));
    // Of several threads its records are told.
    const response = await fetch(`${url}/run`, { method: "POST", body: "{}" });
    expect((await response.text()).split("\n\n").length - 1).toBe(recordsOf(weather).length + 2);
  });

  it("of several threads asks for one", async () => {
    const run = (thread: string) =>
      ["RUN_STARTED", "RUN_FINISHED"]
        .map((type) => `{"type":"${type}","threadId":"${thread}","runId":"r-${thread}"}\n`)
        .join("");
    test.write("s.jsonl", run("one") + run("two"));
    const url = `${await test.serve()}/sessions/s.jsonl/events`;
    const { error } = await json(url);
    expect(error).toMatch(/2 threads.+“one”, “two”\. Choose one with \?thread=ID\.$/);
    expect((await allEvents(`${url}?thread=two`)).events.map(({ data }) => JSON.parse(data).threadId)).toEqual([
      "two",
      "two",
    ]);
    expect((await fetch(`${url}?thread=three`)).status).toBe(404);
  });
});

describe("an active session", () => {
  it("is told event by event as it is written, torn lines when they are whole, to the end of its run", async () => {
    const lines = weather.split("\n").filter((line) => line !== "");
    const file = test.write("s.jsonl", "", "live");
    // At least one record makes it AG-UI.
    fs.appendFileSync(file, `${lines[0]}\n`);
    const url = `${await test.serve()}/sessions/s.jsonl`;
    const running = replayFrom(`${url}/run`);
    const watching = await openStream(`${url}/events`);
    for (let at = 1; at < lines.length; at += 40) {
      const text = `${lines.slice(at, at + 40).join("\n")}\n`;
      const torn = Math.floor(text.length / 2);
      fs.appendFileSync(file, text.slice(0, torn));
      await eventually(() => expect(watching.events.length).toBeGreaterThanOrEqual(at));
      fs.appendFileSync(file, text.slice(torn));
    }
    await eventually(() => expect(watching.events.length).toBe(lines.length));
    expect(watching.events.map(({ data }) => data)).toEqual(lines);
    expect(await running).toEqual(await replay(weather));
    watching.hangUp();
  });

  it("goes on behind the last event that a client got", async () => {
    const file = test.write("s.jsonl", weather, "live");
    const url = `${await test.serve()}/sessions/s.jsonl/events`;
    const lines = weather.split("\n").slice(0, -1);
    const first = await openStream(url);
    await eventually(() => expect(first.events.length).toBe(lines.length));
    first.hangUp();
    fs.appendFileSync(file, '{"type":"RUN_STARTED","threadId":"t","runId":"next"}\n');
    const next = await openStream(url, { "last-event-id": first.events[100]?.id ?? "" });
    await eventually(() => expect(next.events.length).toBe(lines.length - 100));
    expect(next.events[0]?.data).toBe(lines[101]);
    expect(JSON.parse(next.events.at(-1)?.data ?? "")).toMatchObject({ runId: "next" });
    next.hangUp();
    const raw = await openStream(`${url}?raw=1`, { "last-event-id": first.events[100]?.id ?? "" });
    // Another form: it begins anew.
    await eventually(() => expect(raw.events.length).toBe(lines.length + 1));
    raw.hangUp();
  });

  it("that was left in the middle of a record ends with an error that names it", async () => {
    test.write("s.jsonl", '{"type":"RUN_STARTED","threadId":"t","runId":"r"}\n{"type":"CUSTOM","na');
    const client = await allEvents(`${await test.serve()}/sessions/s.jsonl/events`);
    expect(client.events.at(-1)).toMatchObject({ event: "error" });
    expect(JSON.parse(client.events.at(-1)?.data ?? "")).toEqual({
      type: "RUN_ERROR",
      message: "The session cannot be told to its end from record 1 on: its last line, 2, was not written to its end",
      code: "SESSION_UNREADABLE",
    });
  });

  it("that is cut while a long record of it is told ends with an error that is an event of its own", async () => {
    // More than a connection takes that nobody reads from.
    const file = test.write("s.jsonl", `{"type":"CUSTOM","name":"x","value":"${"x".repeat(64_000_000)}"}\n`);
    const client = await openStream(`${await test.serve()}/sessions/s.jsonl/events`);
    client.pause();
    await new Promise(setImmediate);
    fs.truncateSync(file, 100);
    client.resume();
    await client.ended;
    expect(client.events.map(({ event }) => event)).toEqual(["cut", "error"]);
    expect(JSON.parse(client.events[1]?.data ?? "")).toMatchObject({ type: "RUN_ERROR", code: "SESSION_UNREADABLE" });
  });

  it("that is replaced while it is told ends with an error", async () => {
    const file = test.write("s.jsonl", weather, "live");
    const client = await openStream(`${await test.serve()}/sessions/s.jsonl/events`);
    await eventually(() => expect(client.events.length).toBeGreaterThan(100));
    fs.writeFileSync(file, '{"type":"RUN_STARTED","threadId":"t","runId":"other"}\n');
    await client.ended;
    expect(client.events.at(-1)?.data).toContain("ask for it anew");
  });

  it("of another family is told as the messages that there are, again when there are more", async () => {
    const file = test.write("s.jsonl", claude(0, "first") + claude(1, "answer"), "live");
    const url = `${await test.serve()}/sessions/s.jsonl`;
    const client = await openStream(`${url}/events`);
    await eventually(() => expect(typesOf(client)).toEqual(["RUN_STARTED", "MESSAGES_SNAPSHOT"]));
    fs.appendFileSync(file, claude(2, "second"));
    await eventually(() => expect(client.events.at(-1)?.data).toContain("second"));
    const running = replayFrom(`${url}/run`);
    becomeQuiet(file);
    await client.ended;
    expect(typesOf(client).at(-1)).toBe("RUN_FINISHED");
    expect((await running).messages).toMatchObject([
      { role: "user", content: "first" },
      { role: "assistant", content: "answer" },
      { role: "user", content: "second" },
    ]);
    expect((await replayFrom(`${url}/run`)).messages).toEqual((await running).messages);
  });
});

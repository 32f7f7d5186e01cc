// The server over real connections: lists, finished and active sessions, other families, and clients of all sorts.

import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { generateLog } from "../../../cli/generator/generateLog.ts";
import type { StreamClient } from "../../../testing/eventStreamClient.ts";
import { openStream } from "../../../testing/eventStreamClient.ts";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import { openTranscript } from "../../session.ts";
import { replay, replayFrom } from "../../snapshot/testing/clientReplay.ts";
import { ServedFolder } from "./servedFolder.ts";
import { mostOpen, mostUnread, quietMs } from "./serveLimits.ts";
import type { SessionServer } from "./server.ts";
import { startServer } from "./server.ts";

const run = promisify(execFile);
const makeFolder = temporaryFolders();
const weather = fs.readFileSync("samples/weather-agent.jsonl", "utf8");
let folder = "";
let cache = "";
let spools = "";
let server: SessionServer | undefined;
let bugs: unknown[] = [];

beforeEach(() => {
  bugs = [];
  folder = makeFolder();
  cache = makeFolder();
  spools = makeFolder();
  vi.stubEnv("SEEKLINE_SPOOL_DIR", spools);
  vi.stubEnv("SEEKLINE_CACHE_DIR", cache);
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  expect(bugs).toEqual([]);
});

/** Gives its address. */
async function serve(place = folder, token?: string, open = openTranscript): Promise<string> {
  const onUnexpected = (error: unknown) => void bugs.push(error);
  const address = { host: "127.0.0.1", port: 0 };
  const started = await startServer({ folder: new ServedFolder(place), ...address, token, open, onUnexpected });
  if (!started.ok) throw new Error(started.failure.code);
  server = started.value;
  return `http://127.0.0.1:${server.port}`;
}

/** `quiet`: nothing was written to it for a while. */
function write(name: string, content: string | Uint8Array, age: "quiet" | "live" = "quiet"): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  if (age === "quiet") becomeQuiet(file);
  return file;
}

function becomeQuiet(file: string): void {
  const then = (Date.now() - 2 * quietMs) / 1_000;
  fs.utimesSync(file, then, then);
}

const objectSchema = z.record(z.string(), z.unknown());

function becomeLive(file: string): void {
  fs.utimesSync(file, new Date(), new Date());
}

async function json(url: string): Promise<Record<string, unknown>> {
  return objectSchema.parse(await (await fetch(url)).json());
}

async function allEvents(url: string, lastId?: string): Promise<StreamClient> {
  const client = await openStream(url, lastId === undefined ? {} : { "last-event-id": lastId });
  await client.ended;
  return client;
}

const typesOf = ({ events }: StreamClient): readonly string[] => events.map(({ data }) => JSON.parse(data).type);
const keptLogs = (): readonly string[] => fs.readdirSync(cache).filter((name) => name.endsWith(".seekcompact"));

/** However slow the machine is. */
const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { interval: 5, timeout: 50_000 });

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
    for (const name of names) write(name, "{}\n");
    write(".hidden.jsonl", "{}\n");
    write("notes.txt", "{}\n");
    const url = await serve();
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
  });

  it("of a single file is that file", async () => {
    const url = await serve(write("one.log", weather));
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
    write(name, content);
    const url = await serve();
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
    write("s.jsonl.gz", gzipSync(weather));
    const url = await serve();
    await json(`${url}/sessions/s.jsonl.gz`);
    expect(fs.readdirSync(spools).length).toBe(1);
    await server?.close();
    await eventually(() => expect(fs.readdirSync(spools)).toEqual([]));
  });
});

describe("a finished session", () => {
  it("is compacted once, and read by the official client as its log is", async () => {
    write("a b/ü.jsonl", weather);
    const url = `${await serve()}/sessions/${encodeURIComponent("a b/ü.jsonl")}`;
    const [one, events, same] = await Promise.all([
      replayFrom(`${url}/run`),
      ...[1, 2].map(() => allEvents(`${url}/events`)),
    ]);
    expect(one).toEqual(await replay(weather));
    expect(same?.events).toEqual(events?.events);
    expect(keptLogs().length).toBe(1);
    const types = events === undefined ? [] : typesOf(events);
    expect(types.filter((type) => type === "MESSAGES_SNAPSHOT").length).toBe(1);
    expect(types).not.toContain("TEXT_MESSAGE_CONTENT");
  });

  it("goes on behind the last event that a client got, and begins anew when it is another now", async () => {
    const file = write("s.jsonl", weather);
    const url = `${await serve()}/sessions/s.jsonl/events`;
    const { events } = await allEvents(url);
    for (const at of [0, 5, events.length - 1]) {
      expect((await allEvents(url, events[at]?.id)).events).toEqual(events.slice(at + 1));
    }
    const [log = ""] = keptLogs();
    const kept = fs.readFileSync(path.join(cache, log), "utf8");
    fs.appendFileSync(file, weather);
    becomeQuiet(file);
    const again = await allEvents(url, events[5]?.id);
    expect(again.events.length).toBeGreaterThan(events.length);
    expect(fs.readFileSync(path.join(cache, log), "utf8")).not.toBe(kept);
  });

  it.each([
    ["one byte is another", (bytes: Buffer, at: number) => bytes.with(at, (bytes[at] ?? 0) ^ 1)],
    ["it was cut", (bytes: Buffer, at: number) => bytes.subarray(0, at)],
  ])("is made anew when the kept log is damaged: %s", async (_, damaged) => {
    write("s.jsonl", weather);
    const url = `${await serve()}/sessions/s.jsonl/events`;
    const whole = await allEvents(url);
    const [log = ""] = keptLogs();
    const kept = fs.readFileSync(path.join(cache, log));
    for (const share of [0.3, 0.9, 1 - 1 / kept.length, 1 - 10 / kept.length]) {
      fs.writeFileSync(path.join(cache, log), damaged(kept, Math.floor(share * kept.length)));
      const answers = [await allEvents(url), await allEvents(url)];
      // The first one may have been told of it only where it came to the damage.
      for (const { events } of answers) {
        if (events.at(-1)?.data.includes("SESSION_UNREADABLE") !== true) expect(events).toEqual(whole.events);
      }
      expect(answers[1]?.events).toEqual(whole.events);
    }
  });

  it("is no longer kept when it goes on", async () => {
    const file = write("s.jsonl", weather);
    const url = `${await serve()}/sessions/s.jsonl`;
    await allEvents(`${url}/events`);
    expect(keptLogs().length).toBe(1);
    fs.appendFileSync(file, '{"type":"RUN_STARTED","threadId":"t","runId":"next"}\n');
    const client = await openStream(`${url}/events`);
    await eventually(() => expect(typesOf(client)).toContain("TEXT_MESSAGE_CONTENT"));
    expect(keptLogs()).toEqual([]);
    client.hangUp();
  });

  it("of several threads asks for one", async () => {
    const run = (thread: string) =>
      ["RUN_STARTED", "RUN_FINISHED"]
        .map((type) => `{"type":"${type}","threadId":"${thread}","runId":"r-${thread}"}\n`)
        .join("");
    write("s.jsonl", run("one") + run("two"));
    const url = `${await serve()}/sessions/s.jsonl/events`;
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
    const file = write("s.jsonl", "", "live");
    // At least one record makes it AG-UI.
    fs.appendFileSync(file, `${lines[0]}\n`);
    const url = `${await serve()}/sessions/s.jsonl`;
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
    const file = write("s.jsonl", weather, "live");
    const url = `${await serve()}/sessions/s.jsonl/events`;
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
    write("s.jsonl", '{"type":"RUN_STARTED","threadId":"t","runId":"r"}\n{"type":"CUSTOM","na');
    const client = await allEvents(`${await serve()}/sessions/s.jsonl/events`);
    expect(client.events.at(-1)).toMatchObject({ event: "error" });
    expect(JSON.parse(client.events.at(-1)?.data ?? "")).toEqual({
      type: "RUN_ERROR",
      message: "The session cannot be told to its end from record 1 on: its last line, 2, was not written to its end",
      code: "SESSION_UNREADABLE",
    });
  });

  it("that is replaced while it is told ends with an error", async () => {
    const file = write("s.jsonl", weather, "live");
    const client = await openStream(`${await serve()}/sessions/s.jsonl/events`);
    await eventually(() => expect(client.events.length).toBeGreaterThan(100));
    fs.writeFileSync(file, '{"type":"RUN_STARTED","threadId":"t","runId":"other"}\n');
    await client.ended;
    expect(client.events.at(-1)?.data).toContain("ask for it anew");
  });

  it("of another family is told as the messages that there are, again when there are more", async () => {
    const file = write("s.jsonl", claude(0, "first") + claude(1, "answer"), "live");
    const url = `${await serve()}/sessions/s.jsonl`;
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

describe("the records of any file", () => {
  it("come byte for byte, damage as such, with one line each", async () => {
    const long = `{"text":"${"x".repeat(200_000)}"}`;
    const broken = `broken ${"y".repeat(100_000)}`;
    write("s.jsonl", `{"a":1}{"b":2}\n{"c":\r3}\n\n${broken}\n${long}\n{"d":4}`);
    const url = `${await serve()}/sessions/s.jsonl/events`;
    const { events } = await allEvents(`${url}?raw=1`);
    expect(events.map(({ event, data }) => [event, event === undefined ? data : JSON.parse(data)])).toEqual([
      [undefined, '{"a":1}'],
      [undefined, '{"b":2}'],
      [undefined, '{"c": 3}'],
      ["malformed", { record: 3, line: 4, bytes: broken.length, base64: Buffer.from(broken).toString("base64") }],
      [undefined, long],
      [undefined, '{"d":4}'],
    ]);
    expect((await allEvents(`${url}?raw=1`, events[3]?.id)).events).toEqual(events.slice(4));
    expect(await json(url)).toEqual({ error: "this session has no conversation: its records come with ?raw=1" });
  });
});

describe("clients", () => {
  it("that are slow, or hang up, keep nobody else waiting, and leave nothing behind", async () => {
    const parts: Buffer[] = [];
    await generateLog(
      { shape: "agui", seed: 5, bytes: 20_000_000 },
      { write: (bytes) => void parts.push(Buffer.from(bytes)) },
    );
    const content = Buffer.concat(parts);
    const file = write("s.jsonl", content);
    const url = `${await serve()}/sessions/s.jsonl/events?raw=1`;
    const slow = await openStream(url);
    slow.pause();
    const gone = await openStream(url);
    gone.hangUp();
    const quick = await allEvents(url);
    const lines = content.toString("utf8").split("\n").slice(0, -1);
    expect(quick.events.length).toBe(lines.length);
    expect(slow.events.length).toBeLessThan(lines.length / 2);
    slow.resume();
    await slow.ended;
    expect(slow.events.length).toBe(lines.length);
    expect(slow.events.every(({ data }, at) => data === lines[at])).toBe(true);
    expect(server?.sessions.count).toBe(1);
    await eventually(async () => {
      await server?.sessions.sweep(Date.now() + quietMs);
      expect(server?.sessions.count).toBe(0);
    });
    expect(fs.existsSync(file)).toBe(true);
  });

  it("of many sessions leave only some of them open, and are told when there are too many", async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `s${at}.jsonl`);
    for (const id of ids) write(id, weather);
    const url = await serve();
    for (const id of ids)
      expect(await json(`${url}/sessions/${id}`)).toMatchObject({ records: 339, state: "finished" });
    await eventually(() => expect(server?.sessions.count).toBeLessThan(mostUnread + 3));
    for (const id of ids) becomeLive(path.join(folder, id));
    const watching = ids.slice(0, mostOpen).map((id) => openStream(`${url}/sessions/${id}/events`));
    const clients = await Promise.all(watching);
    expect(clients.map(({ status }) => status)).toEqual(clients.map(() => 200));
    expect(await json(`${url}/sessions/${ids.at(-1)}`)).toEqual({ error: "too many sessions are read at once" });
    for (const client of clients) client.hangUp();
    await eventually(async () =>
      expect(await json(`${url}/sessions/${ids.at(-1)}`)).toMatchObject({ state: "active" }),
    );
  });

  it("with curl get events, and short errors in JSON", async () => {
    write("s.jsonl", weather);
    fs.symlinkSync(path.resolve("package.json"), path.join(folder, "link.jsonl"));
    const outside = path.join(makeFolder(), "secret.jsonl");
    fs.writeFileSync(outside, "{}\n");
    fs.symlinkSync(path.dirname(outside), path.join(folder, "linked"));
    const url = await serve(folder, "secret");
    // The server answers in this process, so it must not wait for curl.
    const curl = async (where: string, ...args: readonly string[]) => {
      const token = args.some((arg) => arg.startsWith("Authorization")) ? [] : ["-H", "Authorization: Bearer secret"];
      return (await run("curl", ["-s", "-m", "20", ...token, ...args, `${url}${where}`])).stdout;
    };
    expect(await curl("/sessions/s.jsonl/events")).toContain('data: {"type":"RUN_STARTED"');
    for (const id of [
      "link.jsonl",
      "linked%2Fsecret.jsonl",
      "..%2Fx.jsonl",
      encodeURIComponent(outside),
      "%",
      "no.jsonl",
    ]) {
      expect(await curl(`/sessions/${id}/events`)).toBe('{"error":"there is no such session"}\n');
    }
    expect(await curl("/sessions", "-H", "Authorization: Bearer wrong")).toContain("a token is needed");
    expect(await curl("/sessions", "-H", "Origin: http://example.com")).toContain("pages of other origins");
    expect(await curl("/sessions", "-H", "Host: example.com")).toContain("another host");
    expect(await curl("/sessions", "-X", "DELETE")).toBe('{"error":"GET only"}\n');
    expect((await replayFrom(`${url}/sessions/s.jsonl/run`, { authorization: "Bearer secret" })).error).toBeUndefined();
    expect((await replayFrom(`${url}/sessions/s.jsonl/run`)).error).toContain("401");
  });
});

describe("a bug", () => {
  it("ends the request that met it, is told, and lets the others go on", async () => {
    const bug = new TypeError("it broke");
    const base = await serve(folder, undefined, async (...args) => {
      if (JSON.stringify(args[0]).includes("broken")) throw bug;
      return openTranscript(...args);
    });
    write("broken.jsonl", '{"a":1}\n');
    write("whole.jsonl", '{"a":1}\n');
    expect((await fetch(`${base}/sessions/broken.jsonl`)).status).toBe(500);
    expect((await fetch(`${base}/sessions/whole.jsonl`)).status).toBe(200);
    expect(bugs.splice(0)).toEqual([bug]);
  });
});

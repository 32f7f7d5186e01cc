// The server and its clients over real connections: raw records, slow ones, many of them, curl, and a bug of ours.

import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { generateLog } from "../../../cli/generator/generateLog.ts";
import { openStream } from "../../../testing/eventStreamClient.ts";
import { allEvents, becomeLive, eventually, json, servingTest, weather } from "../../../testing/servingTest.ts";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import { openTranscript } from "../../session.ts";
import { replayFrom } from "../../snapshot/testing/clientReplay.ts";
import { quietMs } from "../../source/source.ts";
import { mostOpen, mostUnread } from "./serveLimits.ts";

const run = promisify(execFile);
const test = servingTest();
const makeFolder = temporaryFolders();

describe("the records of any file", () => {
  it("come byte for byte, damage as such, with one line each", async () => {
    const long = `{"text":"${"x".repeat(200_000)}"}`;
    const broken = `broken ${"y".repeat(100_000)}`;
    test.write("s.jsonl", `{"a":1}{"b":2}\n{"c":\r3}\n\n${broken}\n${long}\n{"d":4}`);
    const url = `${await test.serve()}/sessions/s.jsonl/events`;
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
    const file = test.write("s.jsonl", content);
    const url = `${await test.serve()}/sessions/s.jsonl/events?raw=1`;
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
    expect(test.server?.sessions.count).toBe(1);
    await eventually(async () => {
      await test.server?.sessions.sweep(Date.now() + quietMs);
      expect(test.server?.sessions.count).toBe(0);
    });
    expect(fs.existsSync(file)).toBe(true);
  });

  it("of many sessions leave only some of them open, and are told when there are too many", async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `s${at}.jsonl`);
    for (const id of ids) test.write(id, weather);
    const url = await test.serve();
    for (const id of ids)
      expect(await json(`${url}/sessions/${id}`)).toMatchObject({ records: 339, state: "finished" });
    await eventually(() => expect(test.server?.sessions.count).toBeLessThan(mostUnread + 3));
    for (const id of ids) becomeLive(path.join(test.folder, id));
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
    test.write("s.jsonl", weather);
    fs.symlinkSync(path.resolve("package.json"), path.join(test.folder, "link.jsonl"));
    const outside = path.join(makeFolder(), "secret.jsonl");
    fs.writeFileSync(outside, "{}\n");
    fs.symlinkSync(path.dirname(outside), path.join(test.folder, "linked"));
    const url = await test.serve(test.folder, "secret");
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
    const base = await test.serve(test.folder, undefined, async (...args) => {
      if (JSON.stringify(args[0]).includes("broken")) throw bug;
      return openTranscript(...args);
    });
    test.write("broken.jsonl", '{"a":1}\n');
    test.write("whole.jsonl", '{"a":1}\n');
    expect((await fetch(`${base}/sessions/broken.jsonl`)).status).toBe(500);
    expect((await fetch(`${base}/sessions/whole.jsonl`)).status).toBe(200);
    expect(test.bugs.splice(0)).toEqual([bug]);
  });
});

// The compacted log means what the log means: both are read with the official client.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createMemorySource } from "../source/memorySource.ts";
import { listThreads } from "./listThreads.ts";
import { replay } from "./testing/clientReplay.ts";
import { compact, messagesOf } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { RandomLog } from "./testing/randomLog.ts";

/** More of them, for a long look: SEEKLINE_SEEDS=5000. */
const seeds = Array.from({ length: Number(process.env.SEEKLINE_SEEDS ?? 200) }, (_, index) => index + 1);

/** Real logs, where a folder of them is at hand. */
const corpus = process.env.SEEKLINE_CORPUS;
/** The client takes quadratic time, so of longer logs it is given the begin. */
const clientBytes = 150_000;

describe("a compacted log", () => {
  it("gives the official client the same messages, order and state", async () => {
    let accepted = 0;
    for (const seed of seeds) {
      const log = logText(new RandomLog(seed).events, seed % 3 === 0 ? 0 : seed);
      const original = await replay(log.replace(/^\ufeff/, ""));
      const { text } = await compact(log);
      const again = await replay(text);
      expect([seed, again.error]).toEqual([seed, undefined]);
      if (original.error !== undefined) continue;
      accepted++;
      expect({ seed, messages: again.messages }).toEqual({ seed, messages: original.messages });
      expect({ seed, state: again.state }).toEqual({ seed, state: original.state });
    }
    // Of the logs that the client refuses, only this is known: it takes what was made of them.
    expect(accepted).toBeGreaterThan(seeds.length * 0.8);
  });

  it("does not change when it is compacted again", async () => {
    for (const seed of seeds) {
      const { text } = await compact(logText(new RandomLog(seed).events, seed));
      expect([seed, (await compact(text)).text]).toEqual([seed, text]);
    }
  });

  it("holds the messages that are written as a document of their own", async () => {
    for (const seed of seeds.slice(0, 50)) {
      const log = logText(new RandomLog(seed).events);
      const snapshots = (await compact(log)).text
        .split("\n")
        .filter((line) => line.startsWith('{"type":"MESSAGES_SNAPSHOT"'));
      const { text } = await messagesOf(log);
      const inLog = snapshots.at(-1)?.slice('{"type":"MESSAGES_SNAPSHOT","messages":'.length, -1) ?? "[]";
      expect([seed, text]).toEqual([seed, `${inLog}\n`]);
      expect([seed, JSON.parse((await messagesOf(log, true)).text)]).toEqual([seed, JSON.parse(text)]);
    }
  });
});

describe.runIf(corpus !== undefined)("a real log", () => {
  const folder = path.join(corpus ?? "", "ag-ui");
  const files = corpus === undefined ? [] : fs.readdirSync(folder, { recursive: true, encoding: "utf8" });

  it.each(files.filter((file) => file.endsWith(".jsonl")))(
    "is compacted to one that the client accepts: %s",
    async (file) => {
      const whole = fs.readFileSync(path.join(folder, file), "utf8");
      const log = whole.length <= clientBytes ? whole : whole.slice(0, whole.lastIndexOf("\n", clientBytes) + 1);
      for (const thread of await someThreads(log)) {
        const options = thread === undefined ? {} : { thread };
        const { text } = await compact(log, options);
        const [original, again] = [await replay(eventsOf(log, thread)), await replay(text)];
        expect(again.error).toBeUndefined();
        if (original.error === undefined) {
          expect(again.messages).toEqual(original.messages);
          expect(again.state).toEqual(original.state);
        }
        expect((await compact(text)).text).toBe(text);
        const full = await compact(whole, options);
        expect((await compact(full.text)).text).toBe(full.text);
      }
    },
  );
});

/** The first few threads of a log; undefined where there is no choice. */
async function someThreads(log: string): Promise<readonly (string | undefined)[]> {
  const source = createMemorySource(log);
  const listed = await listThreads(source, source.size, [], new AbortController().signal);
  if (!listed.ok) throw new Error(listed.failure.code);
  return listed.value.total < 2 ? [undefined] : listed.value.first.slice(0, 5).map(({ id }) => id);
}

/** The lines of a thread's runs, in a log whose runs follow each other. */
function eventsOf(log: string, thread: string | undefined): string {
  if (thread === undefined) return log;
  let isOf = false;
  const lines = log.split("\n").filter((line) => {
    if (!line.includes('"RUN_STARTED"')) return isOf;
    const { threadId, thread_id: older = threadId } = JSON.parse(line);
    if (older !== undefined) isOf = older === thread;
    return isOf;
  });
  return lines.join("\n");
}

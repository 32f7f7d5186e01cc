// A server is killed at its changes to the file system in turn, while a client asks for a finished session, whose compacted log is
// written then: the next server gives the whole of it, and clears away what the killed one left.

import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { callsToKill } from "../testing/callsToKill.ts";
import { openStream } from "../testing/eventStreamClient.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();
/** As long as hundreds of kills take. */
const longestMs = 4 * 3_600_000;
/** More calls than a server makes. */
const mostCalls = 1_000;

/** The events that a client gets of `s.jsonl`, and how the server ended, which is stopped behind them. */
async function served(folder: string, cache: string, killAtCall: number | undefined) {
  let events: readonly string[] = [];
  const end = await seekline.run(["serve", folder, "--port", "0"], {
    env: { SEEKLINE_CACHE_DIR: cache },
    ...(killAtCall === undefined ? {} : { killAtCall }),
    onStart: (child) => {
      let printed = "";
      const ask = async (address: string): Promise<void> => {
        try {
          const stream = await openStream(`${address}/sessions/s.jsonl/events`);
          await stream.ended;
          events = stream.events.map(({ data }) => data);
        } catch {
          // A killed server answers no more.
        }
        child.kill("SIGINT");
      };
      child.onOutput((text) => {
        printed += text;
        const [, address] = /serving at (http:\S+)\/sessions\n/.exec(printed) ?? [];
        if (address === undefined) return;
        printed = "";
        void ask(address);
      });
    },
  });
  return { ...end, events };
}

it("is served whole behind any kill, and nothing of the killed server stays", { timeout: longestMs }, async () => {
  const folder = seekline.makeFolder();
  const file = path.join(folder, "s.jsonl");
  fs.copyFileSync(path.resolve("samples/weather-agent.jsonl"), file);
  // Left alone long ago: it is finished.
  fs.utimesSync(file, 1_700_000_000, 1_700_000_000);
  const { events } = await served(folder, seekline.makeFolder(), undefined);
  expect(events.length).toBeGreaterThan(2);
  const count = async () => (await served(folder, seekline.makeFolder(), 0)).fileCalls ?? 0;
  const { calls, areInOrder } = await callsToKill(25, mostCalls, count);
  let kills = 0;
  for (const call of calls) {
    const cache = seekline.makeFolder();
    const killed = await served(folder, cache, call);
    const isKilled = killed.signal === "SIGKILL";
    if (isKilled) kills++;
    else expect(killed.events, `not killed at call ${call}`).toEqual(events);
    expect((await served(folder, cache, undefined)).events, `killed at call ${call}`).toEqual(events);
    expect(fs.readdirSync(cache).filter((name) => name.endsWith(".part"))).toEqual([]);
    if (!isKilled && areInOrder) break;
  }
  expect(kills).toBeGreaterThan(3);
  expect(seekline.leftInSpool()).toEqual([]);
});

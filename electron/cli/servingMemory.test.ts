// One index, many readers: two hundred clients that come at once cost a server little more than one does.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { peakGrowth } from "../testing/peakGrowth.ts";
import { seeklineProgram } from "../testing/seekline.ts";
import { generateLog } from "./generator/generateLog.ts";

const seekline = seeklineProgram();
const clients = 200;
const mostGrowth = 60 * 2 ** 20;

/** The bytes that a client gets; it hangs up behind the first `most`. */
function read(url: string, most: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false }, (response) => {
      let bytes = 0;
      response.on("data", (part: Buffer) => {
        bytes += part.length;
        if (bytes >= most) request.destroy();
      });
      response.on("close", () => resolve(Math.min(bytes, most)));
      response.on("error", () => undefined);
    });
    request.once("error", reject);
  });
}

/** All that a client reads of the records: by then every one is served at once. */
const mostRead = 2_000_000;

/** The peak of a server behind so many clients, and what each got. */
async function peakOf(folder: string, query: string, count: number) {
  const got: number[] = [];
  const end = await seekline.run(["serve", folder, "--port", "0"], {
    onStart: async (child) => {
      const address = await new Promise<string>((resolve) => {
        let printed = "";
        child.onOutput((text) => {
          printed += text;
          const [, found] = /serving at (http:\S+)\/sessions\n/.exec(printed) ?? [];
          if (found !== undefined) resolve(found);
        });
      });
      const url = `${address}/sessions/s.jsonl/events${query}`;
      got.push(...(await Promise.all(Array.from({ length: count }, () => read(url, mostRead)))));
      child.kill("SIGINT");
    },
  });
  expect({ status: end.status, stderr: end.stderr }).toEqual({ status: 130, stderr: "" });
  return { peak: end.peakBytes ?? 0, got };
}

/** Some 36,000 events; with SEEKLINE_LARGE also 2 GB. */
const sizes = process.env.SEEKLINE_LARGE === undefined ? [7_200_000] : [7_200_000, 2_000_000_000];

/** A session that was left alone long ago. */
async function session(bytes: number): Promise<string> {
  const folder = seekline.makeFolder();
  const file = path.join(folder, "s.jsonl");
  const handle = fs.openSync(file, "w");
  const sink = { write: (block: Uint8Array) => void fs.writeSync(handle, block) };
  const { records } = await generateLog({ shape: "agui", seed: 7, bytes }, sink);
  fs.closeSync(handle);
  expect(records).toBeGreaterThan(bytes / 250);
  fs.utimesSync(file, 1_700_000_000, 1_700_000_000);
  return folder;
}

describe.each(sizes)("a server of a session of %d bytes", { timeout: 1_800_000 }, (bytes) => {
  it.each(["", "?raw=1"])("takes little more for 200 clients than for one (%s)", async (query) => {
    const folder = await session(bytes);
    const got = new Set<number>();
    const peak = (count: number) => async () => {
      const end = await peakOf(folder, query, count);
      expect(end.got).toHaveLength(count);
      for (const bytes of end.got) got.add(bytes);
      return end.peak;
    };
    expect(await peakGrowth(peak(1), peak(clients), mostGrowth)).toBeLessThan(mostGrowth);
    // All got the same.
    expect([...got]).toEqual([expect.any(Number)]);
    expect(Math.min(...got)).toBeGreaterThan(1_000_000);
  });
});

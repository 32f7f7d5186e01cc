// Servers send the whole conversation again and again. What reads such a log takes no more memory for lists of a hundred
// thousand messages than for short ones.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleProgram } from "../testing/bundleProgram.ts";
import { peakGrowth } from "../testing/peakGrowth.ts";
import { runChild } from "../testing/runChild.ts";

const mostGrowth = 30 * 2 ** 20;

let folder = "";
let program = "";

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-lists-"));
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"));
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A question, a call and its result in turn. */
function messageText(number: number): string {
  const id = `6c5dd949-1721-4bb5-a721-${String(number).padStart(12, "0")}`;
  switch (number % 3) {
    case 0:
      return JSON.stringify({ id, role: "user", content: `Question ${number}: what is the weather like?` });
    case 1: {
      const call = { name: "weather", arguments: `{"city":"${number}"}` };
      return JSON.stringify({ id, role: "assistant", toolCalls: [{ id: `c${id}`, type: "function", function: call }] });
    }
    default: {
      const call = `c6c5dd949-1721-4bb5-a721-${String(number - 1).padStart(12, "0")}`;
      return JSON.stringify({ id, role: "tool", toolCallId: call, content: "sunny" });
    }
  }
}

/** A log with lists of so many messages. */
function write(name: string, lengths: readonly number[]): string {
  const file = path.join(folder, name);
  const handle = fs.openSync(file, "w");
  fs.writeSync(handle, '{"type":"RUN_STARTED","threadId":"t","runId":"r"}\n');
  for (const length of lengths) {
    fs.writeSync(handle, '{"type":"MESSAGES_SNAPSHOT","messages":[');
    for (let number = 0; number < length; number += 1000) {
      const messages = Array.from({ length: Math.min(1000, length - number) }, (_, at) => messageText(number + at));
      fs.writeSync(handle, `${number === 0 ? "" : ","}${messages.join(",")}`);
    }
    fs.writeSync(handle, "]}\n");
  }
  fs.writeSync(handle, '{"type":"RUN_FINISHED","threadId":"t","runId":"r"}\n');
  fs.closeSync(handle);
  return file;
}

describe("of a log whose lists hold a hundred thousand messages", () => {
  it.each(["check", "summary"])("a %s takes the memory that it takes of short lists", async (command) => {
    const small = write("small.jsonl", [30, 60, 90]);
    const large = write("large.jsonl", [30_000, 60_000, 80_000, 90_000, 99_999]);
    const peakOf = (file: string) => async () => {
      const env = { SEEKLINE_SPOOL_DIR: folder, SEEKLINE_CACHE_DIR: folder, SEEKLINE_THREADS: "1" };
      const end = await runChild([program, command, file, "--json"], { env });
      expect(end).toMatchObject({ status: 0, stderr: "" });
      if (end.peakBytes === undefined) throw new Error("it did not end by itself");
      return end.peakBytes;
    };
    expect(await peakGrowth(peakOf(small), peakOf(large), mostGrowth)).toBeLessThan(mostGrowth);
  });
});

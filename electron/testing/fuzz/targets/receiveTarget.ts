// Requests to a receiver: each is answered or refused, none by an unexpected error, and the file holds whole events and nothing else.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { startReceiver } from "../../../engine/live/receive/receiver.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzzTarget.ts";
import { httpRequests } from "../httpRequests.ts";
import { statusOf, statusOfLast } from "../rawRequest.ts";

const name = fc.constantFrom("one", "one", "two", "", "..", "../x", "A", "a".repeat(101), "%00", "é");
const number = fc.constantFrom("0", "1", "2", "3", "-1", "9007199254740993", "x", "");
const paths = fc
  .record({
    stream: name,
    digest: fc.constantFrom(undefined, "0".repeat(64), "f".repeat(64), "x"),
    final: fc.option(number),
  })
  .map(({ stream, digest, final }) =>
    [
      `/?stream=${stream}`,
      digest === undefined ? "" : `&digest=${digest}`,
      final === null ? "" : `&final=${final}`,
    ].join(""),
  );
const events = ['{"seq":1,"event":{"type":"A"}}', '{"seq":2,"base64":"eA=="}', '{"seq":3,"event":[]}'] as const;
const event = fc.constantFrom(
  ...events,
  ...events,
  '{"seq":2,"event":{"type":"A"',
  '{"seq":-1,"event":1}',
  '{"type":"A"}',
  "",
);
const lines = fc.array(event, { maxLength: 4 }).map((all) => all.map((line) => `${line}\n`).join(""));

export function receiveTarget(): FuzzTarget {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-fuzz-"));
  const started = startReceiver({ folder, host: "127.0.0.1", port: 0, token: undefined });
  const request = httpRequests(paths, lines);
  return fuzzTarget(
    "receive",
    150,
    fc.asyncProperty(request, async (bytes) => {
      const receiver = await started;
      if (!receiver.ok) throw new Error(receiver.failure.code);
      const { port } = receiver.value;
      expect(await statusOfLast(port, bytes)).not.toBe(500);
      expect(await statusOf(port, "GET /?stream=one HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")).toBe(200);
      for (const file of fs.readdirSync(folder)) {
        expect(file).toMatch(/^(?:one|two)\.(?:jsonl|position)$|^\.seekline-receiver$/);
        if (file.endsWith(".jsonl"))
          expect(fs.readFileSync(path.join(folder, file), "utf8")).toMatch(/^(?:[^\n]+\n)*$/);
      }
    }),
    async () => {
      const receiver = await started;
      if (receiver.ok) await receiver.value.close();
      fs.rmSync(folder, { recursive: true });
    },
  );
}

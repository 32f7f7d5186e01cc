// Requests to a server of sessions: each is answered or refused, none by an unexpected error, and nothing outside the folder is told.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { ServedFolder } from "../../../engine/live/serve/servedFolder.ts";
import { startServer } from "../../../engine/live/serve/server.ts";
import { openTranscript } from "../../../engine/session.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzzTarget.ts";
import { httpRequests } from "../httpRequests.ts";
import { statusOf, statusOfLast } from "../rawRequest.ts";

const id = fc.constantFrom(
  "weather",
  "weather.jsonl",
  "..",
  "%2e%2e",
  "a%2fb",
  "",
  "x".repeat(300),
  "%",
  "%00",
  "é",
  "none",
);
const paths = fc
  .record({
    session: id,
    rest: fc.constantFrom("", "/events", "/run", "/x", "/events/", "//"),
    query: fc.constantFrom("", "?after=", "?from=1", "?thread=x", "?after=weather&count=1", "?%", "?records=0"),
  })
  .map(({ session, rest, query }) => `/sessions${session === "" ? "" : `/${session}`}${rest}${query}`);
const bodies = fc.constantFrom("{}", '{"threadId":"t","runId":"r","messages":[]}', "[", "null", "x".repeat(5_000));

export function serveTarget(): FuzzTarget {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-fuzz-"));
  const folder = path.join(root, "served");
  fs.mkdirSync(folder);
  fs.copyFileSync("samples/weather-agent.jsonl", path.join(folder, "weather.jsonl"));
  fs.writeFileSync(path.join(root, "secret.jsonl"), '{"type":"SECRET"}\n');
  const bugs: unknown[] = [];
  const onUnexpected = (error: unknown): void => void bugs.push(error);
  const options = { host: "127.0.0.1", port: 0, token: undefined, open: openTranscript, onUnexpected };
  const served = ServedFolder.open(folder);
  if (!served.ok) throw new Error(served.failure.code);
  const started = startServer({ ...options, folder: served.value });
  return fuzzTarget(
    "serve",
    150,
    fc.asyncProperty(httpRequests(paths, bodies), async (bytes) => {
      const server = await started;
      if (!server.ok) throw new Error(server.failure.code);
      expect(await statusOfLast(server.value.port, bytes)).not.toBe(500);
      expect(bugs).toEqual([]);
      const list = "GET /sessions HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      expect(await statusOf(server.value.port, list)).toBe(200);
    }),
    async () => {
      const server = await started;
      if (server.ok) await server.value.close();
      fs.rmSync(root, { recursive: true });
    },
  );
}

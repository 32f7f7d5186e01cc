// A server in front of a folder of the test's own, and what its tests ask it. Everything is put away behind each test.

import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { z } from "zod";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import type { OpenTranscript } from "../engine/live/serve/openedSession.ts";
import { ServedFolder } from "../engine/live/serve/servedFolder.ts";
import type { SessionServer } from "../engine/live/serve/server.ts";
import { startServer } from "../engine/live/serve/server.ts";
import { openTranscript } from "../engine/session.ts";
import { quietMs } from "../engine/source/source.ts";
import type { StreamClient } from "./eventStreamClient.ts";
import { openStream } from "./eventStreamClient.ts";
import { temporaryFolders } from "./temporaryFolders.ts";

/** Of one test. */
export interface ServingTest {
  readonly folder: string;
  readonly cache: string;
  readonly spools: string;
  /** The server that `serve` started. */
  readonly server: SessionServer | undefined;
  /** What the server took for bugs. A test that means one takes it out; any other fails the test. */
  readonly bugs: unknown[];
  /** Gives the server's address. */
  readonly serve: (place?: string, token?: string, open?: OpenTranscript) => Promise<string>;
  /** Gives the file's path. `quiet`: nothing was written to it for a while. */
  readonly write: (name: string, content: string | Uint8Array, age?: "quiet" | "live") => string;
  /** The names of the compacted logs that are kept. */
  readonly keptLogs: () => readonly string[];
}

export function servingTest(): ServingTest {
  const makeFolder = temporaryFolders();
  let server: SessionServer | undefined;
  const bugs: unknown[] = [];
  const test: ServingTest & { folder: string; cache: string; spools: string } = {
    folder: "",
    cache: "",
    spools: "",
    bugs,
    get server() {
      return server;
    },
    async serve(place = test.folder, token?: string, open: OpenTranscript = openTranscript) {
      const onUnexpected = (error: unknown) => void bugs.push(error);
      const address = { host: "127.0.0.1", port: 0 };
      const folder = ServedFolder.open(place);
      if (!folder.ok) throw new Error(folder.failure.code);
      const started = await startServer({ folder: folder.value, ...address, token, open, onUnexpected });
      if (!started.ok) throw new Error(started.failure.code);
      server = started.value;
      return `http://127.0.0.1:${server.port}`;
    },
    write(name: string, content: string | Uint8Array, age: "quiet" | "live" = "quiet") {
      const file = path.join(test.folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
      if (age === "quiet") becomeQuiet(file);
      return file;
    },
    keptLogs: () => fs.readdirSync(test.cache).filter((name) => name.endsWith(".seekcompact")),
  };
  beforeEach(() => {
    bugs.length = 0;
    test.folder = makeFolder();
    test.cache = makeFolder();
    test.spools = makeFolder();
    vi.stubEnv("SEEKLINE_SPOOL_DIR", test.spools);
    vi.stubEnv("SEEKLINE_CACHE_DIR", test.cache);
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    expect(bugs).toEqual([]);
  });
  return test;
}

export function becomeQuiet(file: string): void {
  const then = (Date.now() - 2 * quietMs) / 1_000;
  fs.utimesSync(file, then, then);
}

export function becomeLive(file: string): void {
  fs.utimesSync(file, new Date(), new Date());
}

const objectSchema = z.record(z.string(), z.unknown());

/** The object that the server answers. */
export async function json(url: string): Promise<Record<string, unknown>> {
  return objectSchema.parse(await (await fetch(url)).json());
}

/** All events of a stream that ends by itself, from behind `lastId` on. */
export async function allEvents(url: string, lastId?: string): Promise<StreamClient> {
  const client = await openStream(url, lastId === undefined ? {} : { "last-event-id": lastId });
  await client.ended;
  return client;
}

/** However slow the machine is. */
export const eventually = (check: () => void | Promise<void>) =>
  vi.waitFor(check, { interval: 5, timeout: longestWaitMs });

/** A log in which an agent asks for the weather: 339 records, one run that ended. */
export const weather = fs.readFileSync("samples/weather-agent.jsonl", "utf8");

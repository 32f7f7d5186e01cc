// What a client is given, when.

import fs from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { Duplex } from "node:stream";
import { expect, it } from "vitest";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { openTranscript } from "../../session.ts";
import { streamEvents } from "./eventStream.ts";
import type { Feed } from "./feed.ts";
import { ServedSession } from "./servedSession.ts";

const { makeFolder } = openedTranscripts();
/** More than any version of the runtime takes before it asks to wait. */
const pieceBytes = 256 * 1024;

it("lets others have their turn behind each piece, however quickly a client takes them", async () => {
  const file = path.join(makeFolder(), "log.jsonl");
  fs.writeFileSync(file, '{"type":"CUSTOM","name":"x","value":1}\n');
  const opened = await ServedSession.open(file, (place) => openTranscript(place));
  if (!opened.ok) throw new Error(opened.failure.code);
  const session = opened.value;
  const pieces = 50;
  let turns = 0;
  /** Turns of the loop of events before each piece. */
  const before: number[] = [];
  const feed: Feed = {
    read: () => {
      before.push(turns);
      return before.length > pieces ? { is: "end" } : { is: "bytes", bytes: Buffer.alloc(pieceBytes, ":") };
    },
    close: () => undefined,
  };
  let taken = 0;
  // It takes all that it is given at once, as a socket does whose other end reads as fast.
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      taken += chunk.length;
      done();
    },
  });
  const told = new Promise<void>((resolve, reject) => {
    const server = createServer((_, response) => {
      const { signal } = new AbortController();
      streamEvents(response, session, feed, { isOver: () => true, signal }).then(resolve, reject);
    });
    server.emit("connection", socket);
  });
  let isTold = false;
  const turn = (): void => {
    turns++;
    if (!isTold) setImmediate(turn);
  };
  setImmediate(turn);
  socket.push("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await told;
  isTold = true;
  socket.destroy();
  session.close();
  expect(taken).toBeGreaterThan(pieces * pieceBytes);
  expect(new Set(before).size).toBe(pieces + 1);
});

// A receiver that is killed at any of its changes to the file system: what it answered for stays, what it did not is sent
// again, and the file holds every event once.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { createEndpoint } from "../engine/live/ingest/endpoint.ts";
import { OutgoingEvents } from "../engine/live/ingest/outgoingEvents.ts";
import { noGrowth, sendEvents } from "../engine/live/ingest/sendEvents.ts";
import type { View } from "../engine/query/view.ts";
import type { Transcript } from "../engine/transcript.ts";
import { callsToKill } from "../testing/callsToKill.ts";
import { openedTranscripts } from "../testing/openedTranscripts.ts";
import { startReceiverProgram } from "../testing/receiverProgram.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();
const transcripts = openedTranscripts();

/** As long as hundreds of kills take. */
const longestMs = 4 * 3_600_000;
/** More calls than the receiver makes here. */
const mostCalls = 200;
/** Which calls are tried: starting a program takes longer than all else. */
const step = 4;

function send(url: string, transcript: Transcript, view: View) {
  return sendEvents({
    stream: "one",
    events: new OutgoingEvents(transcript.source, view),
    growth: noGrowth,
    endpoint: createEndpoint({ url: new URL(url), stream: "one", token: undefined }),
    stop: new AbortController().signal,
    pauses: { firstMs: 1, longestMs: 1, mostFailures: 2 },
  });
}

describe("a receiver that is killed", { timeout: longestMs }, () => {
  it("at one of its calls leaves a file that the next one goes on with", async () => {
    const lines = Array.from({ length: 1_200 }, (_, line) => `{"type":"A","line":${line}}\n`);
    const transcript = await transcripts.transcriptOf(lines.join(""));
    await transcript.whenIndexed();
    const filter = parseFilter("");
    if (!filter.ok) throw new Error("the filter cannot be read");
    const view = transcript.query(filter.value);
    const count = async () => {
      const whole = await startReceiverProgram(seekline, seekline.makeFolder(), { killAtCall: 0 });
      await send(whole.url ?? "", transcript, view);
      return (await whole.stop()).fileCalls ?? 0;
    };
    const { calls, areInOrder } = await callsToKill(step, mostCalls, count);
    let kills = 0;
    for (const call of calls) {
      const folder = seekline.makeFolder();
      const doomed = await startReceiverProgram(seekline, folder, { killAtCall: call });
      const first = doomed.url === undefined ? undefined : await send(doomed.url, transcript, view);
      const { signal } = await doomed.stop();
      if (signal !== undefined) kills += 1;
      const file = path.join(folder, "one.jsonl");
      const position = path.join(folder, "one.position");
      // A window that was torn by the end of the machine; before it stands a position.
      const hasBegun = fs.existsSync(position) && fs.statSync(position).size > 0;
      if (kills % 2 === 0 && hasBegun) fs.appendFileSync(file, '{"type":"A","li');
      const next = await startReceiverProgram(seekline, folder);
      const sent = await send(next.url ?? "", transcript, view);
      expect(sent, `killed at call ${call}`).toMatchObject({ ok: true, value: { complete: true, accepted: 1_200 } });
      expect(fs.readFileSync(file, "utf8") === lines.join(""), `killed at call ${call}`).toBe(true);
      await next.stop();
      expect(fs.readdirSync(folder).sort()).toEqual(["one.jsonl", "one.position"]);
      if (first?.ok && signal === undefined && areInOrder) break;
    }
    view.close();
    expect(kills).toBeGreaterThan(5);
  });
});

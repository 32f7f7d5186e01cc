// A sender and a receiver with a bad network between them: every event that is not too large arrives once, in order. The
// seed and what happened are printed; `SEEKLINE_LARGE=1` makes it a thousand faults, `SEEKLINE_SEED` repeats a run.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../../../shared/filter/filter.ts";
import { Random } from "../../../cli/generator/random.ts";
import { faultNames, startFaultyNetwork } from "../../../testing/faultyNetwork.ts";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { createEndpoint } from "../ingest/endpoint.ts";
import { OutgoingEvents } from "../ingest/outgoingEvents.ts";
import { noGrowth, sendEvents } from "../ingest/sendEvents.ts";
import type { Receiver } from "./receiver.ts";
import { startReceiver } from "./receiver.ts";

const transcripts = openedTranscripts();

const faults = process.env.SEEKLINE_LARGE === undefined ? 150 : 1_000;
const seed = Number(process.env.SEEKLINE_SEED ?? 20_260_607);

/** Short pauses and time-outs: how long they are changes nothing of what is taken. */
const pauses = { firstMs: 1, longestMs: 4, mostFailures: 10_000 };
const requestMs = 250;

/** Lines of all sorts: whole records, glued ones, text that is none, bytes that are no UTF-8, and one that is too large. */
function log(random: Random, lines: number): { readonly content: Buffer; readonly records: readonly Buffer[] } {
  const parts: Buffer[] = [];
  const records: Buffer[] = [];
  const add = (...ones: readonly Buffer[]) => {
    records.push(...ones);
    parts.push(...ones, Buffer.from(random.oneIn(9) ? "\r\n" : "\n"));
  };
  for (let line = 0; line < lines; line += 1) {
    const record = Buffer.from(JSON.stringify({ type: "A", line, text: "x".repeat(random.below(200)) }));
    const sort = random.below(50);
    if (sort === 0) add(record, Buffer.from(`{"type":"B","line":${line}}`));
    else if (sort === 1) add(Buffer.from(`text ${line} that is no JSON`));
    else if (sort === 2) add(Buffer.from([0x7b, 0x22, 0x74, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]));
    else add(record);
    if (random.oneIn(40)) parts.push(Buffer.from("\n"));
  }
  return { content: Buffer.concat(parts), records };
}

async function receiverOf(folder: string): Promise<Receiver> {
  const started = await startReceiver({ folder, host: "127.0.0.1", port: 0, token: "secret" });
  if (!started.ok) throw new Error(started.failure.code);
  return started.value;
}

describe("sending over a bad network", () => {
  it(`brings every event once and in order, whatever of ${faults} faults happens when`, async () => {
    const random = new Random(seed);
    const { content, records } = log(random, 12_000);
    const tooLarge = Buffer.from(`{"type":"A","text":"${"y".repeat(17 * 2 ** 20)}"}\n`);
    const transcript = await transcripts.transcriptOf(
      Buffer.concat([content, tooLarge, Buffer.from('{"type":"Z"}\n')]),
    );
    await transcript.whenIndexed();
    const expected = Buffer.concat(
      [...records, Buffer.from('{"type":"Z"}')].flatMap((one) => [one, Buffer.from("\n")]),
    );
    const filter = parseFilter("");
    if (!filter.ok) throw new Error("the filter cannot be read");
    const view = transcript.query(filter.value);
    const folder = transcripts.makeFolder();
    let receiver = await receiverOf(folder);
    let sender = new AbortController();
    const network = await startFaultyNetwork({
      seed,
      percent: 60,
      most: faults,
      receiverPort: () => receiver.port,
      restartReceiver: async () => {
        await receiver.close();
        receiver = await receiverOf(folder);
      },
      restartSender: () => sender.abort(),
    });
    try {
      let streams = 0;
      for (; network.log.length < faults || streams === 0; streams += 1) {
        const stream = `stream-${streams}`;
        const url = new URL(`http://127.0.0.1:${network.port}/`);
        for (let complete = false; !complete; ) {
          sender = new AbortController();
          const endpoint = createEndpoint({ url, stream, token: "secret", requestMs });
          const events = new OutgoingEvents(transcript.source, view);
          const job = { stream, events, growth: noGrowth, endpoint, stop: sender.signal, drainMs: 0, pauses };
          const sent = await sendEvents(job);
          if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
          complete = sent.value.complete;
          if (!complete) continue;
          expect(sent.value.accepted).toBe(records.length + 1);
          expect(sent.value.dropped).toMatchObject({ count: 1, first: [{ bytes: tooLarge.length - 1 }] });
        }
        const received = fs.readFileSync(path.join(folder, `${stream}.jsonl`));
        expect(Buffer.compare(received, expected), `stream ${streams}, behind: ${network.log.join(", ")}`).toBe(0);
      }
      const counts = faultNames.map((name) => [name, network.log.filter((one) => one === name).length] as const);
      process.stdout.write(
        `seed ${seed}: ${network.log.length} faults over ${streams} streams: ${counts.map(([name, count]) => `${name} ${count}`).join(", ")}\n`,
      );
      expect(network.log.length).toBe(faults);
      for (const [name, count] of counts) expect(count, name).toBeGreaterThan(0);
    } finally {
      view.close();
      await network.close();
      await receiver.close();
    }
  });
});

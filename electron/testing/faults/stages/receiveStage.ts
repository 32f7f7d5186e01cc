// A receiver's folder, and a sender that goes on where the receiver is.

import fs from "node:fs";
import path from "node:path";
import { parseFilter } from "../../../../shared/filter/filter.ts";
import { createEndpoint } from "../../../engine/live/ingest/endpoint.ts";
import { OutgoingEvents } from "../../../engine/live/ingest/outgoingEvents.ts";
import { noGrowth, sendEvents } from "../../../engine/live/ingest/sendEvents.ts";
import { lockName } from "../../../engine/live/receive/folderLock.ts";
import { startReceiver } from "../../../engine/live/receive/receiver.ts";
import { openTranscript } from "../../../engine/session.ts";
import type { FaultFolders } from "../faultFolders.ts";
import type { Content, Outcome, Stage } from "../stage.ts";
import { sourceName } from "../stage.ts";
import { sentenceOf } from "./commandStage.ts";

/** A receiver whose disk is full asks for a long pause: the next run is the next try. */
const pauses = { firstMs: 1, longestMs: 1, mostFailures: 0 };

export function receiveStage(source: (content: Content) => Buffer): Stage {
  const received = (folders: FaultFolders): string => path.join(folders.target, "one.jsonl");
  return {
    name: "receive",
    uses: ["target"],
    source,
    // A receiver whose note could not be removed would have ended by then.
    prepareNext: (folders) => fs.rmSync(path.join(folders.target, lockName), { force: true }),
    run: async (folders) => {
      const receiver = await startReceiver({ folder: folders.target, host: "127.0.0.1", port: 0, token: undefined });
      if (!receiver.ok) return sentenceOf(receiver);
      try {
        return await send(path.join(folders.source, sourceName), receiver.value.port, received(folders));
      } finally {
        await receiver.value.close();
      }
    },
  };
}

async function send(file: string, port: number, received: string): Promise<Outcome> {
  const opened = await openTranscript(file);
  if (!opened.ok) return sentenceOf(opened);
  const transcript = opened.value;
  await transcript.whenIndexed();
  const filter = parseFilter("");
  if (!filter.ok) throw new Error("the filter cannot be read");
  const view = transcript.query(filter.value);
  try {
    const sent = await sendEvents({
      stream: "one",
      events: new OutgoingEvents(transcript.source, view),
      growth: noGrowth,
      endpoint: createEndpoint({ url: new URL(`http://127.0.0.1:${port}/`), stream: "one", token: undefined }),
      stop: new AbortController().signal,
      pauses,
    });
    if (!sent.ok) return sentenceOf(sent);
    if (!sent.value.complete) throw new Error("sending ended before its end");
    return { is: "answer", answer: () => fs.readFileSync(received, "latin1") };
  } finally {
    view.close();
    transcript.close();
  }
}

// Looks at a file once before it is measured: what it is, how large, and what one might search for in it. Its index is kept
// where SEEKLINE_CACHE_DIR says, for the tasks that begin with a file that was opened before.

import type { Transcript } from "../../electron/engine/transcript.ts";
import { formatTitle } from "../../shared/transcript.ts";
import { indexed } from "./opened.ts";
import { chooseTexts } from "./searchTexts.ts";
import type { Task } from "./task.ts";

const sampled = 400;
/** Bytes of each sampled record that are looked at. */
const headBytes = 16 * 1024;

export const facts: Task = async ({ file }) => {
  const started = performance.now();
  const transcript = await indexed(file);
  const milliseconds = performance.now() - started;
  const { bytesTotal, records, longestRecord } = transcript.progress();
  const texts = chooseTexts(sampleOf(transcript, records));
  const about = { format: formatTitle(transcript.format.name), bytes: bytesTotal, records, longestRecord };
  const indexBytes = transcript.indexBytes();
  transcript.close();
  return { milliseconds, facts: { ...about, indexBytes, ...texts } };
};

/** Heads of records from all parts of the file. */
function sampleOf(transcript: Transcript, records: number): readonly string[] {
  return Array.from({ length: Math.min(sampled, records) }, (_, step) => {
    const place = transcript.record(Math.floor((step * records) / Math.min(sampled, records)));
    if (!place.ok) throw new Error(place.failure.code);
    const bytes = Buffer.alloc(Math.min(headBytes, place.value.length));
    const read = transcript.source.readInto(bytes, 0, bytes.length, place.value.offset);
    return bytes.toString("utf8", 0, read);
  });
}

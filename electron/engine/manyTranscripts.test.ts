// More transcripts at once than the runtime has room for memories of WebAssembly (index/workshops.ts). These tests run on
// Electron's Node, which is the one that is short of them.

import { expect, it } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { openedTranscripts } from "../testing/openedTranscripts.ts";
import { segmentRecords } from "./scanner/indexScan.ts";
import type { Transcript } from "./transcript.ts";

const { transcriptOf } = openedTranscripts();

it("many transcripts are open at once, each with rows of several segments", async () => {
  const records = segmentRecords + 10;
  const common = '{"type":"A"}\n'.repeat(records - 2);
  const transcripts: Transcript[] = [];
  for (let n = 0; n < 140; n++) {
    const transcript = await transcriptOf(`{"type":"B${n}"}\n${common}{"type":"C${n}"}`);
    await transcript.whenIndexed();
    transcripts.push(transcript);
  }
  const parsed = parseFilter("-kind:A");
  if (!parsed.ok) throw new Error(parsed.failure.message);
  // In turns, so that what one of them left in a memory would be seen by the next.
  for (const row of [0, records - 1]) {
    for (const [n, transcript] of transcripts.entries()) {
      const view = transcript.query(parsed.value);
      expect(view.rows()).toBe(2);
      expect(transcript.rows(view, row === 0 ? 0 : 1, 1)).toMatchObject([
        { record: row, kind: `${row === 0 ? "B" : "C"}${n}` },
      ]);
    }
  }
});

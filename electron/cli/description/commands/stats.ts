import { statsOptions } from "../../arguments/statsArguments.ts";
import { describeCommand, transcripts } from "../commandDescription.ts";

/** It counts what the index knows, so a transcript that is indexed is not read again. */
export const stats = describeCommand({
  name: "stats",
  specs: statsOptions,
  operands: [transcripts],
  summary: "Counts what a transcript holds.",
  more: "Several files, or a folder, are counted together (docs/groups.md).",
  options: {
    json: "one JSON object: format, bytes, lines, records, malformed, glued, blank, commas, padding, longestRecord, firstTime, lastTime, outOfOrder, kinds, index; of several transcripts, sources, sourceCount, problems and problemCount too",
  },
});

import { statsOptions } from "../../arguments/statsArguments.ts";
import { describeCommand, transcript } from "../commandDescription.ts";

export const stats = describeCommand({
  name: "stats",
  specs: statsOptions,
  operands: [transcript],
  summary: "Counts what a transcript holds.",
  options: {
    json: "one JSON object: format, bytes, lines, records, malformed, glued, blank, commas, padding, longestRecord, firstTime, lastTime, outOfOrder, kinds, index",
  },
});

// Any JSON Lines file. Which member names an event's kind and which its time is guessed from the sample, for this format
// as for what others leave open (members.ts).

import type { Format } from "../format.ts";
import { generalPreview } from "../generalPreview.ts";
import { guessLevelMembers } from "../levelMembers.ts";
import { guessKindPaths, guessTimePaths } from "../members.ts";

/**
 * Always there, with a score of 0.1 for any JSON object, so that some format reads every file. No conversation: it
 * knows no messages.
 */
export const generic: Format = {
  name: "generic",
  detect: (sample) => ({
    score: sample.length > 0 ? 0.1 : 0.01,
    reason: sample.length > 0 ? "JSON Lines of no format that is known." : "No JSON object was found.",
  }),
  plan: (sample) => ({
    kind: [guessKindPaths(sample)],
    time: guessTimePaths(sample),
    pair: [["id"], ["uuid"]],
    role: [["role"], ["message", "role"]],
    tool: [["tool"], ["toolName"], ["tool_name"]],
    sidechain: ["isSidechain"],
    level: guessLevelMembers(sample),
  }),
  preview: generalPreview,
};

// Sessions of the Copilot CLI: `~/.copilot/session-state/<id>/events.jsonl`.

import { textAt } from "../condensedValue.ts";
import { detectBy } from "../detecting.ts";
import type { Format } from "../format.ts";
import { CopilotEvents, copilotDeltas, copilotPlan, isEvent, previewEvent } from "./events.ts";

/** Surer than standard output where a session begins or is resumed, since both have the same events. */
export const copilot: Format = {
  name: "copilot",
  detect: (sample) => {
    const found = detectBy(sample, "are events of a Copilot CLI session", isEvent);
    // A session begins with one or was cut; standard output never has one.
    const isFile = sample.some((head) => /^session\.(?:start|resume|usage_record)$/.test(textAt(head, "type") ?? ""));
    return isFile ? found : { ...found, score: found.score * 0.9 };
  },
  plan: () => copilotPlan,
  errorKinds: ["session.error"],
  turns: ["user.message"],
  ends: ["session.shutdown"],
  deltas: copilotDeltas,
  preview: previewEvent,
  conversation: (operations, context) => new CopilotEvents(operations, context, false),
};

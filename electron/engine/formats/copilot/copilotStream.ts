// What `copilot --output-format json` prints: the session's events, others that are never kept (`ephemeral`), and a result.

import { isTrueAt, numberAt, textAt } from "../condensedValue.ts";
import { detectBy } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { CopilotEvents, copilotDeltas, copilotPlan, isEvent, previewEvent } from "./events.ts";

/** Surer than the session's file where a record is `ephemeral` or a result, which no file has. */
export const copilotStream: Format = {
  name: "copilot-stream",
  detect: (sample) => {
    const found = detectBy(
      sample,
      "are events of the Copilot CLI's standard output",
      (head) => isEvent(head) || isResult(head),
    );
    const isStream = sample.some((head) => isResult(head) || (isEvent(head) && isTrueAt(head, "ephemeral")));
    return isStream ? found : { ...found, score: found.score * 0.8 };
  },
  plan: () => copilotPlan,
  errorKinds: ["session.error"],
  turns: ["user.message"],
  ends: ["result"],
  deltas: copilotDeltas,
  preview: previewEvent,
  conversation: (operations, context) => new CopilotEvents(operations, context, true),
};

function isResult(head: Head): boolean {
  return (
    textAt(head, "type") === "result" &&
    textAt(head, "sessionId") !== undefined &&
    numberAt(head, "exitCode") !== undefined
  );
}

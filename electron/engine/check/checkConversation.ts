// Rules on the whole conversation, once all of it was read.

import type { Entries } from "../conversation/entries.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import type { Findings } from "./findings.ts";

export function checkConversation(entries: Entries, findings: Findings): void {
  for (let entry: Entry = 1; entry <= entries.count; entry++) {
    const place = { record: entries.recordOf(entry), line: entries.lineOf(entry) };
    const given = entries.marksOf(entry);
    switch (entries.sort(entry)) {
      case "call":
        if (!entries.hasResult(entry) && (given & (marks.inherited | marks.repeated)) === 0) {
          const message = `The call of ${entries.nameOf(entry) || "a tool"} has no result of its own in this file.`;
          findings.add({ rule: "open-call", ...place, message });
        }
        break;
      case "orphan":
        if ((given & (marks.inherited | marks.repeated)) === 0) {
          const message = `It is the result of a call “${entries.idOf(entry)}” that is not in this file.`;
          findings.add({ rule: "orphan-result", ...place, message });
        }
        break;
      case "message":
        if ((given & marks.madeUp) !== 0) {
          findings.add({
            rule: "made-up-result",
            ...place,
            message: "The program invented this message: no model gave it.",
          });
        }
        break;
      default:
        break;
    }
  }
}

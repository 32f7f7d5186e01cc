import type { Entry } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import type { Entries } from "./entries.ts";

const notPrompt = marks.repeated | marks.injected | marks.madeUp | marks.summary | marks.sidechain;

/** Whether a person, or the calling program, said this: here, elsewhere (`inherited`), or until it was taken back. */
export function promptOf(entries: Entries, entry: Entry): "valid" | "inherited" | "undone" | undefined {
  if (entries.sort(entry) !== "message" || entries.speaker(entry) !== "user" || !entries.hasContent(entry))
    return undefined;
  const given = entries.marksOf(entry);
  if ((given & notPrompt) !== 0) return undefined;
  if ((given & marks.inherited) !== 0) return "inherited";
  return (given & marks.undone) === 0 ? "valid" : "undone";
}

import type { ItemMark, KeptPart } from "../../../shared/conversation.ts";
import { formatCount } from "../../data/format.ts";

/** What a mark says in one sentence. */
export const markWords: Readonly<Record<ItemMark, string>> = {
  inherited: "Copied from an earlier session; it did not happen in this one.",
  undone: "Taken back later: the conversation went on without it.",
  repeated: "Stands in the transcript more than once.",
  injected: "Put in by the program, not written by a person.",
  "made up": "Written by the program itself, in the name of a person or the model.",
  summary: "Stands for messages that were removed before it.",
  cut: "The transcript holds only a part of it.",
  late: "Came after the conversation had moved on.",
  "sub-agent": "Happened in a sub-agent's own conversation.",
  open: "No result is recorded.",
};

/** How much of a result is there: "kept 2,000 of 2,040,000 bytes". Undefined: nobody knows, and the mark says that it is cut. */
export function keptWords({ kept, of, unit }: KeptPart): string | undefined {
  if (of === undefined) return kept === undefined ? undefined : `kept ${formatCount(kept)} ${unit}`;
  return kept === undefined
    ? `a part of ${formatCount(of)} ${unit}`
    : `kept ${formatCount(kept)} of ${formatCount(of)} ${unit}`;
}

import type { ItemMark } from "../../../shared/conversation.ts";

/** What a mark says in one sentence. */
export const markWords: Readonly<Record<ItemMark, string>> = {
  inherited: "Copied from an earlier session; it did not happen in this one.",
  undone: "Taken back later: the conversation went on without it.",
  repeated: "Stands in the transcript more than once.",
  injected: "Put in by the program, not written by a person.",
  "made up": "Written by the program in the model's name.",
  summary: "Stands for messages that were removed before it.",
  cut: "The transcript holds only a part of it.",
  late: "Came after the conversation had moved on.",
  "sub-agent": "Happened in a sub-agent's own conversation.",
  open: "No result is recorded.",
};

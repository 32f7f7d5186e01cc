// Why a record was left out of a conversation, or read in another way than it is written.

/** Is told about such records. */
export interface ReadingRemarks {
  /** Of a run, `of` says which of its records are meant; all, without it. */
  skipped(reason: string, of?: PartOfRun): void;
  mended(reason: string, of?: PartOfRun): void;
}

/** Records of a run (`RunSpec`): its first one, or those behind it. A record that is none is the first one of itself. */
export type PartOfRun = "all" | "first" | "rest";

/**
 * A closed list, so that remarks can be counted by their reason. Each is the end of a sentence about one record, and is
 * shown as it stands.
 */
export const reasons = {
  odd: "members in snake_case, or null for missing ones, were read as meant",
  outside: "it came outside a run",
  time: "its time was read as whole milliseconds",
  noTime: "its time is none, and was left out",
  resultRole: "its role is none that results have; it was read as a tool's",
  noResult: "its content is missing",
  result: "its “result” was read as its content",
  error: "its “error” was read as its content",
  told: "it takes the place of the result that the call's end told",
  endResult: "its “result” was read as a message with the tool's result",
  endError: "its “error” was read as a message with the tool's result",
  oddMessages: "members of its messages were read as meant: other names, null for missing ones, or calls written flat",
  heldResults: "results that its tool calls hold became messages",
  tooDeep: "it is nested deeper than a million levels, too deep to be read",
  torn: "the log ends inside it",
  notJson: "it is not JSON",
  noId: "it names no message",
  noCall: "it names no tool call",
  noDelta: "it has no text",
  brokenText: "its text is not a JSON string",
  noMessage: "there is no message with its id",
  noOpenCall: "there is no tool call with its id",
  activity: "its id is that of an activity",
  noChunk: "it is not clear what it continues",
  noActivity: "there is no activity with its id",
  mixed:
    "runs of several threads were open at once: events in it that name no thread were read as of the run that started last",
  schema: "it does not fit the AG-UI schema",
} as const;

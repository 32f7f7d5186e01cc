// Why a record was left out of a conversation, or read in another way than it is written.

/** Is told about such records. */
export interface ReadingRemarks {
  skipped(reason: string): void;
  mended(reason: string): void;
}

export const reasons = {
  odd: "members in snake_case, or null for missing ones, were read as meant",
  outside: "it came outside a run",
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
  schema: "it does not fit the AG-UI schema",
} as const;

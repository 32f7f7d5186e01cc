// What the official client does to messages that people do not expect: it doubles, moves or drops something. The assembler
// does the same, since a log is read with the client again, and says so.

/** Ids are the conversation's numbers. */
export type ClientQuirk =
  /** A message or a tool call begins again, and what follows is appended to what it has. */
  | { readonly is: "reopened"; readonly what: "message" | "call"; readonly id: number }
  /** A message comes whose id another one has, and both stay. */
  | { readonly is: "same id"; readonly id: number }
  | ListQuirk;

/** What became of the messages when a whole list was given. */
export interface ListQuirk {
  readonly is: "list";
  /** An id that several messages of the list have; 0 when none is. */
  readonly repeated: number;
  /** Messages that went, since the list does not hold them, and the id of the first one. */
  readonly dropped: number;
  readonly firstDropped: number;
  /** The id of the first message that now stands elsewhere than in the list; 0 when all stand as they do there. */
  readonly moved: number;
}

export type NoteQuirk = (quirk: ClientQuirk) => void;

// What a family of transcripts says about a conversation, record by record, and nothing about how it is spelled: a message,
// a piece of it, a call, its result, a mark on what is not plainly what it seems. The assembler (conversation/entries.ts)
// folds these words into one conversation, the same for every family.
//
// AG-UI logs are read in other words (messageOperations.ts), since their list of messages has to be the official client's.

import type { KeptPart, Spoken } from "../../../shared/conversation.ts";
import type { RuleName } from "../../../shared/findings.ts";
import type { SourceRelation } from "../../../shared/summary.ts";
import type { IdText } from "../paging/textIds.ts";
import type { ValuePath } from "./condensedValue.ts";

/** A message, call or notice of the conversation, in the order in which they were begun; from 1 on. */
export type Entry = number;

/**
 * Whose message it is by its place in the conversation. A program that speaks in the user's name is "user" with the
 * mark `injected`.
 */
export type Speaker = "user" | "assistant" | "system";

/**
 * Why something is not plainly what it seems; bits.
 *
 * A message or call with any of `notLive` is not part of what was said and done on the line that is valid in the end.
 */
export const marks = {
  /** Copied from another session: a fork's history, what a parent told its sub-agent to know. */
  inherited: 1,
  /** Taken back: a rewound branch, a reverted turn, a prompt that the program removed. */
  undone: 2,
  /** A second copy of something that stands elsewhere in the file. */
  repeated: 4,
  /** Said by no person: context, reminders, notifications. */
  injected: 8,
  /** Invented by the program after a crash or an interruption: a result that no tool gave, an answer that no model gave. */
  madeUp: 16,
  /** The summary that a compaction put in the place of what was said before. */
  summary: 32,
  /** Only a part was kept when it was written. */
  cut: 64,
  /** Written behind the end of the turn it belongs to. */
  late: 128,
  /** Said or done by a sub-agent, or to it, in the transcript of the agent that called it. */
  sidechain: 256,
} as const;
/** Any bits of `marks`; 0: it is plainly what it seems. */
export type Marks = number;

/** Whoever has one of these is no prompt, answer or call of the conversation. */
export const notLive: Marks =
  marks.inherited | marks.undone | marks.repeated | marks.injected | marks.madeUp | marks.summary | marks.sidechain;

/** A message in the words of sessions; AG-UI's own stands in `messageOperations.ts`. */
export interface NewMessage {
  /** Equal for all records of one message. Undefined: the message has none, and is a new one. */
  readonly key: IdText | undefined;
  /** What the transcript calls it, where that is not the key. */
  readonly id?: string | undefined;
  readonly speaker: Speaker;
  /** Without them it is plainly what it seems. */
  readonly marks?: Marks;
}

/** A call begins where the model makes it, not where it runs. `tool` may be "" when only a later record names it. */
export interface NewCall {
  /** Equal for all records of one call. */
  readonly key: IdText;
  /** What the transcript calls it, where that is not the key. */
  readonly id?: string | undefined;
  readonly tool: string;
  /** The message that made it. */
  readonly message?: Entry | undefined;
  /** The call whose script made it: it belongs to that call, and is none of the model's own. */
  readonly parent?: Entry | undefined;
  /** Where its arguments stand in the record. */
  readonly input?: ValuePath | undefined;
  /** They are all: they take the place of what was said of them before. */
  readonly hasAllInput?: boolean;
  /**
   * The model makes it here. Another message's call of this key (where no message is given: one that has its result) is then
   * another call: ids come from the model's server, and some count the calls of each answer from 0.
   */
  readonly isNew?: boolean;
  readonly marks?: Marks;
}

/** Whether a call did what it was to do, by the best evidence in the record: exit code, error flag, refusal, prose. */
export type Outcome = "done" | "failed" | "unknown";

/** In milliseconds since 1970; `to` lies behind `from`. */
export interface WorkingTime {
  readonly from: number;
  readonly to: number;
}

/**
 * What a call gave, or one of several things that it gave. `call` is the call's key; a result may come before its call.
 */
export interface NewResult {
  readonly call: IdText;
  /** What the transcript calls it, where that is not the key. */
  readonly id?: string | undefined;
  readonly outcome: Outcome;
  /** Of a command, where the file tells it. */
  readonly exitCode?: number | undefined;
  /** Where it stands in the record. */
  readonly output?: ValuePath | undefined;
  /** It goes on the results before it: some calls say more than once what they have. Else it takes their place. */
  readonly continues?: boolean;
  /** With `continues`: a piece of one text, which follows the piece before it without a gap. */
  readonly isPiece?: boolean;
  /** The call is still at work: this is what it has given so far. */
  readonly isPartial?: boolean;
  /**
   * When the call was at work, where the result's record says so itself. That record's own time tells when it was written, and mostly
   * it holds the call, too.
   */
  readonly worked?: WorkingTime | undefined;
  /** The program wrote the call only when it had this result: their times do not tell how long it took. */
  readonly hasLateTimes?: boolean;
  /** A result with `madeUp` leaves its call open, and one without it takes its place. */
  readonly marks?: Marks;
}

/** Of one request to a model, in tokens. What the file does not tell is undefined. */
export interface Usage {
  /** Equal for all records that tell the usage of one request; the last one counts. */
  readonly request: IdText;
  /** Told in a record before that of the answer that took it. */
  readonly isAhead?: boolean;
  /** With those read from and written to a cache. */
  readonly input?: number | undefined;
  readonly cachedInput?: number | undefined;
  readonly cacheWrite?: number | undefined;
  /** With reasoning. */
  readonly output?: number | undefined;
  readonly reasoning?: number | undefined;
}

/** "open": nothing says that it has ended, be it that it goes on or that its program was killed. */
export type ConversationEnd = "completed" | "failed" | "interrupted" | "open";

/** A file that belongs to a transcript, beside which it was written. */
export interface NamedSource {
  readonly relation: SourceRelation;
  /** What leads to it, as `by` says. */
  readonly name: string;
  /**
   * Without it, `name` is a path with slashes from the transcript's folder down. `id`: the file's name holds it, mostly at its
   * end. `folder`: it is the path of a folder, and all transcripts in it and below belong.
   */
  readonly by?: "id" | "folder";
  /** Of a sub-agent: the key of the call that started it, where the transcript tells. */
  readonly call?: string | undefined;
  /** The path begins in the folder above the transcript's. */
  readonly isAbove?: boolean;
  /** It is only one of the transcript's files if it is there: nothing is missing without it. */
  readonly isOptional?: boolean;
  /** Of a base: the byte before which its history ends. */
  readonly end?: number | undefined;
  /** Of a base: it is an earlier file of this very session, not another session's. */
  readonly isSameSession?: boolean;
}

/**
 * What a reader calls while a record is at hand: every path leads into that record's value. Nothing here throws for
 * what a transcript says; what makes no sense is left out or counted.
 */
export interface ConversationOperations {
  /** A message; one whose key is known goes on, whoever is said to speak now, and gets the marks too. */
  message(message: NewMessage): Entry;
  /** The message or call of a key, 0 when there is none. Messages and calls have keys of their own. */
  messageOf(key: IdText): Entry;
  callOf(key: IdText): Entry;
  /**
   * Visible text of a message, where it stands in the record: a string. `continues`: it goes on the piece before it. What is said
   * to be of entry 0 is of none that there is: it is left out, and exports say so. That holds for all pieces. `spoken`: the string
   * holds messages as JSON text, and these words of them are meant.
   */
  text(message: Entry, at: ValuePath, continues?: boolean, spoken?: Spoken): void;
  /** What comes next of a message's text takes the place of what it has. */
  retell(message: Entry): void;
  reasoning(message: Entry, at: ValuePath, continues?: boolean, spoken?: Spoken): void;
  /** A picture or another attachment. */
  attachment(message: Entry, at: ValuePath): void;
  /** A call of a tool; one whose key is known goes on. */
  call(call: NewCall): Entry;
  /** More arguments of a call, or all of them when they were not known before. */
  input(call: Entry, at: ValuePath, continues?: boolean): void;
  /** A result of a call. Without such a call it is an orphan, which is counted and kept. */
  result(result: NewResult): void;
  /** Of a call's result only a part was kept when it was written. */
  keptOf(call: Entry, part: KeptPart): void;
  /** Better evidence on how a call went than its result gave. */
  outcome(call: Entry, outcome: Outcome): void;
  /**
   * A message only announced another, which says the same and has come: it is no entry any more, its pieces are gone, and its
   * records are the other's.
   */
  replace(announced: Entry, real: Entry): void;
  /** A message turns out to be a part of another: its pieces and records are that one's, behind those that it has. */
  join(part: Entry, whole: Entry): void;
  /** Puts marks on an entry. */
  mark(entry: Entry, marks: Marks): void;
  unmark(entry: Entry, marks: Marks): void;
  /** Puts marks on all entries from one up to and without another (undefined: up to the last). */
  markRange(from: Entry, to: Entry | undefined, marks: Marks): void;
  /** All that was begun from one entry on is said and done by the sub-agent that a call started, in its caller's transcript. */
  ofSubagent(from: Entry, call: Entry): void;
  /** The entry that comes next: what was said until now lies before it. */
  nextEntry(): Entry;
  /** A ruler in the conversation: a compaction, a fork, a resume. */
  compaction(key?: string): void;
  notice(text: string): void;
  /** A sub-agent that the file names, once per key; `count`: so many under one name, the most that is said counts. */
  subagent(key: string, count?: number): void;
  /** A file that belongs to this one, once per name. */
  source(source: NamedSource): void;
  model(name: string): void;
  usage(usage: Usage): void;
  /** Takes a request's usage back, when it turns out to be inherited or repeated. */
  dropUsage(request: string): void;
  /** What the file itself says it cost, in US dollars; the last one counts. */
  cost(usd: number): void;
  /** Something went wrong, beside failed calls. `isSaid`: a message that stands in the conversation says so. */
  error(message: string, isSaid?: boolean): void;
  /** A fact on the integrity of the transcript, found in this record. Only checks listen. */
  finding(rule: RuleName, message: string): void;
  /** Whether anybody listens to findings: who only looks for some need not begin. */
  readonly wantsFindings: boolean;
  /** How the session stands now; the last one counts. */
  end(end: ConversationEnd): void;
}

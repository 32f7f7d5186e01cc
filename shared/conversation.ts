// A transcript's conversation as the page reads it: items in the order in which they are shown, pulled in pages as rows
// are. No item holds more than the beginnings of its texts; the rest is read by place.

import type { ItemNumber, LineNumber, Milliseconds, RecordNumber } from "./units.ts";

/** Items one request may ask for. */
export const maxItemsPerPage = 100;
/** Outline entries one request may ask for. */
export const maxOutlineEntries = 500;
/** Bytes of the source of which an item shows the beginning (and, of a longer text, a quarter as many of its end). */
export const itemTextBytes = 8 * 1024;
/** Bytes of a picture, as base64 in the source, that are handed out. */
export const maxImageBytes = 8 * 1024 * 1024;

/** Why something is not plainly what it seems. `open`: a call without a true result. */
export const itemMarks = [
  "inherited",
  "undone",
  "repeated",
  "injected",
  "made up",
  "summary",
  "cut",
  "late",
  "sub-agent",
  "open",
] as const;
/** An item may have several; where it is hidden, it is counted by the first of them. */
export type ItemMark = (typeof itemMarks)[number];

/**
 * Which words of a string are meant. Of messages that stand as JSON text in it, as spans hold them: what the answers say, what
 * they reasoned, or (a number, from 0) what the n-th message of a user says. `wrapped`: those between the tags that a program
 * put around what a person typed (`<user_input mode="act">…</user_input>`).
 */
export type Spoken = "answer" | "reasoning" | "wrapped" | number;

/** Where a text stands: a string value of a record, `at` bytes from its start. Read on with `stringText`. */
export interface TextPlace {
  readonly record: RecordNumber;
  readonly at: number;
  /** The text is these words of what the string holds, and is read on from byte 0 of them. */
  readonly spoken?: Spoken | undefined;
}

/** A text as an item shows it. */
export interface ItemText {
  readonly sort: "text" | "reasoning" | "input" | "output";
  /** True when the value is JSON and no string: `head` is its JSON then (arguments of a call, structured results). */
  readonly isJson: boolean;
  readonly head: string;
  /** The end of a text that is longer than what `head` shows; "" when head is all. */
  readonly tail: string;
  /** Bytes of all of it in the source (of words in JSON text, their own), and of head and tail. */
  readonly bytes: number;
  readonly shown: number;
  /** The values that it is made of, in order (deltas); at most the first 64. */
  readonly places: readonly TextPlace[];
  /** How many there are. */
  readonly placeCount: number;
}

/** A picture inside the transcript: a base64 string of it. Its bytes come with the method `image`. */
export interface ItemImage {
  readonly place: TextPlace;
  readonly mediaType: string;
  /** Of the base64 text. */
  readonly bytes: number;
}

interface ItemBase {
  readonly item: ItemNumber;
  /** How deep it is nested: what a sub-agent said or did, and calls below the one whose script made them. */
  readonly depth: number;
  /** The record that began it, and every record of it (the first 64, in order). */
  readonly record: RecordNumber;
  readonly line: LineNumber;
  readonly records: readonly RecordNumber[];
  readonly recordCount: number;
  readonly time: Milliseconds | undefined;
  readonly marks: readonly ItemMark[];
  /** What stands before it was inherited from another session: here this one goes on. */
  readonly goesOn?: boolean | undefined;
}

/** What somebody said. Several texts where the message has several parts, such as reasoning and an answer. */
export interface MessageItem extends ItemBase {
  readonly sort: "message";
  readonly speaker: "user" | "assistant" | "system";
  readonly texts: readonly ItemText[];
  readonly images: readonly ItemImage[];
  /** Attachments that are no pictures which can be shown. */
  readonly attachments: number;
}

/** In what programs count what they left out of a result. */
export const keptUnits = ["bytes", "characters", "lines", "tokens"] as const;

/** How much of a result the program kept when it wrote it; undefined: the file does not tell. */
export interface KeptPart {
  readonly kept: number | undefined;
  readonly of: number | undefined;
  readonly unit: (typeof keptUnits)[number];
}

/** A call with its result. */
export interface CallItem extends ItemBase {
  readonly sort: "call";
  readonly tool: string;
  /** The one that matters, on one line: a command, a path, a pattern. */
  readonly argument: string;
  readonly outcome: "done" | "failed" | "unknown";
  readonly exitCode: number | undefined;
  /** Undefined: its result is whole, as far as the file tells. */
  readonly kept: KeptPart | undefined;
  readonly ended: Milliseconds | undefined;
  readonly input: readonly ItemText[];
  readonly output: readonly ItemText[];
  /** The line of the result that says most, and not the head that programs put before it; "" when nothing was printed. */
  readonly gist: string;
  readonly images: readonly ItemImage[];
}

/** A compaction, a resume or another notice as one sentence, or what went wrong in the words of the transcript. A fork is told by the item that `goesOn`. */
export interface RulerItem extends ItemBase {
  readonly sort: "ruler";
  readonly what: "compaction" | "notice" | "error";
  readonly sentence: string;
}

/** A run of items that are not shown, by mark. */
export interface HiddenItem extends ItemBase {
  readonly sort: "hidden";
  readonly count: number;
  /** How many of them the filter hides. */
  readonly filtered: number;
  readonly byMark: readonly { readonly mark: ItemMark; readonly count: number }[];
}

/** Told apart by `sort`. */
export type Item = MessageItem | CallItem | RulerItem | HiddenItem;

/** Items `from`, `from + 1`, … of a conversation as it is shown; fewer than asked for only at its end. */
export interface ItemPage {
  readonly from: ItemNumber;
  readonly items: readonly Item[];
}

/** `items` is exact for what has been read; `complete` says whether that is all. */
export interface ConversationState {
  readonly items: number;
  readonly complete: boolean;
  readonly bytesRead: number;
  readonly bytes: number;
  readonly prompts: number;
  readonly errors: number;
  /** One sentence for a format that has no conversation. */
  readonly absent: string | undefined;
}

/** A text that is found only where several records are put together. */
export interface SpreadText {
  /** Messages and calls that hold it so. */
  readonly messages: number;
  /** The first of them: from which record to which it stands, at most `maxSpread`. */
  readonly places: readonly { readonly from: RecordNumber; readonly to: RecordNumber }[];
}

/** Places that are told of a text which is spread over records; the messages that hold it are counted in full. */
export const maxSpread = 20;

/** To what the keyboard goes from item to item: a `hit` is an item of which a record passes the filter. */
export const stepTargets = ["prompt", "error", "hit"] as const;
/** What `step` of the engine looks for. */
export type StepTarget = (typeof stepTargets)[number];

/** Prompts, errors, compactions and sub-agents at the side. */
export interface OutlineEntry {
  readonly item: ItemNumber;
  readonly sort: "prompt" | "error" | "compaction" | "subagent";
  /** Empty where the sort says it all. */
  readonly label: string;
  readonly time: Milliseconds | undefined;
  /** Of a prompt until the next one, of a call until its result. */
  readonly durationMs: number | undefined;
}

/** Entries `from`, `from + 1`, … of the outline, counted from 0, and how many it has so far. */
export interface OutlinePage {
  readonly from: number;
  readonly total: number;
  readonly entries: readonly OutlineEntry[];
}

/** A picture, whose type was told from its own bytes. */
export interface ImageData {
  readonly mediaType: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
  readonly data: Uint8Array;
}

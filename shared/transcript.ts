// What is known of an opened transcript as a whole. Sent at most ten times a second while it is being indexed.

import type { Failure, SourceChange } from "./failure.ts";
import type { Awaited } from "./summary.ts";
import type { Milliseconds } from "./units.ts";

/** The formats that can be chosen, with what a person calls them; each is one folder in the engine. */
const formatTitles = {
  "ag-ui": "AG-UI events",
  "claude-code": "Claude Code session",
  "claude-stream": "Claude Code events",
  "claude-sdk": "Claude SDK messages",
  "codex-rollout": "Codex rollout",
  "codex-exec": "codex exec --json",
  "codex-app-server": "Codex app-server",
  pi: "pi session",
  "pi-stream": "pi events",
  gemini: "Gemini CLI session",
  "gemini-stream": "Gemini CLI events",
  qwen: "Qwen Code session",
  "qwen-stream": "Qwen Code events",
  "opencode-run": "opencode events",
  "opencode-export": "opencode export",
  copilot: "Copilot CLI session",
  "copilot-stream": "Copilot CLI events",
  droid: "Droid session",
  "droid-stream": "Droid events",
  "cline-stream": "Cline events",
  "cline-session": "Cline session",
  "continue-session": "Continue session",
  "cursor-stream": "Cursor events",
  "grok-stream": "Grok events",
  kimi: "Kimi Code session",
  "ai-sdk-stream": "AI SDK stream",
  "chat-messages": "Chat messages",
  acp: "Agent Client Protocol, MCP",
  posthog: "PostHog Code log",
  "openai-traces": "OpenAI Agents traces",
  otlp: "OpenTelemetry (OTLP)",
  entire: "Entire transcript",
  generic: "JSON Lines",
} as const;

/** As `--format` of the command line takes it; `generic` is read for anything that no other one recognises. */
export type FormatName = keyof typeof formatTitles;

/** In the order in which they are offered: by family, and `generic` last. */
export const formatNames: readonly FormatName[] = Object.keys(formatTitles).filter(isFormatName);

/** What a person calls it, for lists and sentences: `Codex rollout`. */
export function formatTitle(name: FormatName): string {
  return formatTitles[name];
}

/**
 * Whether a transcript that is read so makes a conversation: it can be summarised and exported as messages. One of plain JSON does
 * where it holds records of a family.
 */
export function hasConversation({ name, others }: Pick<FormatChoice, "name" | "others">): boolean {
  return name !== "generic" || others.length > 0;
}

function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formatTitles, name);
}

/** The members that the user named: of a record's kind, and of its time. Keys from the record down, joined by dots. */
export interface WantedMembers {
  readonly kindPath?: string | undefined;
  readonly timePath?: string | undefined;
}

/** What the user chose of how a transcript is read; the rest is detected. */
export interface WantedReading extends WantedMembers {
  readonly format?: FormatName | undefined;
}

/** The longest path that may be chosen. */
export const longestMemberPath = 200;

/** How a transcript is read, and why. */
export interface FormatChoice {
  readonly name: FormatName;
  /** `detected` from a sample, or `chosen` by the user. */
  readonly by: "detected" | "chosen";
  /** One sentence that says what was recognised. */
  readonly reason: string;
  /** Other families whose records the file holds too, each read by its own. */
  readonly others: readonly FormatName[];
  /** The keys down to the event, in a log whose records hold the events in a member of theirs; else empty. */
  readonly prefix: readonly string[];
  /** Records that were looked at. */
  readonly sampled: number;
  /** Which members name a record's kind and its time. */
  readonly kind: NamingMembers;
  readonly time: NamingMembers;
}

/** The members that name something of a record; of several in one record, the first counts. */
export interface NamingMembers {
  readonly by: "detected" | "chosen";
  readonly members: readonly NamingMember[];
  /** Others that could, those of most records first. */
  readonly candidates: readonly NamingMember[];
}

/** A member that may name a record's kind or time, of those that a sample of the transcript has. */
export interface NamingMember {
  /** Keys from the record down, joined by dots. */
  readonly path: string;
  /** How many of the sampled records have it. */
  readonly records: number;
}

/** Whether a text names a member: no key is empty, and it is not longer than anybody would type. */
export function isMemberPath(path: string): boolean {
  return path.length <= longestMemberPath && path.split(".").every((key) => key !== "");
}

/** One kind with its exact counts so far. */
export interface KindCount {
  readonly kind: string;
  readonly count: number;
  readonly bytes: number;
}

/** A role or tool with its exact count so far. */
export interface NameCount {
  readonly name: string;
  readonly count: number;
}

/** A transcript of a group with what it holds. */
export interface SourceCount extends NameCount {
  readonly bytes: number;
  /** The number of the one that started it or that it was forked from, counted from 0 as all are; undefined where the group has none. */
  readonly parent: number | undefined;
}

/** What a filter may name, most records first. */
export interface FilterNames {
  readonly kinds: readonly KindCount[];
  readonly roles: readonly NameCount[];
  readonly tools: readonly NameCount[];
  /** The transcripts of a group, in their order; none of one transcript. */
  readonly sources: readonly SourceCount[];
  /** False while roles and tools are still being counted: ask again. */
  readonly complete: boolean;
}

/** A file cut into equal parts by its bytes. */
export interface Overview {
  /** Those with most bytes, and "(other)" for the rest. */
  readonly kinds: readonly string[];
  /** Part by part, for each of these kinds: how many bytes of the part it fills. */
  readonly bytes: readonly number[];
  /** Rows of the view that begin in each part; empty when none was asked for. */
  readonly hits: readonly number[];
}

/** A transcript cut into parts by its times; of those without any, there are no parts. */
export interface TimeOverview extends Overview {
  /** In ms since 1970, ascending: where each part begins, and the end of the last one, which no longer belongs to it. */
  readonly edges: readonly number[];
  /** Parts in which nothing happens, of any length: idle time that is folded. */
  readonly gaps: readonly number[];
  /** The first record of each part in the order of the file; undefined where there is none. */
  readonly records: readonly (number | undefined)[];
  /** Records without a time, which are in no part. */
  readonly untimed: number;
}

/**
 * `complete` is not for good: a file that is followed is indexed on when it grows. What was indexed before a failure
 * stays.
 */
export type IndexPhase =
  | { readonly phase: "indexing" }
  | { readonly phase: "complete" }
  | { readonly phase: "failed"; readonly failure: Failure };

/** A transcript whose file is looked at again and again. */
export interface Live {
  /** What is written to the file is taken in. */
  readonly following: boolean;
  /** Some records were taken in that were not there when it was opened. */
  readonly hasGrown: boolean;
  /** Something was written a moment ago. */
  readonly active: boolean;
  /** Bytes of a last line that is not whole yet, and waits. */
  readonly heldBack: number;
  /** What its last records show that it waits for; undefined where they do not, and when nobody has written for ten minutes. */
  readonly awaits: Awaited | undefined;
  /** Why it has not been looked at for some seconds: its disk refuses. It is still tried. */
  readonly failure: Failure | undefined;
}

/** Counts over what has been indexed; exact for the first `bytesDone` bytes. */
export interface Progress {
  readonly state: IndexPhase;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Newlines, plus one for a last line without. */
  readonly lines: number;
  readonly records: number;
  readonly malformed: number;
  /** Commas between records, and brackets of an array around them. */
  readonly commas: number;
  /** Bytes between records that are NUL, record separators (RFC 7464), byte order marks or parts of server-sent events. */
  readonly padding: number;
  readonly glued: number;
  /** Lines that hold nothing but white space. */
  readonly blank: number;
  /** Bytes of the longest record. */
  readonly longestRecord: number;
  readonly firstTime: Milliseconds | undefined;
  readonly lastTime: Milliseconds | undefined;
  /** Records with an earlier time than the record with a time before them. */
  readonly outOfOrder: number;
  /** How long indexing has taken so far. */
  readonly elapsedMs: number;
  /** True when the whole index was kept from an earlier opening. */
  readonly cached: boolean;
  /** True when the file held more different kinds than are told apart; the rest count as `(other)`. */
  readonly kindsOverflowed: boolean;
  /** The same of roles, tools and calls of records that hold several; what is beyond has none. */
  readonly namesOverflowed: boolean;
  /** Set when the file on disk is no longer the one that was indexed; `grown` when only more was written to it. */
  readonly change: SourceChange | "grown" | undefined;
  /** Undefined for one that is not opened to be followed. */
  readonly live: Live | undefined;
  /** Sentences about folders, settings or a kept index that could not be used: what makes this slower than it could be. */
  readonly warnings: readonly string[];
}

// What a group is made of, beside the records of all.

import type { FormatName, WantedReading } from "../../../shared/transcript.ts";
import type { GroupMember } from "./groupMembers.ts";

/** A transcript of the group that could be read. */
export interface GroupSource {
  readonly member: GroupMember;
  readonly format: FormatName;
  readonly bytes: number;
  readonly lines: number;
  readonly records: number;
}

export interface GroupProblem {
  readonly name: string;
  readonly problem: string;
}

/** It grows while the transcripts are read. */
export interface Group {
  /** All that were named or found. */
  readonly members: readonly GroupMember[];
  /** How all are read, as far as the user chose. */
  readonly reading: WantedReading;
  /** Those that could be read, by their number. */
  readonly sources: readonly GroupSource[];
  /** By the number of each, that of the one which started it or that it was forked from; known once all are read. */
  readonly parents: readonly (number | undefined)[];
  /** What is wrong with some, the first of them; `problemCount` counts all. */
  readonly problems: readonly GroupProblem[];
  readonly problemCount: number;
  /** The transcript of a record, and the record's number there; undefined when there is no such record. */
  originOf(record: number): { readonly source: GroupSource; readonly record: number } | undefined;
}

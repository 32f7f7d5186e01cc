// What is known of the transcripts of a group that could be read, by their numbers: it grows while they are read, and when one of
// them grows or comes later. Nothing of it holds an opened transcript, of which there would be thousands.

import type { FormatChoice, Progress, SourceCount } from "../../../shared/transcript.ts";
import type { Kinship } from "../formats/format.ts";
import { formatOf } from "../formats/mixed.ts";
import type { KnownSums } from "../index/sumStore.ts";
import type { View } from "../query/view.ts";
import type { FilePlace, Source } from "../source/source.ts";
import type { GroupSource } from "./group.ts";
import type { GroupMember } from "./groupMembers.ts";
import type { GroupPart } from "./groupSource.ts";
import { kinshipOf } from "./memberKinship.ts";
import { parentsOf } from "./memberParents.ts";
import { MemberSums } from "./memberSums.ts";

type Preview = (text: string, whole: boolean) => string;
export type PreviewOf = (format: FormatChoice) => Preview;

/** Counts of a transcript beside its records. */
const counted = ["bytes", "lines", "blank", "commas", "padding"] as const;
/** What of a choice says how records are read. */
type ReadChoice = Pick<FormatChoice, "name" | "others" | "prefix">;
type MemberCounts = Readonly<Record<(typeof counted)[number], number>>;

/** What an opened transcript says that is kept of it. */
export interface KnownTranscript {
  readonly source: Source;
  readonly format: FormatChoice;
  readonly sums: KnownSums;
  progress(): Progress;
}

/**
 * By a transcript's number, which is its place in the lists and never changes: some hundred bytes each, and its sums in
 * pages.
 */
export class GroupContents {
  readonly sources: GroupSource[] = [];
  readonly names: string[] = [];
  readonly parts: GroupPart[] = [];
  #parents: readonly (number | undefined)[] | undefined;
  readonly #sums = new MemberSums();
  readonly #kinships: Kinship[] = [];
  readonly #previews: Preview[] = [];
  readonly #counts: MemberCounts[] = [];
  readonly #choices: ReadChoice[] = [];
  readonly #previewOf: PreviewOf;

  constructor(previewOf: PreviewOf) {
    this.#previewOf = previewOf;
  }

  /** `view` is of all records. */
  add(member: GroupMember, { path, original }: FilePlace, transcript: KnownTranscript, view: View): void {
    const source = this.sources.length;
    this.parts.push({ place: { path, original }, sums: this.#sums.keep(transcript.sums), live: undefined });
    this.names.push(member.name);
    this.#kinships.push(kinshipOf(transcript, view));
    this.#know(source, member, transcript);
  }

  /** What is known of one that has grown is what it says now. */
  know(source: number, transcript: KnownTranscript): void {
    const known = this.sources[source];
    if (known !== undefined) this.#know(source, known.member, transcript);
  }

  /** Its bytes are read from where it is open. */
  hold(source: number, transcript: KnownTranscript): void {
    const part = this.parts[source];
    if (part !== undefined) this.parts[source] = { ...part, live: () => transcript.source };
  }

  /** It is closed: its bytes are read as those of the others are, and held against these sums or those from before. */
  letGo(source: number, sums: KnownSums | undefined): void {
    const part = this.parts[source];
    if (part === undefined) return;
    this.parts[source] = { ...part, sums: sums === undefined ? part.sums : this.#sums.keep(sums), live: undefined };
  }

  get parents(): readonly (number | undefined)[] {
    const known = this.#parents;
    if (known?.length === this.names.length) return known;
    const kin = this.#kinships.map((kinship, source) => ({ name: this.names[source] ?? "", kinship }));
    this.#parents = parentsOf(kin);
    return this.#parents;
  }

  preview(source: number, text: string, whole: boolean): string {
    return this.#previews[source]?.(text, whole) ?? text;
  }

  /** How the records of a transcript are read. */
  choiceOf(source: number): ReadChoice {
    return this.#choices[source] ?? { name: "generic", others: [], prefix: [] };
  }

  /** Of all. */
  counts(): MemberCounts {
    const sum = { bytes: 0, lines: 0, blank: 0, commas: 0, padding: 0 };
    for (const counts of this.#counts) {
      for (const name of counted) sum[name] += counts[name];
    }
    return sum;
  }

  sourceCounts(): readonly SourceCount[] {
    const { parents } = this;
    return this.sources.map(({ member: { name }, records: count, bytes }, number) => ({
      ...{ name, count, bytes, parent: parents[number] },
    }));
  }

  close(): void {
    this.#sums.clear();
  }

  #know(source: number, member: GroupMember, { format, progress }: KnownTranscript): void {
    const { bytesTotal: bytes, lines, records, blank, commas, padding } = progress();
    this.sources[source] = { member, format: format.name, bytes, lines, records };
    this.#counts[source] = { bytes, lines, blank, commas, padding };
    this.#previews[source] = this.#previewOf(format);
    const { name, others, prefix } = format;
    this.#choices[source] = { name, others, prefix };
  }
}

/** Thousands of transcripts are read in a few ways. */
export function rememberPreviews(
  make: (format: ReturnType<typeof formatOf>, prefix: FormatChoice["prefix"]) => Preview,
): PreviewOf {
  const known = new Map<string, Preview>();
  return ({ name, others, prefix }) => {
    const key = JSON.stringify([name, others, prefix]);
    const preview = known.get(key) ?? make(formatOf({ name, others }), prefix);
    known.set(key, preview);
    return preview;
  };
}

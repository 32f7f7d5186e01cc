import { everything } from "../../../shared/filter/filter.ts";
import type { RecordLabels } from "../query/recordLabels.ts";
import type { View } from "../query/view.ts";
import type { MembersWanted, MemberTranscript } from "./eachMember.ts";
import { eachMember } from "./eachMember.ts";
import type { GroupContents, KnownTranscript } from "./groupContents.ts";
import type { MemberView } from "./memberRecords.ts";

export interface GroupTranscript extends MemberTranscript, KnownTranscript {
  readonly source: KnownTranscript["source"];
  query(filter: typeof everything): View;
  steady(): () => void;
  labels(view: View): RecordLabels;
}

export interface ReadOptions<Transcript extends GroupTranscript> extends MembersWanted<Transcript> {
  readonly contents: GroupContents;
  /** Takes the records of one. */
  readonly take: (member: MemberView) => Promise<void>;
  /** Takes what of an unpacked one is to be removed when the group is closed. */
  readonly onUnpacked: (file: { remove(): Promise<void> }) => void;
  readonly onRead: (source: number, transcript: Transcript, view: View) => void;
}

/** Reads transcripts one after the other, and keeps of each what the group needs. */
export async function readMembers<Transcript extends GroupTranscript>(options: ReadOptions<Transcript>): Promise<void> {
  const { contents, take, onUnpacked, onRead } = options;
  for await (const { member, transcript, file, keep } of eachMember(options)) {
    // What is written meanwhile comes later.
    transcript.steady();
    const view = transcript.query(everything);
    const source = contents.sources.length;
    contents.add(member, file, transcript, view);
    await take({ source, view, labels: transcript.labels(view) });
    onRead(source, transcript, view);
    keep();
    if (file.path !== file.original) onUnpacked(file);
  }
}

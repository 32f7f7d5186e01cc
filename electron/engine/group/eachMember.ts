// Goes through the transcripts of a group, one open at a time. One that cannot be read is named, and the others go on.

import path from "node:path";
import { describeFailure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import type { Progress } from "../../../shared/transcript.ts";
import { untilAborted } from "../query/untilAborted.ts";
import { SourceError } from "../source/fileSource.ts";
import type { FilePlace, Source } from "../source/source.ts";
import type { ReadableFile } from "../spool/plainFile.ts";
import { readableFile } from "../spool/readableFile.ts";
import type { GroupMember } from "./groupMembers.ts";

/** What an opened transcript says that is read for a group. */
export interface MemberTranscript {
  readonly source: Source;
  /** A sentence for a file that looks wrong as a whole. */
  readonly misfit: string | undefined;
  whenIndexed(): Promise<Progress>;
  close(): void;
}

/**
 * `open` gives a transcript that this loop closes again. `onProblem` gets a sentence, and may be called more than once
 * for a member.
 */
export interface MembersWanted<Transcript extends MemberTranscript> {
  readonly members: readonly GroupMember[];
  readonly open: (file: FilePlace) => Promise<Result<Transcript>>;
  readonly signal: AbortSignal;
  /** Told what is wrong with a member. */
  readonly onProblem: (member: GroupMember, problem: string) => void;
  /** Called before a member is opened. */
  readonly onMember?: ((number: number) => void) | undefined;
}

/** Valid until the next member is asked for; who calls `keep` removes the file itself. */
export interface OpenedMember<Transcript extends MemberTranscript> {
  readonly member: GroupMember;
  /** It is indexed. */
  readonly transcript: Transcript;
  /** The file that is read: itself, or what was unpacked of it. It is removed when the member is left, unless it is kept. */
  readonly file: ReadableFile;
  keep(): void;
}

/** Throws SourceError for one that changes meanwhile, or the signal's reason. */
export async function* eachMember<Transcript extends MemberTranscript>(
  wanted: MembersWanted<Transcript>,
): AsyncGenerator<OpenedMember<Transcript>, void, undefined> {
  for (const [number, member] of wanted.members.entries()) {
    wanted.signal.throwIfAborted();
    wanted.onMember?.(number);
    if (member.isSpecial === true) {
      wanted.onProblem(member, describeFailure({ code: "not-a-file", name: path.basename(member.file) }));
      continue;
    }
    const readable = await readableFile({ path: member.file, original: member.file }, { signal: wanted.signal });
    if (!readable.ok) {
      wanted.onProblem(member, describeFailure(readable.failure));
      continue;
    }
    const file = readable.value;
    let isKept = false;
    try {
      if (file.notice !== undefined) wanted.onProblem(member, file.notice);
      if (file.failure !== undefined) wanted.onProblem(member, describeFailure(file.failure));
      yield* opened(wanted, member, file, () => {
        isKept = true;
      });
    } finally {
      if (!isKept) await file.remove();
    }
  }
}

async function* opened<Transcript extends MemberTranscript>(
  { open, signal, onProblem }: MembersWanted<Transcript>,
  member: GroupMember,
  file: ReadableFile,
  keep: () => void,
): AsyncGenerator<OpenedMember<Transcript>, void, undefined> {
  const result = await open(file);
  if (!result.ok) {
    onProblem(member, describeFailure(result.failure));
    return;
  }
  const transcript = result.value;
  try {
    const { state } = await untilAborted(transcript.whenIndexed(), signal);
    if (state.phase === "failed") {
      onProblem(member, describeFailure(state.failure));
      return;
    }
    // An empty one holds nothing that could be missed.
    if (transcript.misfit !== undefined && transcript.source.size > 0) onProblem(member, transcript.misfit);
    yield { member, transcript, file, keep };
    const change = transcript.source.finalChange();
    if (change === "shrunk" || change === "rewritten")
      throw new SourceError({ code: "source-changed", name: member.name, change });
  } finally {
    transcript.close();
  }
}

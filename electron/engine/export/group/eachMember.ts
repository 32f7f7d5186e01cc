// Goes through the members of a group, one open at a time. One that cannot be read is named, and the others go on.

import type { SecretCount } from "../../../../shared/exports.ts";
import { describeFailure } from "../../../../shared/failure.ts";
import type { Filter } from "../../../../shared/filter/filter.ts";
import type { Result } from "../../../../shared/result.ts";
import { untilAborted } from "../../query/untilAborted.ts";
import type { View } from "../../query/view.ts";
import type { Masks } from "../../redaction/masks.ts";
import { SourceError } from "../../source/fileSource.ts";
import type { FilePlace } from "../../source/source.ts";
import type { ReadableFile } from "../../spool/plainFile.ts";
import { readableFile } from "../../spool/readableFile.ts";
import { ExportFailed } from "../exportFailed.ts";
import type { ExportedTranscript } from "../exportJob.ts";
import { redactTranscript } from "../redactedTranscript.ts";
import type { GroupMember } from "./groupMembers.ts";

export type OpenMember = (file: FilePlace) => Promise<Result<ExportedTranscript & { close(): void }>>;

export interface MembersWanted {
  readonly members: readonly GroupMember[];
  readonly open: OpenMember;
  readonly filter: Filter;
  readonly redact: boolean;
  readonly redactRules: string | undefined;
  readonly signal: AbortSignal;
  /** Told what is wrong with a member. */
  readonly onProblem: (member: GroupMember, problem: string) => void;
  /** Told what was redacted in a member. */
  readonly onRedacted?: ((counts: readonly SecretCount[]) => void) | undefined;
  /** Called before a member is opened. */
  readonly onMember?: ((number: number) => void) | undefined;
}

export interface OpenedMember {
  readonly member: GroupMember;
  /** It is called as the member is. */
  readonly transcript: ExportedTranscript;
  /** All records that pass. */
  readonly view: View;
  readonly masks: Masks | undefined;
  /** The file that is read: itself, or what was unpacked of it. It is removed when the member is left, unless it is kept. */
  readonly file: ReadableFile;
  keep(): void;
}

/** Throws ExportFailed, SourceError, or the signal's reason. */
export async function* eachMember(wanted: MembersWanted): AsyncGenerator<OpenedMember, void, undefined> {
  for (const [number, member] of wanted.members.entries()) {
    wanted.signal.throwIfAborted();
    wanted.onMember?.(number);
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

async function* opened(
  { open, filter, redact, redactRules, signal, onProblem, onRedacted }: MembersWanted,
  member: GroupMember,
  file: ReadableFile,
  keep: () => void,
): AsyncGenerator<OpenedMember, void, undefined> {
  const result = await open(file);
  if (!result.ok) {
    onProblem(member, describeFailure(result.failure));
    return;
  }
  const transcript = result.value;
  let view: View | undefined;
  try {
    const { state } = await untilAborted(transcript.whenIndexed(), signal);
    if (state.phase === "failed") {
      onProblem(member, describeFailure(state.failure));
      return;
    }
    view = transcript.query(filter);
    const known = await view.whenComplete(signal);
    if (!known.ok) throw new ExportFailed(known.failure);
    const named = { ...transcript, name: member.name };
    const redacted = redact ? await redactTranscript(named, { rules: redactRules, signal }) : undefined;
    if (redacted?.ok === false) throw new ExportFailed(redacted.failure);
    const { transcript: shown = named, masks } = redacted?.value ?? {};
    if (masks !== undefined) onRedacted?.(masks.counts());
    yield { member, transcript: shown, view, masks, file, keep };
    const change = transcript.source.finalChange();
    if (change === "shrunk" || change === "rewritten")
      throw new SourceError({ code: "source-changed", name: member.name, change });
  } finally {
    view?.close();
    transcript.close();
  }
}

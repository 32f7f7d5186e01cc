// The transcripts of a group as an export sees them, one open at a time: what passes of each, without what is secret.

import type { SecretCount } from "../../../../shared/exports.ts";
import type { Filter } from "../../../../shared/filter/filter.ts";
import { filterWithin } from "../../../../shared/filter/sourceFilter.ts";
import type { MembersWanted, MemberTranscript, OpenedMember } from "../../group/eachMember.ts";
import { eachMember } from "../../group/eachMember.ts";
import type { View } from "../../query/view.ts";
import type { Masks } from "../../redaction/masks.ts";
import { ExportFailed } from "../exportFailed.ts";
import type { ExportedTranscript } from "../exportJob.ts";
import { redactTranscript } from "../redactedTranscript.ts";

export type ExportedMember = ExportedTranscript & MemberTranscript;

export interface ExportsWanted extends MembersWanted<ExportedMember> {
  readonly filter: Filter;
  readonly redact: boolean;
  readonly redactRules: string | undefined;
  /** Told what was redacted in a member. */
  readonly onRedacted?: ((counts: readonly SecretCount[]) => void) | undefined;
}

export interface OpenedExport extends Omit<OpenedMember<ExportedMember>, "transcript"> {
  /** It is called as the member is. */
  readonly transcript: ExportedTranscript;
  /** All records that pass. */
  readonly view: View;
  readonly masks: Masks | undefined;
}

/** Throws ExportFailed, SourceError, or the signal's reason. */
export async function* exportedMembers(wanted: ExportsWanted): AsyncGenerator<OpenedExport, void, undefined> {
  const { filter, redact, redactRules, signal, onRedacted } = wanted;
  for await (const { transcript, ...opened } of eachMember(wanted)) {
    const view = transcript.query(filterWithin(filter, opened.member.name));
    try {
      const known = await view.whenComplete(signal);
      if (!known.ok) throw new ExportFailed(known.failure);
      const named = { ...transcript, name: opened.member.name };
      const redacted = redact ? await redactTranscript(named, { rules: redactRules, signal }) : undefined;
      if (redacted?.ok === false) throw new ExportFailed(redacted.failure);
      const { transcript: shown = named, masks } = redacted?.value ?? {};
      if (masks !== undefined) onRedacted?.(masks.counts());
      yield { ...opened, transcript: shown, view, masks };
    } finally {
      view.close();
    }
  }
}

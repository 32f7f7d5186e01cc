// Sessions without what is secret in them. Whatever form one is told in is made of its transcript, so none tells more. A session that
// grew is opened anew and looked through from its beginning; that takes a part of the time, as all of serving one that grows.

import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { hasConversation } from "../../../../shared/transcript.ts";
import { redactByRules } from "../../export/redactedTranscript.ts";
import { formatOf } from "../../formats/mixed.ts";
import type { View } from "../../query/view.ts";
import type { RedactionRules } from "../../redaction/redactionRules.ts";
import { SourceError } from "../../source/fileSource.ts";
import type { OpenTranscript, ServedTranscript } from "./openedSession.ts";
import { settledPieces } from "./settledPieces.ts";
import { settledRecords } from "./settledRecords.ts";

/** Opens as `open` does. `signal` ends what is being looked through. */
export function openRedacted(open: OpenTranscript, rules: RedactionRules, signal: AbortSignal): OpenTranscript {
  return async (file) => {
    const opened = await open(file);
    if (!opened.ok) return opened;
    const redacted = await redact(opened.value, rules, signal);
    if (!redacted.ok) opened.value.close();
    return redacted;
  };
}

async function redact(
  transcript: ServedTranscript,
  rules: RedactionRules,
  signal: AbortSignal,
): Promise<Result<ServedTranscript>> {
  const { state } = await transcript.whenIndexed();
  if (state.phase === "failed") return fail(state.failure);
  try {
    const redacted = await redactByRules(transcript, rules, { signal });
    const { notice, close } = transcript;
    const settledOf = (view: View): number =>
      hasConversation(transcript.format)
        ? settledRecords(formatOf(transcript.format), transcript.labels(view).kinds, view)
        : settledPieces(transcript.source, view);
    return succeed({ ...redacted.transcript, notice, close, redaction: { key: rules.key, settledOf } });
  } catch (error) {
    if (signal.aborted) return fail({ code: "cancelled" });
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  }
}

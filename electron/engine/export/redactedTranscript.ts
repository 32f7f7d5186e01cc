// A transcript as an export sees it when what is secret is not to leave the machine. It is the same but for the bytes of the
// secrets, so every export works as it does without; the file itself is only read.

import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { EntriesReading } from "../conversation/readEntries.ts";
import { formatOf } from "../formats/mixed.ts";
import { readSample } from "../formats/sample.ts";
import { timePathsOf } from "../formats/wrapping.ts";
import type { RecordLabels } from "../query/recordLabels.ts";
import type { FoundSecrets, PieceReading } from "../redaction/findMasks.ts";
import { findMasks } from "../redaction/findMasks.ts";
import { GrownSecrets } from "../redaction/grownSecrets.ts";
import type { Masks } from "../redaction/masks.ts";
import { isPiece, lanesOf } from "../redaction/pieceTexts.ts";
import { redactedSource } from "../redaction/redactedSource.ts";
import { createWordRedactor } from "../redaction/redactedWord.ts";
import type { RedactionRules } from "../redaction/redactionRules.ts";
import { redactionRules } from "../redaction/redactionRules.ts";
import type { Source } from "../source/source.ts";
import type { ExportedTranscript } from "./exportJob.ts";
import { isConversation } from "./exportJob.ts";

export interface RedactControl {
  /** A file of the user's own rules; undefined: the one that the environment names. */
  readonly rules?: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Sizes, offsets and records are those of the transcript itself, as a marker takes the room of its secret. */
export interface Redacted {
  readonly transcript: ExportedTranscript;
  readonly masks: Masks;
  /** The transcript's source, now or as it is read later, without what is secret in it: also in what is still written to it. */
  readonly over: (source: Source) => Source;
}

/** What was found last in a source. Previews and exports follow each other. */
const known = new WeakMap<Source, { readonly key: string; readonly size: number; readonly found: FoundSecrets }>();

/** The transcript is indexed. Throws a SourceError, or the signal's reason. */
export async function redactTranscript(
  transcript: ExportedTranscript,
  { rules: file, signal, onProgress }: RedactControl,
): Promise<Result<Redacted>> {
  const rules = await redactionRules(file);
  return rules.ok ? succeed(await redactByRules(transcript, rules.value, { signal, onProgress })) : rules;
}

/** The same with rules that have been read. */
export async function redactByRules(
  transcript: ExportedTranscript,
  rules: RedactionRules,
  { signal, onProgress }: Omit<RedactControl, "rules">,
): Promise<Redacted> {
  const { size } = transcript.source;
  const { masks, values } = await secretsIn(transcript, rules, signal, onProgress);
  const grown = new GrownSecrets(masks, values, rules, size);
  const redacted: ExportedTranscript = {
    ...transcript,
    source: redactedSource(transcript.source, masks),
    labels: (view) => redactedLabels(transcript.labels(view), rules),
  };
  return { transcript: redacted, masks, over: (source) => grown.over(source) };
}

async function secretsIn(
  transcript: ExportedTranscript,
  rules: RedactionRules,
  signal: AbortSignal,
  onProgress: RedactControl["onProgress"],
): Promise<FoundSecrets> {
  const { source, format } = transcript;
  const { size } = source;
  const key = `${format.name} ${rules.key}`;
  const before = known.get(source);
  if (before?.key === key && before.size === size) return before.found;
  const { prefix } = format;
  const family = formatOf(format);
  const reading = { format: family, prefix, time: timePathsOf(family, prefix), withMessages: true };
  const texts = isConversation(transcript)
    ? { reading }
    : { reading: undefined, pieces: piecesIn(transcript, reading) };
  const found = await findMasks({ source, rules, ...texts, signal, onProgress });
  known.set(source, { key, size, found });
  return found;
}

/** Reading every record takes several times as long as looking through the bytes: it is done where some of a sample look like pieces. */
function piecesIn(transcript: ExportedTranscript, reading: EntriesReading): PieceReading | undefined {
  const { heads } = readSample(transcript.source);
  return heads.some(isPiece) ? { reading, lanes: lanesOf(heads) } : undefined;
}

/** Names that the index holds: they come from the file as well. */
function redactedLabels(labels: RecordLabels, rules: RedactionRules): RecordLabels {
  const redact = createWordRedactor(rules);
  return {
    ...labels,
    kinds: labels.kinds.map(redact),
    roles: labels.roles.map(redact),
    tools: labels.tools.map(redact),
  };
}

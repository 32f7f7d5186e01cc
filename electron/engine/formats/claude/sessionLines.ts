// What a line of a session says of itself: what it stands behind, who wrote it, what went wrong.

import { numberAt, textAt } from "../condensedValue.ts";

/**
 * A boundary has no parent, but says what it stands behind. One that sums up only what was said from some prompt on, or up to it,
 * names what came before that prompt, though nothing is taken back (/rewind, 2.1.332): it stands behind the line before it.
 */
export function behind(line: unknown): string | undefined {
  const isInPart = numberAt(line, "compactMetadata", "messagesSummarized") !== undefined;
  return isInPart ? undefined : textAt(line, "logicalParentUuid");
}

/** A task's news: a turn of its own that nobody asked for. */
export function isNotification(line: unknown): boolean {
  return isOfProgram(line) || textAt(line, "promptSource") === "system";
}

/** Said by neither a person nor whoever writes through a channel. */
export function isOfProgram(line: unknown, ...at: readonly string[]): boolean {
  const kind = textAt(line, ...at, "origin", "kind");
  return kind !== undefined && kind !== "human" && kind !== "channel";
}

export function errorOf(line: unknown): string {
  const message =
    textAt(line, "error", "formatted") ??
    textAt(line, "error", "message") ??
    textAt(line, "error") ??
    "A request to the model failed.";
  const attempt = numberAt(line, "retryAttempt");
  const most = numberAt(line, "maxRetries");
  return attempt === undefined ? message : `${message} (retry ${attempt}${most === undefined ? "" : ` of ${most}`})`;
}

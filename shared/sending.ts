// What was sent to an endpoint, as the app tells it.

/** A record that was not sent, since its event would be longer than endpoints take. `line` counts from 1. */
export interface DroppedRecord {
  readonly record: number;
  readonly line: number;
  readonly bytes: number;
}

/**
 * What an endpoint holds behind sending, whether that came to its end or was stopped. A failure of sending is no
 * summary.
 */
export interface SendSummary {
  readonly stream: string;
  /** Events that the endpoint has, those of earlier times included. */
  readonly accepted: number;
  /** False: it was stopped before. Sending again goes on from there. */
  readonly complete: boolean;
  readonly retries: number;
  /** Records that are too large for an event, and the first of them. */
  readonly dropped: { readonly count: number; readonly first: readonly DroppedRecord[] };
  readonly elapsedMs: number;
}

/** Characters of a token. */
export const longestToken = 4_096;

// What a generated log holds, counted while it was written, so that tests can compare exactly.

/** What a reader must find in the log, to the byte. It becomes a file of JSON, hence null where there is no time. */
export interface Manifest {
  readonly shape: string;
  readonly seed: number;
  readonly bytes: number;
  readonly lines: number;
  readonly records: number;
  readonly blank: number;
  /** Bytes of the longest record, without its line break. */
  readonly longestRecord: number;
  /** Least and greatest time in ms since 1970; null when no record carries one. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  /** Most first; `bytes` are those of the records, without line breaks. */
  readonly kinds: readonly { readonly kind: string; readonly count: number; readonly bytes: number }[];
  readonly runs: number;
  /** Messages and tool calls of the conversation that the official client builds from the log. */
  readonly messages: number;
  readonly toolCalls: number;
}

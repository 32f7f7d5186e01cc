/** Where the bytes of a snapshot go. */
export interface ByteSink {
  /**
   * Takes the bytes, at most 1 MiB at a time. They have been used or copied when the call returns; a promise means that the
   * sink is full, and the next call waits for it.
   */
  write(bytes: Uint8Array): void | Promise<void>;
}

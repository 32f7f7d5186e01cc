import type { Terminal } from "./terminal.ts";

/** What a command works with that reads its file once. */
export interface ReadSession {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

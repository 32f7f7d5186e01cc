// A terminal of which a stage sees what was printed and said.

import type { Terminal } from "../../cli/terminal.ts";

export interface CapturedTerminal {
  readonly terminal: Terminal;
  readonly printed: () => string;
  readonly said: readonly string[];
}

export function capturedTerminal(): CapturedTerminal {
  let printed = "";
  const said: string[] = [];
  const terminal: Terminal = {
    output: {
      get bytesWritten() {
        return printed.length;
      },
      write: async (text) => {
        printed += typeof text === "string" ? text : Buffer.from(text).toString("latin1");
      },
      finish: async () => {},
    },
    progress: () => {},
    say: (line) => void said.push(line),
    isWatched: false,
    isOutputRead: false,
    columns: 100,
  };
  return { terminal, printed: () => printed, said };
}

// A packaged Seekline is one program for both: started with a command, it is the command line and never opens a window.

/** Stands before `--` and the words of a command. The launcher puts it there, with its own path: `=/usr/bin/seekline`. */
const mark = "--seekline-command=";

export interface StartedCommand {
  /** What the user started. */
  readonly launcher: string;
  readonly words: readonly string[];
}

/** Undefined where the app is meant. Chromium reads no words behind `--`, so a command's options are never its own. */
export function startedCommand(argv: readonly string[]): StartedCommand | undefined {
  const end = argv.indexOf("--");
  const marked = end === -1 ? undefined : argv[end - 1];
  if (marked === undefined || !marked.startsWith(mark)) return undefined;
  return { launcher: marked.slice(mark.length), words: argv.slice(end + 1) };
}

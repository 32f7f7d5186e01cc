// The commands that a page of the user guide shows, and how they are run.

import { execFile } from "node:child_process";
import { createServer } from "node:net";

export interface GuideCommands {
  readonly script: string;
  /** What they print, where the page says so. */
  readonly output: string | undefined;
}

/** Those of all blocks marked `sh`; a block marked `text` behind one is what it prints. */
export function commandsOf(page: string): readonly GuideCommands[] {
  const blocks = page.matchAll(/^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms);
  return [...blocks].map(([, script = "", output]) => ({ script, output }));
}

/** Ends at the first command that fails; what it has left running ends with it. */
export function runInShell(
  script: string,
  place: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly problem: string | undefined; readonly stdout: string }> {
  const tidy = "trap 'kill $! 2>/dev/null || :' EXIT\n";
  return new Promise((resolve) => {
    execFile("sh", ["-e", "-c", tidy + script], { ...place, encoding: "utf8" }, (error, stdout, stderr) => {
      resolve({ problem: error === null ? undefined : `${error.message}\n${stderr}`, stdout });
    });
  });
}

/** The guide's own may be taken. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

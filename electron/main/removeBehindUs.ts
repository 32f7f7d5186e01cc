// Chromium writes into its profile behind everything that main hears of, and an app that is killed removes nothing. So a shell
// that waits for our end removes a folder.

import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Writable } from "node:stream";

/** Its input ends when this process does, however that comes. Our other processes have a second to end, too. */
const script = 'read -r _; sleep 1; exec rm -rf -- "$0"';

/** Removes a folder behind the end of this process; not on Windows, which has no such shell. */
export function removeBehindUs(folder: string): ChildProcessByStdio<Writable, null, null> {
  const shell = spawn("/bin/sh", ["-c", script, folder], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Then it stays among the system's temporary files.
  shell.on("error", () => undefined);
  shell.unref();
  return shell;
}

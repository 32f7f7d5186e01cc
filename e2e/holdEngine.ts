import { readdirSync } from "node:fs";
import { setPriority } from "node:os";
import type { App } from "./app.ts";

/**
 * Stops the engine in its tracks as soon as something is being written into a folder, so that a test can meet it at work.
 * Call it before what begins the work; gives the function that lets the engine go on.
 *
 * On a busy machine this process may sleep while the engine runs to its end. So the engine is put behind everybody else, and
 * the work should be of some seconds at the least.
 */
export async function holdEngine(app: App, folder: string): Promise<() => void> {
  const pid = await app.enginePid();
  setPriority(pid, 19);
  for (;;) {
    while (!isWrittenInto(folder)) await new Promise((resolve) => setTimeout(resolve, 1));
    process.kill(pid, "SIGSTOP");
    const letGo = () => void process.kill(pid, "SIGCONT");
    if (isWrittenInto(folder)) return letGo;
    // What was being written was given up, and is begun anew.
    letGo();
  }
}

/** What is not whole yet has a name of its own. */
function isWrittenInto(folder: string): boolean {
  return readdirSync(folder).some((name) => /^\.seekline-.*\.part$/.test(name));
}

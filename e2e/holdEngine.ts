import { readdirSync } from "node:fs";
import type { App } from "./app.ts";

/**
 * Stops the engine in its tracks as soon as something is being written into a folder, so that a test can meet it at work,
 * however fast the machine is. Call it before what begins the work; gives the function that lets the engine go on.
 */
export async function holdEngine(app: App, folder: string): Promise<() => void> {
  const pid = await app.enginePid();
  while (!isWrittenInto(folder)) await new Promise((resolve) => setTimeout(resolve, 1));
  process.kill(pid, "SIGSTOP");
  if (!isWrittenInto(folder)) throw new Error("the engine was done before it could be stopped");
  return () => process.kill(pid, "SIGCONT");
}

/** What is not whole yet has a name of its own. */
function isWrittenInto(folder: string): boolean {
  return readdirSync(folder).some((name) => /^\.seekline-.*\.part$/.test(name));
}

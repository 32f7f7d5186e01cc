// Shows a file in the app, which runs on its own.

import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** What starts the app in a checkout, seen from the program that was started. */
const starter = "../../scripts/start.mjs";

/** A sentence when there is no app to be found. */
export function openApp(file: string): string | undefined {
  const started = fs.realpathSync(process.argv[1] ?? ".");
  const script = path.resolve(path.dirname(started), starter);
  if (isPackaged()) startAlone(started, [path.resolve(file)]);
  else if (fs.existsSync(script)) startAlone(process.execPath, [script, path.resolve(file)]);
  else return `The app is not beside this program: open “${file}” in it to watch.`;
  return undefined;
}

/** A package's launcher starts both, the app for a file and the command line for a command. */
function isPackaged(): boolean {
  return process.versions.electron !== undefined && process.env.ELECTRON_RUN_AS_NODE === undefined;
}

function startAlone(program: string, words: readonly string[]): void {
  spawn(program, words, { detached: true, stdio: "ignore" }).unref();
}

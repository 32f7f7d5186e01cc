// Shows a file in the app, which runs on its own.

import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** What starts the app in a checkout, seen from the program that was started. */
const starter = "../../scripts/start.mjs";

/** A sentence when there is no app to be found. */
export function openApp(file: string): string | undefined {
  const script = path.resolve(path.dirname(fs.realpathSync(process.argv[1] ?? ".")), starter);
  if (!fs.existsSync(script)) return `The app is not beside this program: open “${file}” in it to watch.`;
  spawn(process.execPath, [script, path.resolve(file)], { detached: true, stdio: "ignore" }).unref();
  return undefined;
}

// Errors that nobody expected: said in a sentence, on the terminal and to the user. Electron's own way shows a stack.

import { app, dialog } from "electron";
import { unexpectedLines } from "../../shared/unexpected.ts";

/** Call before anything else happens. */
export function surviveUnexpected(): void {
  process.on("uncaughtException", tellUnexpected);
  process.on("unhandledRejection", tellUnexpected);
}

/** For an error that harms no more than what was being done. */
export function sayUnexpected(error: unknown): void {
  for (const line of unexpectedLines(error, process.env)) console.error(`seekline: ${line}`);
}

function tellUnexpected(error: unknown): void {
  sayUnexpected(error);
  dialog.showErrorBox("Something unexpected happened", unexpectedLines(error, process.env).join("\n"));
  // Without a window nothing would be left but a process that nobody sees.
  if (!app.isReady()) app.exit(1);
}

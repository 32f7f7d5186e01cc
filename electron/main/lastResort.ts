// Errors that nobody expected: said in a sentence, on the terminal and to the user. Electron's own way shows a stack.

import { app, dialog } from "electron";
import { unexpectedLines } from "../../shared/unexpected.ts";

/** Call before anything else happens. */
export function surviveUnexpected(): void {
  process.on("uncaughtException", (error) => (app.isReady() ? tellUnexpected(error) : endUnexpectedly(error)));
  // Whoever began it goes on without its end.
  process.on("unhandledRejection", sayUnexpected);
}

/** For an error that harms no more than what was being done. */
export function sayUnexpected(error: unknown): void {
  for (const line of unexpectedLines(error, process.env)) console.error(`seekline: ${line}`);
}

/** For an error without which there would be a window: nothing would be left but a process that nobody sees. */
export function endUnexpectedly(error: unknown): void {
  tellUnexpected(error);
  app.exit(1);
}

function tellUnexpected(error: unknown): void {
  sayUnexpected(error);
  dialog.showErrorBox("Something unexpected happened", unexpectedLines(error, process.env).join("\n"));
}

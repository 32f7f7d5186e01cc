// Errors that nobody expected: said in a sentence, on the terminal and to the user, and logged. Electron's own way shows a stack.

import { app, dialog } from "electron";
import { errorEntry } from "../../shared/errorEntry.ts";
import { unexpectedLines } from "../../shared/unexpected.ts";
import { logError } from "../errorLog/errorLog.ts";
import { copyReport } from "./copyReport.ts";
import { errorLogFolder } from "./errorLogFolder.ts";

/** Call before anything else happens. */
export function surviveUnexpected(): void {
  process.on("uncaughtException", (error) => (app.isReady() ? void tellUnexpected(error) : endUnexpectedly(error)));
  // Whoever began it goes on without its end.
  process.on("unhandledRejection", (error) => sayUnexpected(error, "later"));
}

/** For an error that harms no more than what was being done: `call`. */
export function sayUnexpected(error: unknown, call: string): void {
  const log = logError(errorLogFolder(), errorEntry("main", call, error));
  for (const line of unexpectedLines(error, process.env, log)) console.error(`seekline: ${line}`);
}

/** For an error without which there would be a window: nothing would be left but a process that nobody sees. */
export function endUnexpectedly(error: unknown): void {
  sayUnexpected(error, "start");
  const answered = app.isReady() ? answer(dialog.showMessageBoxSync(calmly(error))) : undefined;
  if (answered === undefined) dialog.showErrorBox(title, sentenceOf(error));
  // What is on the clipboard has to have arrived there.
  void Promise.resolve(answered).finally(() => app.exit(1));
}

const title = "Something unexpected happened";
/** Errors may come faster than anybody can close windows. */
let isTelling = false;

async function tellUnexpected(error: unknown): Promise<void> {
  sayUnexpected(error, "between events");
  if (isTelling) return;
  isTelling = true;
  const { response } = await dialog.showMessageBox(calmly(error));
  isTelling = false;
  await answer(response);
}

function calmly(error: unknown): Electron.MessageBoxSyncOptions {
  return {
    type: "error",
    title,
    message: title,
    detail: sentenceOf(error),
    buttons: ["Copy report", "Close"],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
}

async function answer(button: number): Promise<void> {
  if (button !== 0) return;
  const problem = await copyReport();
  if (problem === undefined) return;
  const detail = `What happened is also written to “${errorLogFolder()}”.`;
  await dialog.showMessageBox({ type: "warning", title, message: problem, detail, noLink: true });
}

function sentenceOf(error: unknown): string {
  return unexpectedLines(error, {}, errorLogFolder()).join("\n");
}

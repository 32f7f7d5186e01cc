// Errors that nobody expected, as the page meets them: logged by main, and told in a sentence with a button that copies what
// helps to find them.

import { errorEntry } from "../../shared/errorEntry.ts";
import type { Failure } from "../../shared/failure.ts";
import { describeFailure } from "../../shared/failure.ts";
import type { Notice } from "./states.ts";
import { tellOfCopy } from "./tellOfCopy.ts";
import type { Workspace } from "./workspace.ts";

type Told = Pick<Workspace, "desktop" | "transcript" | "tell">;

/** In the same words as the failure `unexpected`, for errors that have no call. */
export const unexpectedSentence =
  "Something unexpected happened. This is a bug in Seekline, and no fault of yours; your file is untouched.";

/** The button of a notice. */
export function reportAction(workspace: Told): NonNullable<Notice["action"]> {
  return { label: "Copy report", run: () => void copyReport(workspace) };
}

/**
 * Copies versions, sizes and the last entries of the error log, and says so. Of the open transcript it holds format and
 * sizes alone.
 */
export async function copyReport({ desktop, transcript, tell }: Told): Promise<void> {
  const state = transcript.getState();
  const { format, progress } = state.phase === "open" ? state : {};
  const copied = desktop.copyReport(
    format === undefined || progress === undefined
      ? undefined
      : {
          format: format.name,
          bytes: progress.bytesTotal,
          records: progress.records,
          phase: progress.state.phase === "indexing" ? "indexing" : "indexed",
        },
  );
  await tellOfCopy(
    { tell },
    copied,
    "The report is copied: versions, sizes and where it failed, and nothing of a transcript.",
  );
}

/** A request that the engine failed to answer. It has logged why. */
export function tellUnexpectedFailure(workspace: Told, failure: Failure): void {
  if (failure.code !== "unexpected") return;
  workspace.tell({ tone: "warning", text: describeFailure(failure), action: reportAction(workspace) });
}

/** An error of the page's own. */
export function logUnexpected({ desktop }: Pick<Workspace, "desktop">, call: string, error: unknown): void {
  // Where main does not answer either, nothing is left to be done.
  desktop.reportError(errorEntry("page", call, error)).catch(() => undefined);
}

/** Whatever nobody has caught. The browser's own remarks (on observers that are late) are no errors. */
export function watchUnexpected(active: () => Told, page: Pick<EventTarget, "addEventListener">): void {
  const meet = (call: string, error: unknown) => {
    const workspace = active();
    logUnexpected(workspace, call, error);
    workspace.tell({ tone: "warning", text: unexpectedSentence, action: reportAction(workspace) });
  };
  page.addEventListener("error", (event) => {
    if ("error" in event && event.error instanceof Error) meet("event", event.error);
  });
  page.addEventListener("unhandledrejection", (event) => meet("promise", "reason" in event ? event.reason : undefined));
}

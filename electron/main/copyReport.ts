import os from "node:os";
import { app, clipboard } from "electron";
import type { ShownSizes } from "../../shared/desktop.ts";
import { lastErrors } from "../errorLog/errorLog.ts";
import { errorLogFolder } from "./errorLogFolder.ts";
import { printReport } from "./errorReport.ts";
import { putOnClipboard } from "./putOnClipboard.ts";

/** Older ones were met in another use of the app. */
const shownErrors = 5;

/**
 * Puts the report on the clipboard: who wants to send it sees it first. `open`: what is shown, as far as it is known. Gives
 * a sentence when the clipboard did not take it.
 */
export async function copyReport(open?: ShownSizes): Promise<string | undefined> {
  const { electron = "", chrome = "", node = "" } = process.versions;
  return putOnClipboard(
    clipboard,
    printReport({
      versions: [
        ["Seekline", app.getVersion()],
        ["Electron", electron],
        ["Chrome", chrome],
        ["Node", node],
      ],
      system: `${process.platform} ${process.arch} ${os.release()}, ${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 1e9)} GB`,
      // Their sizes come in KiB.
      memory: app.getAppMetrics().map(({ type, name, memory }) => [name ?? type, memory.workingSetSize * 1024]),
      open,
      errors: lastErrors(errorLogFolder(), shownErrors),
    }),
  );
}

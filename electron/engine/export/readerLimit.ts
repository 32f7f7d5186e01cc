// Some documents have to be loaded whole by whoever reads them. Before one is begun that is larger than most readers take,
// that is said, and nothing is written.

import { defaultReaderLimit } from "../../../shared/exports.ts";
import { ExportFailed } from "./exportFailed.ts";

/** Throws ExportFailed when a document would hold more events than `limit`; 0: there is none. */
export function checkReaderLimit(events: number, limit = defaultReaderLimit): void {
  if (limit > 0 && events > limit) throw new ExportFailed({ code: "too-large-to-read", events, limit });
}

// The conversation of any family for people: as Markdown, as one HTML file, as text.

import type { Result } from "../../../../shared/result.ts";
import { fail } from "../../../../shared/result.ts";
import type { EntriesInput } from "../../snapshot/entriesExport.ts";
import { exportEntries } from "../../snapshot/entriesExport.ts";
import { listThreads } from "../../snapshot/listThreads.ts";
import type { SnapshotSummary } from "../../snapshot/writeSnapshot.ts";
import { htmlForm } from "./htmlForm.ts";
import { markdownForm } from "./markdownForm.ts";
import { PageWriter } from "./pageWriter.ts";
import { textForm } from "./textForm.ts";

const forms = { markdown: markdownForm, html: htmlForm, text: textForm } as const;
export type PageKind = keyof typeof forms;

/** Fails for a log of several threads, since a page is one conversation. */
export async function writePage(input: EntriesInput & { readonly as: PageKind }): Promise<Result<SnapshotSummary>> {
  if (input.format.name === "ag-ui") {
    const threads = await listThreads(input.source, input.size, input.prefix, input.signal);
    if (!threads.ok) return threads;
    if (threads.value.total > 1) return fail({ code: "several-threads", threads: threads.value });
  }
  return exportEntries(input, async (parts) => {
    const writer = new PageWriter(parts, input.source, forms[input.as]);
    await parts.pacer.run(writer.writeAll());
    return writer;
  });
}

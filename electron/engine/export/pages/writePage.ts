// The conversation of any family for people: as Markdown, as one HTML file, as text.

import type { Result } from "../../../../shared/result.ts";
import type { EntriesInput } from "../../snapshot/entriesExport.ts";
import { exportEntries } from "../../snapshot/entriesExport.ts";
import type { SnapshotSummary } from "../../snapshot/writeSnapshot.ts";
import { htmlForm } from "./htmlForm.ts";
import { markdownForm } from "./markdownForm.ts";
import { PageWriter } from "./pageWriter.ts";
import { textForm } from "./textForm.ts";

const forms = { markdown: markdownForm, html: htmlForm, text: textForm } as const;
/** Forms that are read by people; none of them can be read back. */
export type PageKind = keyof typeof forms;

/** Goes through the entries in order and reads each piece's record again. Fails as `exportEntries` does. */
export function writePage(input: EntriesInput & { readonly as: PageKind }): Promise<Result<SnapshotSummary>> {
  return exportEntries(input, async (parts) => {
    const writer = new PageWriter(parts, input.source, forms[input.as]);
    await parts.pacer.run(writer.writeAll());
    return writer;
  });
}

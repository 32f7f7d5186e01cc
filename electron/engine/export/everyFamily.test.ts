// Every family in every form: what was said, called and given is there, and the same transcript gives the same bytes, however
// often it is opened.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ExportKind, ExportTable } from "../../../shared/exports.ts";
import { exportKinds } from "../../../shared/exports.ts";
import { familySessions } from "../../testing/familySessions.ts";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import { printedSessions } from "../../testing/printedSessions.ts";
import { transcriptOf as linesOf } from "../../testing/summaryOf.ts";
import type { Transcript } from "../transcript.ts";
import { runExport } from "./runExport.ts";

const { makeFolder, transcriptOf } = openedTranscripts();

const forms: readonly (readonly [ExportKind, ExportTable?])[] = [
  ...exportKinds.map((as) => [as] as const),
  ["csv", "messages"],
  ["parquet", "messages"],
];
/** Tables hold facts of texts, and not the texts. */
const isTable = (as: ExportKind) => as === "csv" || as === "parquet";

async function exported(transcript: Transcript, as: ExportKind, table: ExportTable | undefined): Promise<Buffer> {
  const target = path.join(makeFolder(), "out");
  const options = { as, table, filter: "", pretty: false, dropRaw: false, readerLimit: 0, with: [] };
  const written = await runExport(transcript, options, target);
  if (!written.ok) throw new Error(written.failure.code);
  return fs.readFileSync(target);
}

describe.each(Object.entries({ ...familySessions, ...printedSessions }))("a session of %s", (family, lines) => {
  it("is exported whole in every form, with the same bytes each time", async () => {
    const text = linesOf(lines);
    const one = await transcriptOf(text, "session.jsonl");
    const other = await transcriptOf(text, "session.jsonl");
    expect(one.format.name).toBe(family);
    for (const [as, table] of forms) {
      const form = `${as} ${table ?? "records"}`;
      const bytes = await exported(one, as, table);
      expect(bytes.equals(await exported(other, as, table)), form).toBe(true);
      if (isTable(as)) continue;
      for (const words of ["Roses.", "beds"]) expect(bytes.toString("utf8"), form).toContain(words);
    }
  });
});

// The conversation of every real transcript: it has the prompts that its summary counts, and every item can be shown. Needs
// SEEKLINE_CORPUS.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { maxItemsPerPage } from "../../../shared/conversation.ts";
import { shownIn } from "../../testing/shownOf.ts";
import { openFile } from "../source/fileSource.ts";
import { summariseFile } from "../summary/summariseFile.ts";

const corpus = process.env.SEEKLINE_CORPUS;
const files = corpus === undefined ? [] : fs.globSync("**/*.{jsonl,ndjson,log}", { cwd: corpus });

describe.runIf(corpus !== undefined)("the conversation of a real transcript", () => {
  it("has files to look at", () => {
    expect(files.length).toBeGreaterThan(0);
  });

  for (const file of files) {
    it(`of ${file} has the prompts that its summary counts`, async () => {
      const place = path.join(corpus ?? "", file);
      const opened = openFile(place);
      if (!opened.ok) return;
      try {
        const shown = await shownIn(opened.value);
        const summary = await summariseFile(place);
        if (!summary.ok) throw new Error(JSON.stringify(summary.failure));
        expect({ file, prompts: shown.state.prompts }).toEqual({ file, prompts: summary.value.prompts });
        for (let from = 0; from < shown.state.items; from += maxItemsPerPage) {
          const items = await shown.items(from, maxItemsPerPage);
          expect(items.map(({ item }) => item)).toEqual(items.map((_, i) => from + i));
          for (const item of items) {
            const found = shown.itemOf(item.record)?.item ?? -1;
            expect(found).toBeGreaterThanOrEqual(0);
          }
        }
      } finally {
        opened.value.close();
      }
    });
  }
});

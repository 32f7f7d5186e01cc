// A program that reads a transcript as the app's engine does when somebody looks at its conversation: all of it, then pages of items
// from its beginning to its end, and the outline. Prints what it found, as JSON.

import v8 from "node:v8";
import { smallHeapFlags } from "../../shared/smallHeap.ts";
import { openFile } from "../engine/source/fileSource.ts";
import { shownIn } from "./shownOf.ts";

const page = 50;
/** Pages that are looked at, spread evenly. */
const pages = 200;

for (const flag of smallHeapFlags) v8.setFlagsFromString(flag);

const opened = openFile(process.argv[2] ?? "");
if (!opened.ok) throw new Error(opened.failure.code);
const shown = await shownIn(opened.value);
const { items, prompts } = shown.state;
let read = 0;
let last = 0;
for (let place = 0; place < pages; place += 1) {
  const from = Math.round((Math.max(0, items - page) * place) / (pages - 1));
  const found = await shown.items(from, page);
  read += found.length;
  last = found.at(-1)?.record ?? 0;
}
const outline = await shown.outline(0, page);
console.log(JSON.stringify({ items, prompts, read, outline: outline.total, itemOfLast: shown.itemOf(last)?.item }));

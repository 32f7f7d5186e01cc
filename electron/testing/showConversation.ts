// A program that reads a transcript as the app's engine does when somebody looks at its conversation: all of it, then a page of items
// at its beginning and one at its end, and the outline. Prints what it found, as JSON.

import v8 from "node:v8";
import { smallHeapFlags } from "../../shared/smallHeap.ts";
import { openFile } from "../engine/source/fileSource.ts";
import { shownIn } from "./shownOf.ts";

const page = 50;

for (const flag of smallHeapFlags) v8.setFlagsFromString(flag);

const opened = openFile(process.argv[2] ?? "");
if (!opened.ok) throw new Error(opened.failure.code);
const shown = await shownIn(opened.value);
const { items, prompts } = shown.state;
const first = await shown.items(0, page);
const last = await shown.items(items - page, page);
const outline = await shown.outline(0, page);
const itemOfLast = shown.itemOf(last.at(-1)?.record ?? 0)?.item;
console.log(JSON.stringify({ items, prompts, pages: first.length + last.length, outline: outline.total, itemOfLast }));

import type { BlockSort, PageEntry, PageForm } from "./pageForm.ts";
import { withoutControls } from "./pageForm.ts";

const titles: Readonly<Record<BlockSort, string>> = {
  text: "",
  reasoning: "[reasoning]\n",
  input: "[input]\n",
  output: "[output]\n",
};

export const textForm: PageForm = {
  begin: (title) => `${withoutControls(title)}\n`,
  contents: undefined,
  entry: (entry) => `\n${"-".repeat(72)}\n${entryLine(entry)}\n\n`,
  endEntry: "",
  call: ({ tool, outcome }) => `[call ${oneLine(tool)}${outcome === "failed" ? ", failed" : ""}]\n`,
  endCall: "",
  picture: undefined,
  measures: () => false,
  block: (sort) => ({ before: titles[sort], part: withoutControls, after: () => "\n\n" }),
  end: "",
};

/** `User · 2026-03-01T10:00:00.000Z · record 3 · injected` */
export function entryLine({ speaker, time, record, marks, attachments }: PageEntry): string {
  const attached = attachments === 0 ? [] : [`${attachments} attached, not shown`];
  return [speaker, time, `record ${record}`, ...marks, ...attached].filter((part) => part !== "").join(" · ");
}

export function oneLine(text: string): string {
  return withoutControls(text.replace(/\s+/g, " ")).toWellFormed();
}

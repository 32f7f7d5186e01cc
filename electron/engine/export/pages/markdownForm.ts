// Markdown. Texts stand in fences that are longer than any row of backticks inside, so nothing in them ends a fence, makes a
// tag or loads a picture.

import type { PageForm } from "./pageForm.ts";
import { withoutControls } from "./pageForm.ts";
import { entryLine, oneLine } from "./textForm.ts";

const infos = { text: "text", reasoning: "text", input: "json", output: "text" } as const;
const titles = { text: "", reasoning: "Reasoning\n\n", input: "Input\n\n", output: "Output\n\n" } as const;

export const markdownForm: PageForm = {
  begin: (title) => `# ${escaped(title)}\n\n`,
  contents: undefined,
  entry: (entry) => `## ${escaped(entryLine(entry))}\n\n`,
  endEntry: "",
  call: ({ tool, outcome }) => `### Call: ${escaped(tool)}${outcome === "failed" ? " (failed)" : ""}\n\n`,
  endCall: "",
  picture: undefined,
  measures: () => true,
  block: (sort, longestRow) => {
    const fence = "`".repeat(Math.max(3, longestRow + 1));
    return {
      before: `${titles[sort]}${fence}${infos[sort]}\n`,
      part: withoutControls,
      after: () => `\n${fence}\n\n`,
    };
  },
  end: "",
};

/** A short text with every sign that Markdown knows taken literally. */
function escaped(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]()<>#+!|~&]/g, "\\$&");
}

// Items as Markdown for the clipboard: what an item shows, and a word where that is not all.

import type { Item, ItemText } from "../../shared/conversation.ts";
import { formatBytes } from "../data/format.ts";
import { speakerName } from "./speakerName.ts";

/**
 * "" for items that are not shown. Reasoning is a quotation, what is not prose stands in a fence, and pictures are left
 * out.
 */
export function itemMarkdown(item: Item): string {
  switch (item.sort) {
    case "message": {
      const texts = item.texts.map((text) =>
        text.sort === "reasoning" ? quoted(whole(text)) : text.isJson ? fenced(whole(text), "json") : whole(text),
      );
      return [`## ${speakerName(item)}`, ...texts].join("\n\n");
    }
    case "call": {
      const failed = item.outcome === "failed" ? " (failed)" : "";
      const texts = [...item.input, ...item.output].map((text) => fenced(whole(text), text.isJson ? "json" : ""));
      return [`### ${item.tool}${failed}`, ...texts].join("\n\n");
    }
    case "ruler":
      return `---\n\n*${item.sentence}*`;
    case "hidden":
      return "";
  }
}

function whole({ head, tail, bytes, shown }: ItemText): string {
  if (bytes <= shown) return head + tail;
  return `${head}\n\n[… ${formatBytes(bytes - shown)} left out …]\n\n${tail}`;
}

/** A fence longer than any inside the text. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

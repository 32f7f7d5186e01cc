// The conversation up to an item as one Markdown text, to go on with it elsewhere. It has a bound: the newest items are
// kept, and the text says how many older ones were left out.

import { maxItemsPerPage } from "../../shared/conversation.ts";
import type { Result } from "../../shared/result.ts";
import { formatCounted } from "../data/format.ts";
import type { ConversationReader } from "./conversationReader.ts";
import { itemMarkdown } from "./copyItem.ts";

/** Characters. */
const longest = 400_000;

export interface Prompt {
  readonly text: string;
  /** Older items that are not in it. */
  readonly leftOut: number;
}

/** `item` is in it. Reads items a page at a time, the newest first, until the text is full. */
export async function promptUpTo(reader: Pick<ConversationReader, "fetch">, item: number): Promise<Result<Prompt>> {
  const parts: string[] = [];
  let length = 0;
  let before = item + 1;
  while (before > 0) {
    const from = Math.max(0, before - maxItemsPerPage);
    const page = await reader.fetch(from, before - from);
    if (!page.ok) return page;
    for (const one of [...page.value].reverse()) {
      const text = itemMarkdown(one);
      if (length + text.length > longest) return { ok: true, value: finished(parts, one.item + 1) };
      length += text.length;
      if (text !== "") parts.push(text);
    }
    before = from;
  }
  return { ok: true, value: finished(parts, 0) };
}

function finished(newestFirst: readonly string[], leftOut: number): Prompt {
  const head = leftOut === 0 ? [] : [`[${formatCounted(leftOut, "older item")} left out]`];
  return { text: `${[...head, ...[...newestFirst].reverse()].join("\n\n")}\n`, leftOut };
}

// The items of a conversation that a test writes line by line, or of a file.

import type { Item, ItemMark } from "../../shared/conversation.ts";
import type { FormatName } from "../../shared/transcript.ts";
import { recognise } from "../engine/formats/recognition.ts";
import { readSample } from "../engine/formats/sample.ts";
import { ShownConversation } from "../engine/items/shownConversation.ts";
import { createMemorySource } from "../engine/source/memorySource.ts";
import type { Source } from "../engine/source/source.ts";
import { transcriptOf } from "./summaryOf.ts";

export async function shownOf(
  lines: readonly unknown[],
  show: readonly ItemMark[] = [],
  wanted?: FormatName,
): Promise<ShownConversation> {
  return shownIn(createMemorySource(transcriptOf(lines), "session.jsonl"), show, wanted);
}

export async function shownIn(
  source: Source,
  show: readonly ItemMark[] = [],
  wanted?: FormatName,
): Promise<ShownConversation> {
  const { format, choice } = recognise(readSample(source).heads, { format: wanted });
  const shown = new ShownConversation(source, { format, prefix: choice.prefix }, new AbortController().signal);
  await shown.prepare({ marks: show }, () => {});
  return shown;
}

export function itemsOf(shown: ShownConversation): Promise<readonly Item[]> {
  return shown.items(0, shown.state.items);
}

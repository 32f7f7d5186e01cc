// The conversation of a file as the app has it: the transcript is indexed, and what was kept of it is used.

import type { ItemMark } from "../../shared/conversation.ts";
import { itemMarks } from "../../shared/conversation.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import { formatOf } from "../engine/formats/mixed.ts";
import { ShownConversation } from "../engine/items/shownConversation.ts";
import { openTranscript } from "../engine/session.ts";
import { SourceError } from "../engine/source/fileSource.ts";

export interface OpenedConversation {
  /** All that can be asked of it, as JSON. */
  readonly said: string;
  /** It was read, and not found. */
  readonly isRead: boolean;
}

/** Throws a SourceError when the file cannot be read. */
export async function openedConversation(file: string, wanted: WantedReading = {}): Promise<OpenedConversation> {
  const opened = await openTranscript(file, wanted);
  if (!opened.ok) throw new SourceError(opened.failure);
  const transcript = opened.value;
  try {
    const { state } = await transcript.whenIndexed();
    if (state.phase === "failed") throw new SourceError(state.failure);
    const { source, format, sums } = transcript;
    const reading = { format: formatOf(format), prefix: format.prefix, sums };
    const shown = new ShownConversation(source, reading, new AbortController().signal);
    let isRead = false;
    const onProgress = () => {
      isRead = true;
    };
    const said: unknown[] = [];
    for (const marks of [[], itemMarks] satisfies readonly (readonly ItemMark[])[]) {
      await shown.prepare({ marks }, onProgress);
      said.push(await allOf(shown));
    }
    return { said: JSON.stringify(said), isRead };
  } finally {
    transcript.close();
  }
}

/** Items, outline, statistics, and the ways from records to items and on. */
async function allOf(shown: ShownConversation): Promise<unknown> {
  const { items } = shown.state;
  const all = await shown.items(0, items);
  const numbers = Array.from({ length: Math.min(items, 200) }, (_, item) => item);
  return {
    state: shown.state,
    all,
    outline: await shown.outline(0, items),
    statistics: await shown.statistics(),
    ways: numbers.map((item) => [shown.itemOf(item), shown.recordOf(item), shown.step(item, 1, "prompt")]),
  };
}

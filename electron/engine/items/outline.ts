import { askedWords } from "../../../shared/askedWords.ts";
import type { OutlineEntry } from "../../../shared/conversation.ts";
import { itemNumber, milliseconds } from "../../../shared/units.ts";
import { oneLine } from "../query/oneLine.ts";
import type { ItemOrder } from "./itemOrder.ts";
import type { ItemReader } from "./itemReader.ts";
import type { ShownEntries } from "./shownEntries.ts";

/** Characters of a label. */
const longest = 160;

/** One line of the outline; `position` counts from 0. */
export function* readOutlineEntry(
  { entries, order, items }: { readonly entries: ShownEntries; readonly order: ItemOrder; readonly items: ItemReader },
  position: number,
): Generator<undefined, OutlineEntry> {
  const item = order.outlined(position);
  const entry = order.entryOf(item);
  const sort = order.outlineSort(item) ?? "prompt";
  const time = entries.timeOf(entry);
  const until = sort === "error" ? entries.endOf(entry) : sort === "prompt" ? nextPromptTime() : undefined;
  return {
    item: itemNumber(item),
    sort,
    label: yield* label(),
    time: time === undefined ? undefined : milliseconds(time),
    durationMs: time === undefined || until === undefined || until < time ? undefined : until - time,
  };

  function* label(): Generator<undefined, string> {
    if (sort === "compaction") return "";
    const shown = yield* items.read(item);
    if (shown.sort === "call") return oneLine([shown.tool, shown.argument].filter(Boolean).join("  "), longest);
    if (shown.sort === "ruler" && shown.what === "error") return oneLine(shown.sentence, longest);
    if (shown.sort !== "message") return sort === "prompt" ? sort : "";
    const text = askedWords(shown.texts.find(({ head }) => head.trim() !== "")?.head.trim() ?? "");
    return oneLine(text.split(/\r?\n/, 1)[0] ?? "", longest) || "(attachment)";
  }

  function nextPromptTime(): number | undefined {
    for (let next = position + 1; next < order.outlineCount; next++) {
      if (order.outlineSort(order.outlined(next)) === "prompt")
        return entries.timeOf(order.entryOf(order.outlined(next)));
    }
    return undefined;
  }
}

import type { Item, ItemText } from "../../shared/conversation.ts";

/**
 * The name of an item among all that can be opened and closed: the same behind another filter, where items have other numbers, and
 * while it grows. Of the items that one record began, each has its text elsewhere in that.
 */
export function partOf(item: Item): string {
  const place = firstText(item)?.places[0];
  return place?.record === item.record ? `${item.record}@${place.at}` : `${item.record}`;
}

function firstText(item: Item): ItemText | undefined {
  if (item.sort === "message") return item.texts[0];
  return item.sort === "call" ? item.input[0] : undefined;
}

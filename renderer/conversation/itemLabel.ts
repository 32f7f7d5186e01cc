import type { Item } from "../../shared/conversation.ts";
import { formatCount } from "../data/format.ts";
import { visibleText } from "../data/visibleText.ts";

/** What an item is, for who listens to the page. */
export function itemLabel(item: Item): string {
  switch (item.sort) {
    case "message":
      if (item.marks.includes("made up")) return "Message of the program";
      return { user: "Prompt", assistant: "Answer", system: "System message" }[item.speaker];
    case "call":
      return `Call of ${visibleText(item.tool)}${item.outcome === "failed" ? ", failed" : ""}`;
    case "ruler":
      return (item.what === "error" ? "Error: " : "") + visibleText(item.sentence);
    case "hidden":
      return `${formatCount(item.count)} hidden`;
  }
}

import type { Hit } from "../../../shared/rows.ts";
import type { Mark } from "../../controls/Marked.tsx";
import { visibleText } from "../../data/visibleText.ts";
import { hitsBetween } from "../hits/textHits.ts";
import type { TextBlocksState } from "./textBlocks.ts";
import { shownText } from "./textBlocks.ts";

/** A row of raw text with the hits in it; undefined while a block that holds some of it is not there. */
export function markedRow(
  blocks: TextBlocksState["blocks"],
  hits: ReadonlyMap<number, readonly Hit[]>,
  current: Hit | undefined,
  from: number,
  to: number,
): { readonly text: string; readonly ranges: readonly Mark[] } | undefined {
  const all = shownText(blocks, from, to);
  if (all === undefined) return undefined;
  const ranges: Mark[] = [];
  let text = "";
  let at = from;
  const add = (end: number): void => {
    text += visibleText(shownText(blocks, at, end) ?? "");
    at = end;
  };
  for (const hit of hitsBetween(hits, from, to)) {
    add(Math.max(at, hit.from));
    const start = text.length;
    add(Math.max(at, Math.min(to, hit.to)));
    const isCurrent = current !== undefined && hit.from < current.to && hit.to > current.from;
    ranges.push({ from: start, to: text.length, current: isCurrent });
  }
  add(to);
  return { text, ranges };
}

import type { DrawnPlace } from "./selectedText.ts";

/** Where in the drawn rows of raw text an end of a selection stands; undefined when it is outside of them. */
export function drawnPlace(container: Node, offset: number): DrawnPlace | undefined {
  const element = container instanceof Element ? container : container.parentElement;
  const line = element?.closest("[data-text-row]");
  const text = line?.querySelector("[data-text]");
  if (!(line instanceof HTMLElement) || text === null || text === undefined) return undefined;
  const row = Number(line.dataset.textRow);
  // In front of the text, as in the column of offsets, is its beginning.
  const before = document.createRange();
  before.selectNodeContents(text);
  if (before.comparePoint(container, offset) < 0) return { row, at: 0 };
  if (before.comparePoint(container, offset) === 0) before.setEnd(container, offset);
  return { row, at: before.toString().length };
}

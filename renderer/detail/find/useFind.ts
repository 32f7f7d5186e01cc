// What is looked for in the records that are shown: what somebody finds inside them, or else what the filter looks for.

import type { RefObject } from "react";
import { useCallback, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Sought } from "../hits/soughtHits.ts";
import type { FindText } from "./findText.ts";
import { nothingToFind, readFindText, soughtByFilter } from "./findText.ts";

/** The bar's state, which outlives a record: the same is looked for in the next one. */
export interface FindInRecord {
  readonly open: boolean;
  readonly text: FindText;
  /** Why it cannot be looked for. */
  readonly problem: string | undefined;
  /**
   * What to find in the record: the bar's text, else what the filter looks for. Undefined: nothing, or what cannot be
   * read.
   */
  readonly sought: Sought | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly setText: (text: FindText) => void;
  /** Opens the bar, with what is selected in the record, and gives it the keyboard. */
  readonly start: () => true;
  readonly stop: () => void;
}

/** Longer selections are meant to be copied. */
const longestSelection = 200;

/** `filter`: the text of the list's filter. `pane`: in which the selection counts when the bar is opened. */
export function useFind(filter: string, pane: RefObject<HTMLElement | null>): FindInRecord {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(nothingToFind);
  const input = useRef<HTMLInputElement>(null);
  const byFilter = useMemo(() => soughtByFilter(filter), [filter]);
  const read = useMemo(() => readFindText(text), [text]);

  const start = useCallback((): true => {
    const selected = selectedIn(pane.current);
    // Drawn at once: what is typed next must not be taken for keys of the window.
    flushSync(() => {
      setOpen(true);
      if (selected !== undefined) setText((before) => ({ ...before, text: selected, regex: false }));
    });
    input.current?.focus();
    input.current?.select();
    return true;
  }, [pane]);
  const stop = useCallback(() => setOpen(false), []);

  const found = read.ok ? read.value : undefined;
  return {
    open,
    text,
    problem: read.ok ? undefined : read.failure,
    sought: open && text.text !== "" ? found : byFilter,
    input,
    setText,
    start,
    stop,
  };
}

/** What is selected of the record's own text, if that is on one line. */
function selectedIn(pane: HTMLElement | null): string | undefined {
  const selection = document.getSelection();
  const content = pane?.querySelector("[data-record-content]");
  if (selection === null || content?.contains(selection.anchorNode) !== true) return undefined;
  const text = selection.toString();
  return text === "" || text.length > longestSelection || /[\r\n]/.test(text) ? undefined : text;
}

// What is looked for in the records or the conversation that is shown: what somebody finds inside, or else what the filter looks for.

import type { RefObject } from "react";
import { useCallback, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { FindText, Sought } from "../../shared/findText.ts";
import { nothingToFind, readFindText, soughtByFilter } from "../../shared/findText.ts";

/** The bar's state, which outlives a record: the same is looked for in the next one. */
export interface Find {
  readonly open: boolean;
  readonly text: FindText;
  /** Why it cannot be looked for. */
  readonly problem: string | undefined;
  /**
   * What to find: the bar's text, else what the filter looks for. Undefined: nothing, or what cannot be read.
   */
  readonly sought: Sought | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly setText: (text: FindText) => void;
  /** Opens the bar, with what is selected of the text, and gives it the keyboard. */
  readonly start: () => true;
  readonly stop: () => void;
}

/** Longer selections are meant to be copied. */
const longestSelection = 200;

/** `filter`: the text of the list's filter. `content`: in which the selection counts when the bar is opened; has to stay the same. */
export function useFind(filter: string, content: () => Element | null): Find {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(nothingToFind);
  const input = useRef<HTMLInputElement>(null);
  const byFilter = useMemo(() => soughtByFilter(filter), [filter]);
  const read = useMemo(() => readFindText(text), [text]);

  const start = useCallback((): true => {
    const selected = selectedIn(content());
    // Drawn at once: what is typed next must not be taken for keys of the window.
    flushSync(() => {
      setOpen(true);
      if (selected !== undefined) setText((before) => ({ ...before, text: selected, regex: false }));
    });
    input.current?.focus();
    input.current?.select();
    return true;
  }, [content]);
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

/** What is selected of the text that is shown, if that is on one line. */
function selectedIn(content: Element | null): string | undefined {
  const selection = document.getSelection();
  if (selection === null || content?.contains(selection.anchorNode) !== true) return undefined;
  const text = selection.toString();
  return text === "" || text.length > longestSelection || /[\r\n]/.test(text) ? undefined : text;
}

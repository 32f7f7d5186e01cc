// Steps from prompt to prompt, error to error, hit to hit. Hits are gone through one by one, inside an item as far as it is
// drawn; an item that is folded is opened.

import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { StepTarget } from "../../shared/conversation.ts";
import { failureSentence } from "../data/failureSentence.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import type { ConversationReader } from "./conversationReader.ts";
import type { SoughtItems } from "./FindInConversation.tsx";
import type { UsedFlow } from "./flow/useFlow.ts";
import { partOf } from "./partOf.ts";
import { useHighlights } from "./useHighlights.ts";

export interface StepParts extends SoughtItems {
  readonly reader: ConversationReader;
  readonly cursor: number;
  /** What the items are drawn in, and what scrolls them. */
  readonly flow: Pick<UsedFlow, "window" | "scroller" | "scrollBy">;
  readonly open: (part: string) => void;
  /** Gives what tells whether nobody has gone elsewhere since. */
  readonly setOut: () => () => boolean;
  readonly goTo: (item: number) => void;
}

/**
 * Resolves when the step is done, or when nobody waits for it any more; that there is no further one is told as a
 * notice.
 */
export type Step = (to: StepTarget, direction: 1 | -1) => Promise<void>;

/** Steps are gone one by one, however fast they are asked for. */
export function useSteps(parts: StepParts): Step {
  const { reader, filter, finder, wraps, cursor, flow, open, setOut, goTo } = parts;
  const { tell } = useWorkspace();
  const { window: drawn, scroller, scrollBy } = flow;
  const highlights = useHighlights(drawn, finder, { scroller, scrollBy });
  /** The hit inside the item that was gone to is shown once that is drawn. */
  const toShow = useRef<{ readonly item: number; readonly direction: 1 | -1 }>(undefined);

  /** Where the last step went, also before it is drawn there. */
  const at = useRef(cursor);
  useLayoutEffect(() => {
    at.current = cursor;
  }, [cursor]);
  /** Steps that follow each other fast are gone one by one, each from where the one before has led. */
  const last = useRef<Promise<void>>(Promise.resolve());

  /** The item whose hits are gone through. */
  const entered = useRef<number>(undefined);

  useEffect(() => {
    const wanted = toShow.current;
    if (wanted === undefined) return;
    if (drawn.current?.querySelector(`[data-item="${wanted.item}"][aria-busy=false]`) === null) return;
    toShow.current = undefined;
    highlights.forget();
    requestAnimationFrame(() => highlights.step(wanted.item, wanted.direction));
  });

  const stepOnce: Step = useCallback(
    async (to, direction) => {
      const cursor = at.current;
      if (to === "hit" && filter.trim() === "") return;
      if (to === "hit" && highlights.step(cursor, direction)) {
        entered.current = cursor;
        return;
      }
      // The item at the cursor may hold hits where it is folded.
      const from = to === "hit" && entered.current !== cursor ? cursor - direction : cursor;
      const isMeant = setOut();
      let answer = await reader.step(from, direction, to, filter);
      if (wraps && to === "hit" && answer.ok && answer.value === undefined && isMeant()) {
        const beyond = direction === 1 ? -1 : (reader.store.getState().state?.items ?? 0);
        answer = await reader.step(beyond, direction, to, filter);
      }
      if (!isMeant()) return;
      if (!answer.ok) return tell({ tone: "warning", text: failureSentence(answer.failure) });
      const item = answer.value;
      if (item === undefined) {
        return tell({
          tone: "info",
          text: wraps && to === "hit" ? "No item that is shown holds it." : endWords(to, direction),
        });
      }
      if (to !== "prompt") {
        const found = await reader.fetch(item, 1);
        if (!isMeant()) return;
        if (!found.ok) return tell({ tone: "warning", text: failureSentence(found.failure) });
        if (found.value[0] !== undefined) open(partOf(found.value[0]));
      }
      if (to === "hit") {
        entered.current = item;
        // The only one with a hit: it is drawn, and nothing will draw it anew.
        if (item === cursor) highlights.forget();
        if (item !== cursor || !highlights.step(item, direction)) toShow.current = { item, direction };
      }
      at.current = item;
      goTo(item);
    },
    [filter, goTo, highlights, open, reader, setOut, tell, wraps],
  );

  return useCallback(
    (to, direction) => {
      const step = last.current.then(() => stepOnce(to, direction));
      // One that fails is told by who asked for it, and holds up no other.
      last.current = step.catch(() => undefined);
      return step;
    },
    [stepOnce],
  );
}

function endWords(to: StepTarget, direction: 1 | -1): string {
  const name = { prompt: "prompt", error: "error", hit: "hit" }[to];
  return direction === 1 ? `There is no further ${name}.` : `There is no earlier ${name}.`;
}

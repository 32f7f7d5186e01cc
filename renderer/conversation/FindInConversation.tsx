// Finds inside the conversation without filtering it: all items stay, and what is found is marked and gone through.

import type { RefObject } from "react";
import { useCallback } from "react";
import type { HitFinder } from "../../shared/hitFinder.ts";
import { FindBar } from "../controls/FindBar.tsx";
import { type Find, useFind } from "../data/useFind.ts";

/** What is gone through as hits. */
export interface SoughtItems {
  readonly filter: string;
  readonly finder: HitFinder | undefined;
  /** Behind the last one comes the first one again: so it is where somebody finds, and not where the filter does. */
  readonly wraps: boolean;
}

/** By the bar while there is something in it, else by the filter. `drawn`: what the items are drawn in. */
export function useFindInConversation(
  filter: string,
  finder: HitFinder | undefined,
  drawn: RefObject<HTMLElement | null>,
): { readonly find: Find; readonly sought: SoughtItems } {
  const content = useCallback(() => drawn.current, [drawn]);
  const find = useFind(filter, content);
  const isFinding = find.open && find.text.text !== "";
  const sought = isFinding
    ? { filter: find.sought?.filter ?? "", finder: find.sought?.finder, wraps: true }
    : { filter, finder, wraps: false };
  return { find, sought };
}

export interface FindInConversationProps {
  readonly find: Find;
  readonly onStep: (direction: "next" | "previous") => void;
  readonly onLeave: () => void;
}

/** Nothing while the bar is closed. */
export function FindInConversation({ find, onStep, onLeave }: FindInConversationProps) {
  if (!find.open) return undefined;
  return (
    <FindBar
      where="conversation"
      input={find.input}
      find={find.text}
      problem={find.problem}
      words=""
      finds={find.sought?.by === "find"}
      onFind={find.setText}
      onStep={onStep}
      onClose={() => {
        find.stop();
        onLeave();
      }}
    />
  );
}

// Which keys are the conversation's: those that are pressed in it, or where nothing has the keyboard.

import { useEffect, useEffectEvent } from "react";
import type { UsedFlow } from "./flow/useFlow.ts";

export interface ConversationKeysParts {
  readonly flow: UsedFlow;
  /** It is read, or says why not. */
  readonly isReady: boolean;
  /** Says whether keys are taken; answers one that was pressed before they were. */
  readonly onReady: ((isReady: boolean) => string | undefined) | undefined;
  readonly actionOf: (key: string) => (() => void) | undefined;
}

/** Takes keys from the document, before the window does; none with Ctrl, Meta or Alt, which are the window's. */
export function useConversationKeys({ flow, isReady, onReady, actionOf }: ConversationKeysParts): void {
  const onKeyDown = (event: KeyboardEvent) => {
    // When the item that had the keyboard leaves the screen, the page has it.
    const isOurs = event.target === document.body || isInside(event.target, flow.window.current);
    if (event.defaultPrevented || !isOurs) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("button") !== null && /^(Enter| )$/.test(event.key))
      return;
    const act = actionOf(event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  const takeKeys = useEffectEvent(() => {
    const early = onReady?.(true);
    if (early !== undefined) actionOf(early)?.();
  });
  useEffect(() => {
    if (!isReady) return;
    takeKeys();
    return () => void onReady?.(false);
  }, [isReady, onReady]);

  // Before the window's own keys, some of which are the same.
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}

/** False for what is no node of a page, such as the window. */
export function isInside(target: EventTarget | null, element: Element | null): boolean {
  return target instanceof Node && element?.contains(target) === true;
}

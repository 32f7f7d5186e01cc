// A conversation is loaded and read before it takes keys, some of which mean something else to the window: who presses one behind
// the key that shows the conversation means the conversation.

import { useCallback, useEffect, useRef, useState } from "react";
import { useTabs } from "../data/useTabs.ts";
import { useWorkspace } from "../data/useWorkspace.ts";

/** Those of a conversation that are keys of the window, too, or of nothing else. */
const keys: ReadonlySet<string> = new Set(["[", "]", "e", "E", "j", "k", "o", "r", "c", "b"]);

export interface EarlyKey {
  /** Says whether the conversation takes its keys by itself; answers the last one that came before it did. */
  readonly onReady: (isReady: boolean) => string | undefined;
}

/** `isExpected`: a conversation comes. */
export function useEarlyKey(isExpected: boolean): EarlyKey {
  const tabs = useTabs();
  const workspace = useWorkspace();
  const [isReady, setReady] = useState(false);
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (isReady || !isExpected) return;
    const hold = (event: KeyboardEvent) => {
      // Another tab may have the keyboard.
      if (tabs.active() !== workspace) return;
      if (event.ctrlKey || event.metaKey || event.altKey || !keys.has(event.key)) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, [role=dialog]") !== null) return;
      event.preventDefault();
      last.current = event.key;
    };
    document.addEventListener("keydown", hold);
    return () => document.removeEventListener("keydown", hold);
  }, [isReady, isExpected, tabs, workspace]);
  return {
    onReady: useCallback((ready) => {
      setReady(ready);
      const key = ready ? last.current : undefined;
      if (ready) last.current = undefined;
      return key;
    }, []),
  };
}

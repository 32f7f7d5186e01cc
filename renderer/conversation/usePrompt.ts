import { useEffect, useState } from "react";
import type { Item } from "../../shared/conversation.ts";
import type { ConversationReader } from "./conversationReader.ts";

/** Milliseconds of rest after which the prompt above is looked for. */
const restMs = 80;

/** The prompt under which an item stands. */
export function usePrompt(reader: ConversationReader, item: number, epoch: number): Item | undefined {
  const [prompt, setPrompt] = useState<Item>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: in a new epoch another prompt may stand there
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(async () => {
      const found = await reader.step(item + 1, -1, "prompt");
      if (gone || !found.ok) return;
      if (found.value === undefined) return setPrompt(undefined);
      const page = await reader.fetch(found.value, 1);
      if (!gone && page.ok) setPrompt(page.value[0]);
    }, restMs);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [reader, item, epoch]);
  return prompt;
}

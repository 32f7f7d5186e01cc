// Most of what a family knows is loaded when one of its conversations is read. Behind the first one a reader is there at once.

import type { ConversationOperations } from "./conversationOperations.ts";
import type { ConversationReader, OpenReader, ReadingContext } from "./format.ts";

type Open = (operations: ConversationOperations, context: ReadingContext) => ConversationReader;

/** Opens readers by what `load` gives. */
export function onceLoaded(load: () => Promise<Open>): OpenReader {
  let loaded: Open | undefined;
  return (operations, context) =>
    loaded?.(operations, context) ??
    load().then((open) => {
      loaded = open;
      return open(operations, context);
    });
}

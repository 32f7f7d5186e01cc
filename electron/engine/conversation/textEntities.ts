import type { Entity } from "../formats/messageOperations.ts";
import type { Skeleton } from "./skeleton.ts";

/** All that has text to be gathered, in the order in which messages are written: each message, then its tool calls. */
export function* textEntities(skeleton: Skeleton, messages: Iterable<Entity>): Generator<Entity> {
  for (const message of messages) {
    if (skeleton.textBytes(message) > 0 && skeleton.role(message) !== "activity") yield message;
    if (!skeleton.hasCalls(message)) continue;
    for (const call of skeleton.callsOf(message)) if (skeleton.textBytes(call) > 0) yield call;
  }
}

// Who speaks, by the roles that vendors and libraries have for it.

import type { Speaker } from "../conversationOperations.ts";

/** `tool` and `function` are no speakers: what they say is a call's result. */
export const roles: ReadonlyMap<string, Speaker | "tool"> = new Map<string, Speaker | "tool">([
  ["user", "user"],
  ["human", "user"],
  ["assistant", "assistant"],
  ["model", "assistant"],
  ["ai", "assistant"],
  ["system", "system"],
  ["developer", "system"],
  ["tool", "tool"],
  ["function", "tool"],
]);

// The engine makes much short-lived garbage and little that lasts: a small nursery that does not grow, and a heap that grows in
// small steps, keep a process as small as its work. What is fast in the engine is WebAssembly, which these do not touch. Of what a
// conversation is read with, several hundred functions become hot: copying them into each other takes the optimiser longer than it saves
// on files below some gigabytes.

/** Flags for V8 in every process that the engine runs in; all known to the oldest supported Node. */
export const smallHeapFlags = [
  "--max-semi-space-size=1",
  "--semi-space-growth-factor=1",
  "--optimize-for-size",
  "--max-inlined-bytecode-size-cumulative=200",
] as const;

// What streams in the shapes of Anthropic's Messages API: Claude Code, its SDK and Qwen Code print its
// events as they come.

import type { Deltas } from "./deltas.ts";

/** A block ends with an event of its own, so all neighbours are of one block. */
export const messageDeltas: readonly Deltas[] = [
  {
    kinds: ["*/content_block_delta/text_delta"],
    text: [["event", "delta", "text"]],
    together: "neighbours",
    comeWhole: true,
  },
  {
    kinds: ["*/content_block_delta/thinking_delta"],
    text: [["event", "delta", "thinking"]],
    together: "neighbours",
    comeWhole: true,
  },
  {
    kinds: ["*/content_block_delta/input_json_delta"],
    text: [["event", "delta", "partial_json"]],
    together: "neighbours",
    comeWhole: true,
  },
];

import type { LogWriter } from "./logWriter.ts";
import type { Random } from "./random.ts";

export interface ShapeInput {
  readonly log: LogWriter;
  readonly random: Random;
  /** How many bytes to write, more or less: a shape ends whole, soon after it has reached them. */
  readonly bytes: number;
}

/** What the conversation of a log comes to; all zero where there is none. */
export interface Conversation {
  readonly runs: number;
  readonly messages: number;
  readonly toolCalls: number;
}

export const noConversation: Conversation = { runs: 0, messages: 0, toolCalls: 0 };

/** Writes a log; pauses (`yield`) often enough that what is waiting to be flushed stays small. */
export type Shape = (input: ShapeInput) => Generator<void, Conversation, void>;

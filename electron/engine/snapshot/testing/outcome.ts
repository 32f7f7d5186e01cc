// Compacts a log that breaks the rules, and has the official client read the outcome, which it must accept.

import type { Message } from "@ag-ui/core";
import { expect } from "vitest";
import { replay } from "./clientReplay.ts";
import { compact } from "./compact.ts";
import { logText } from "./logText.ts";

export type Event = Readonly<Record<string, unknown>>;

export const start = { type: "RUN_STARTED", threadId: "t", runId: "r" };
export const end = { type: "RUN_FINISHED", threadId: "t", runId: "r" };
export const text = (messageId: string, delta: string): readonly Event[] => [
  { type: "TEXT_MESSAGE_START", messageId },
  { type: "TEXT_MESSAGE_CONTENT", messageId, delta },
  { type: "TEXT_MESSAGE_END", messageId },
];

export interface Outcome {
  readonly lines: readonly Event[];
  readonly messages: readonly Message[];
  readonly state: unknown;
  readonly skipped: readonly string[];
  readonly mended: readonly string[];
  readonly lost: readonly string[];
}

/** Compacts, and has the client read the outcome, which must not refuse it. */
export async function outcomeOf(log: string | readonly Event[]): Promise<Outcome> {
  const compacted = await compact(typeof log === "string" ? log : logText(log));
  const { messages, state, error } = await replay(compacted.text);
  expect(error).toBeUndefined();
  expect((await compact(compacted.text)).text).toBe(compacted.text);
  const { skipped, mended, lost } = compacted.summary;
  return {
    lines: compacted.text
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Event => JSON.parse(line)),
    messages,
    state,
    skipped: skipped.first.map(({ record, line, reason }) => `${record}/${line} ${reason}`),
    mended: mended.first.map(({ record, line, reason }) => `${record}/${line} ${reason}`),
    lost: lost.first.map(({ record, line, reason }) => `${record}/${line} ${reason}`),
  };
}

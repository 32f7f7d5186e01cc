// What each key does in a conversation.

import type { StepTarget } from "../../shared/conversation.ts";

export interface KeyParts {
  readonly step: (to: StepTarget, direction: 1 | -1) => void;
  readonly move: (by: number) => void;
  readonly goTo: (item: number) => void;
  readonly scroll: (pages: number) => void;
  readonly last: number;
  readonly fold: () => void;
  readonly raw: () => void;
  readonly copy: () => void;
  readonly record: () => void;
  readonly bookmark: () => void;
}

/** By `KeyboardEvent.key`, so that capitals are with Shift; a key that is not in it is not the conversation's. */
export function keyActions({
  step,
  move,
  goTo,
  scroll,
  last,
  fold,
  raw,
  copy,
  record,
  bookmark,
}: KeyParts): Readonly<Record<string, (() => void) | undefined>> {
  return {
    "[": () => step("prompt", -1),
    "]": () => step("prompt", 1),
    e: () => step("error", 1),
    E: () => step("error", -1),
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => scroll(0.1),
    ArrowUp: () => scroll(-0.1),
    PageDown: () => scroll(1),
    PageUp: () => scroll(-1),
    Home: () => goTo(0),
    End: () => goTo(last),
    o: fold,
    r: raw,
    c: copy,
    b: bookmark,
    Enter: record,
  };
}

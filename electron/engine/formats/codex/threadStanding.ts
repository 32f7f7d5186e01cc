// How a rollout's thread stands between two of its lines.

import type { Archive } from "../../paging/archive.ts";
import { has, isBoolean, isNumber, isText, orNone, valueIn } from "../keptValue.ts";

interface Compactions {
  readonly turn: number;
  line: number;
  history: number;
  event: number;
}

interface Kept {
  readonly agentPath: string | undefined;
  readonly id: string | undefined;
  readonly plainId: string | undefined;
  readonly ownOrdinal: number;
  readonly isReplayed: boolean;
  readonly isOpen: boolean;
  readonly isWaiting: boolean;
  readonly hasCalled: boolean;
  readonly isReviewing: boolean;
  readonly metaTime: number | undefined;
  readonly turnsTellTime: boolean;
  readonly startTurn: number | undefined;
  readonly compactions: Compactions;
}

const keptIn = valueIn<Kept>({
  agentPath: orNone(isText),
  id: orNone(isText),
  plainId: orNone(isText),
  ownOrdinal: isNumber,
  isReplayed: isBoolean,
  isOpen: isBoolean,
  isWaiting: isBoolean,
  hasCalled: isBoolean,
  isReviewing: isBoolean,
  metaTime: orNone(isNumber),
  turnsTellTime: isBoolean,
  startTurn: orNone(isNumber),
  compactions: has<Compactions>({ turn: isNumber, line: isNumber, history: isNumber, event: isNumber }),
});

export class ThreadStanding {
  /** In a sub-agent's file: what it is called among agents. */
  agentPath: string | undefined;
  id: string | undefined;
  /** The same, if it is ASCII. */
  plainId: string | undefined;
  /** Ordinals before it are a parent's history (agents v2, 0.169). */
  ownOrdinal = 0;
  /** A parent's history is being replayed without saying how far. */
  isReplayed = false;
  /** A turn of its own has begun, and not ended. */
  isOpen = false;
  /** The model was asked something, and nothing of an answer has come. */
  isWaiting = false;
  /** The response under way has made a call. */
  hasCalled = false;
  /** A review is under way, whose child's events are repeated (0.145). */
  isReviewing = false;
  metaTime: number | undefined;
  turnsTellTime = false;
  startTurn: number | undefined;
  /** How often a compaction was told in each way, in one turn. */
  compactions: Compactions = { turn: 0, line: 0, history: 0, event: 0 };

  archive(archive: Archive): void {
    const { agentPath, id, plainId, ownOrdinal, isReplayed, isOpen, isWaiting, hasCalled, isReviewing } = this;
    const { metaTime, turnsTellTime, startTurn, compactions } = this;
    const named = { agentPath, id, plainId, ownOrdinal };
    const flags = { isReplayed, isOpen, isWaiting, hasCalled, isReviewing, turnsTellTime };
    Object.assign(this, archive.value<Kept>({ ...named, ...flags, metaTime, startTurn, compactions }, keptIn));
  }
}

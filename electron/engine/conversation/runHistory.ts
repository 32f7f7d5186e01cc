// The messages that runs were given as their input. They stay in the log, so reading it again adds them; the snapshot has to
// stand behind every input that holds a message which the conversation has dropped since, and must not be led astray by
// the order in which inputs have put messages there before it.

import type { Entity, MessageRole } from "../formats/messageOperations.ts";
import { messageRoles } from "../formats/messageOperations.ts";
import { GrowingBytes, GrowingInts } from "../paging/growing.ts";
import type { TextIds } from "../paging/textIds.ts";
import type { Skeleton } from "./skeleton.ts";

/** Where the snapshot goes, and what is written right in front of it. */
export interface SnapshotPlace {
  /** Behind the start of this run, counted from 0. */
  readonly run: number;
  /** What inputs have put there must go first. */
  readonly reset: Reset | undefined;
}

/**
 * Empties the conversation. A snapshot without messages leaves reasoning alone (its producer may not track it) and
 * activities too. One that holds reasoning takes all other reasoning away: a stand-in that is reasoning at first, and
 * then something that goes with the next snapshot.
 */
export interface Reset {
  /** The id of the stand-in, when there is reasoning. */
  readonly standIn: string | undefined;
  readonly activities: boolean;
}

export class RunHistory {
  /** Different messages that were given. */
  length = 0;
  /** By id: 1 + its position in the columns below, which are in the order of first appearance. */
  readonly #position = new GrowingInts();
  readonly #id = new GrowingInts();
  readonly #firstRun = new GrowingInts();
  readonly #lastRun = new GrowingInts();
  /** The role it had in the first one. */
  readonly #role = new GrowingBytes();

  note(id: number, role: MessageRole, run: number): void {
    let position = this.#position.get(id) - 1;
    if (position < 0) {
      position = this.length++;
      this.#position.set(id, position + 1);
      this.#id.set(position, id);
      this.#firstRun.set(position, run);
      this.#role.set(position, messageRoles.indexOf(role));
    }
    this.#lastRun.set(position, run);
  }

  /** Decides from the final messages. */
  place(skeleton: Skeleton, ids: TextIds, messages: () => Iterable<Entity>): SnapshotPlace {
    const times = new GrowingBytes();
    const roles = new Set<MessageRole>();
    for (const message of messages()) {
      const id = skeleton.id(message);
      times.set(id, Math.min(2, times.get(id) + 1));
      roles.add(skeleton.role(message));
    }
    let run = 0;
    for (let i = 0; i < this.length; i++) {
      if (times.get(this.#id.get(i)) === 0) run = Math.max(run, this.#lastRun.get(i));
    }

    const final = messages()[Symbol.iterator]();
    let isClean = true;
    const givenRoles = new Set<MessageRole>();
    for (let i = 0; i < this.length; i++) {
      if (this.#firstRun.get(i) > run) continue;
      const id = this.#id.get(i);
      const role = messageRoles[this.#role.get(i)] ?? "user";
      givenRoles.add(role);
      if (times.get(id) > 0) {
        const next = final.next();
        isClean &&= times.get(id) === 1 && next.done !== true && skeleton.id(next.value) === id;
      } else if (role === "reasoning" || role === "activity") isClean &&= roles.has(role);
    }
    if (isClean) return { run, reset: undefined };
    let standIn = "reset";
    while (times.get(ids.known(standIn)) > 0) standIn += "-";
    const hasReasoning = givenRoles.has("reasoning");
    return { run, reset: { standIn: hasReasoning ? standIn : undefined, activities: givenRoles.has("activity") } };
  }
}

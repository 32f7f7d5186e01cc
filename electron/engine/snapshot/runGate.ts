// Which of the events that stay a reader accepts, given those before. The official client ends a stream at the first event
// that breaks its rules (`verifyEvents`); a log is meant to be read to its end, so here every event is judged by itself.
// The rules about messages do not matter any more: messages are in the snapshot.

import type { EventKind } from "../formats/agui/events.ts";
import type { About } from "./stayingEvent.ts";

/** Steps and subagents that are followed; a log that leaves more of them open loses the rest. */
const most = 100_000;

export type Verdict = { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

const accepted: Verdict = { accepted: true };

/** What is open within a run. */
export class RunGate {
  /** By owner and name. */
  readonly #steps = new Map<string, OpenStep>();
  readonly #subagents = new Set<number>();
  readonly #closedSubagents = new Set<number>();

  /** A new run begins with nothing open. */
  begin(): void {
    this.#steps.clear();
    this.#subagents.clear();
    this.#closedSubagents.clear();
  }

  judge(kind: EventKind, { subagent, step, parent }: About): Verdict {
    switch (kind) {
      case "STEP_STARTED":
        return this.#startStep(subagent, step);
      case "STEP_FINISHED":
        return this.#steps.delete(keyOf(subagent, step)) ? accepted : refused("no such step is open");
      case "SUBAGENT_STARTED":
        return this.#startSubagent(subagent, parent);
      case "SUBAGENT_FINISHED":
      case "SUBAGENT_ERROR":
        if (!this.#subagents.delete(subagent)) return refused("no such subagent is active");
        this.#closedSubagents.add(subagent);
        return accepted;
      default:
        return accepted;
    }
  }

  /** Steps and subagents that a run which finishes has left open. */
  get open(): { readonly steps: readonly OpenStep[]; readonly subagents: readonly number[] } {
    return { steps: [...this.#steps.values()], subagents: [...this.#subagents] };
  }

  #startStep(owner: number, step: number): Verdict {
    const key = keyOf(owner, step);
    if (this.#steps.has(key)) return refused("this step is open already");
    if (this.#steps.size >= most) return refused("too many steps are open");
    this.#steps.set(key, { owner, step });
    return accepted;
  }

  #startSubagent(subagent: number, parent: number): Verdict {
    if (this.#subagents.has(subagent)) return refused("this subagent is active already");
    if (this.#closedSubagents.has(subagent)) return refused("this subagent has finished already");
    const isKnown = this.#subagents.has(parent) || this.#closedSubagents.has(parent);
    if (parent !== 0 && !isKnown) return refused("the subagent it belongs to has not started");
    if (this.#subagents.size + this.#closedSubagents.size >= most) return refused("too many subagents");
    this.#subagents.add(subagent);
    return accepted;
  }
}

export interface OpenStep {
  readonly owner: number;
  readonly step: number;
}

function keyOf(owner: number, step: number): string {
  return `${owner} ${step}`;
}

function refused(reason: string): Verdict {
  return { accepted: false, reason };
}

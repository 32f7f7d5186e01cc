// What happens to a file that is followed while nothing comes from it: said once where it may go on, and else why it cannot.

import type { Failure } from "../../shared/failure.ts";
import { describeFailure } from "../../shared/failure.ts";
import type { View } from "../engine/query/view.ts";
import type { Session } from "./openInput.ts";

export class FollowedFile {
  readonly #session: Session;
  readonly #use: "shown" | "sent";
  #isRemoved = false;
  #isRefused = false;

  /** `use`: what becomes of what is written to it. */
  constructor(session: Session, use: "shown" | "sent") {
    this.#session = session;
    this.#use = use;
  }

  /** Why nothing more will come; undefined while something may. */
  look(view: View): Failure | undefined {
    const { transcript, terminal, live: input } = this.#session;
    const { state, change, live } = transcript.progress();
    if (state.phase === "failed") return state.failure;
    const refused = live?.failure;
    const failure = view.failure();
    if (failure !== undefined) return failure;
    // Of an input that has ended nothing else will come. A disk may refuse no more at the next look.
    if (refused !== undefined && input?.endedAt() !== undefined) return refused;
    if (refused !== undefined && !this.#isRefused) terminal.say(`seekline: ${describeFailure(refused)}`);
    this.#isRefused = refused !== undefined;
    if (change === "removed" && !this.#isRemoved) {
      this.#isRemoved = true;
      terminal.say(
        `seekline: “${transcript.name}” is gone from the disk; what is still written to it is ${this.#use}.`,
      );
    }
    return change === "shrunk" || change === "rewritten" || change === "replaced"
      ? { code: "source-changed", name: transcript.name, change }
      : undefined;
  }
}

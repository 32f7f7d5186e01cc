// Which thread an event of an AG-UI log belongs to, by its value: the one it names, else that of the run it names, else that of
// the run that started last (threads.ts says the same of scanned records).

import { mostRunsOfThreads } from "../../../../shared/limits.ts";
import { textAt } from "../condensedValue.ts";

export class ThreadChoice {
  readonly #runs = new Map<string, string>();
  #last = "";

  /** The thread's id; "" where none is known. */
  of(type: string, event: unknown): string {
    const named = textAt(event, "threadId") ?? textAt(event, "thread_id");
    const run = textAt(event, "runId") ?? textAt(event, "run_id");
    if (type === "RUN_STARTED") {
      this.#last = named ?? "";
      if (run !== undefined && this.#runs.size < mostRunsOfThreads) this.#runs.set(run, this.#last);
    }
    return named ?? (run === undefined ? undefined : this.#runs.get(run)) ?? this.#last;
  }
}

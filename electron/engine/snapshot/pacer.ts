// Long work in slices: after some milliseconds others get their turn, and a cancelled export stops.

const sliceMs = 12;

export class Pacer {
  readonly signal: AbortSignal;
  #sliceEnd = performance.now() + sliceMs;

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  get isDue(): boolean {
    return performance.now() >= this.#sliceEnd;
  }

  /** Throws the signal's reason when the work is no longer wanted. */
  async pause(): Promise<void> {
    await new Promise(setImmediate);
    this.signal.throwIfAborted();
    this.#sliceEnd = performance.now() + sliceMs;
  }

  /** Runs work that yields between short steps. */
  async run<Value>(work: Generator<undefined, Value>): Promise<Value> {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      if (this.isDue) await this.pause();
    }
  }
}

/** Runs work to its end at once: for what is known to be short. */
export function runNow<Value>(work: Generator<undefined, Value>): Value {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

// Long work in slices: after some milliseconds others get their turn, and a cancelled export stops.
//
// Work that is mostly short is written as a generator of steps: it runs on without a promise until it yields something to
// wait for, or (undefined) a point where it may pause.

const sliceMs = 12;

/** A promise to wait for, made only when it is waited for; undefined: others may have their turn here. */
export type Step = (() => Promise<void>) | undefined;
/** Work that is run by `Pacer.run`, or inside of other steps by `yield*`, which gives its value. */
export type Steps<Value = void> = Generator<Step, Value>;

/** One for each piece of work that lasts. A slice is 12 ms; what yields more seldom than that holds all others up. */
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

  /** Runs work that pauses where it yields. What it has opened it closes by itself when it is no longer wanted. */
  async finish<Value>(work: Generator<undefined, Value>): Promise<Value> {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      if (this.isDue) await this.pause().catch((error: unknown) => work.throw(error));
    }
  }

  /** Runs all steps. */
  async run(steps: Steps): Promise<void> {
    for (const step of steps) {
      await step?.();
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

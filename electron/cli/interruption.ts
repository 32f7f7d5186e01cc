// Ctrl-C and its like: work is told to stop and cleans up behind itself; a second signal does not wait for that.

export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit status of the signal that came: 130 for Ctrl-C. */
  readonly status: () => number;
  /** Stops listening. */
  readonly release: () => void;
}

/** What work throws when it was told to stop. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
  }
}

const statuses: readonly (readonly [NodeJS.Signals, number])[] = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
];

export function watchInterruption(): Interruption {
  const controller = new AbortController();
  let status = 130;
  const listeners = statuses.map(([name, number]): readonly [NodeJS.Signals, () => void] => {
    const listener = () => {
      if (controller.signal.aborted) process.exit(number);
      status = number;
      controller.abort(new Interrupted());
    };
    process.on(name, listener);
    return [name, listener];
  });
  return {
    signal: controller.signal,
    status: () => status,
    release: () => {
      for (const [name, listener] of listeners) process.off(name, listener);
    },
  };
}

/** What a program waits for that has no end of its own. */
export function untilInterrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
